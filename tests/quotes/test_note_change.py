"""POST /notes/<id>/: who wrote a note changes it."""

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Note
from tests.factories import make_quote
from tests.quotes.doors import as_form, as_htmx, assert_only_annotators_post, assert_refused, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(annotator: User) -> Note:
    return commands.add_note(make_quote().pk, text="Ask.", by=annotator)


def test_gives_it_other_words(annotator: User, note: Note) -> None:
    assert "Asked." in says(as_htmx(annotator, f"/notes/{note.pk}/", text="Asked."))
    note.refresh_from_db()
    assert note.text == "Asked."
    commands.undo_last_step(note.quote.article_id, by=annotator)
    note.refresh_from_db()
    assert note.text == "Ask."


def test_nobody_changes_anothers(reviewer: User, note: Note) -> None:
    answer = as_htmx(reviewer, f"/notes/{note.pk}/", text="Mine.")
    assert_refused(answer, 409, "only by who wrote it")
    assert "Ask." in says(answer)


def test_is_told_on_the_page_of_the_quote(reviewer: User, note: Note) -> None:
    answer = as_form(reviewer, f"/notes/{note.pk}/", text="Mine.", page="quote")
    assert "only by who wrote it" in says(answer.client.get(answer.headers["Location"]))


def test_only_annotators_change(reader: User, annotator: User, note: Note) -> None:
    assert_only_annotators_post(f"/notes/{note.pk}/", reader, annotator)
    assert as_form(annotator, "/notes/999/", text="Ask.").status_code == 404
