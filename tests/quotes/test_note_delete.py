"""POST /notes/<id>/delete/: a note is taken away, and comes back by undo."""

import pytest

from accounts.models import Role, User
from quotes import commands
from quotes.models import Note
from tests.factories import make_quote
from tests.quotes.doors import as_form, as_htmx, assert_only_annotators_post, assert_refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(annotator: User) -> Note:
    return commands.add_note(make_quote().pk, text="Ask.", by=annotator)


def test_takes_it_away_until_it_is_undone(annotator: User, note: Note) -> None:
    as_htmx(annotator, f"/notes/{note.pk}/delete/")
    assert not Note.objects.exists()
    commands.undo_last_step(note.quote.article_id, by=annotator)
    assert Note.objects.get() == note


def test_a_reviewer_takes_anybodys_away(reviewer: User, note: Note) -> None:
    as_form(reviewer, f"/notes/{note.pk}/delete/", page="quote")
    assert not Note.objects.exists()


def test_another_annotator_does_not(note: Note) -> None:
    other = User.objects.create_user("other", role=Role.ANNOTATOR)
    assert_refused(as_htmx(other, f"/notes/{note.pk}/delete/"), 409, "only by who wrote it")
    assert Note.objects.exists()


def test_only_annotators_take_away(reader: User, annotator: User, note: Note) -> None:
    assert_only_annotators_post(f"/notes/{note.pk}/delete/", reader, annotator)
    assert as_form(annotator, "/notes/999/delete/").status_code == 404
