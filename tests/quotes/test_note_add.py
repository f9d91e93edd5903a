"""POST /quotes/<id>/notes/: a note on any quote, for those who work here."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Note, Quote
from tests.factories import make_quote
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    opened,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    return make_quote()


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/notes/"


def test_keeps_the_words_and_who_wrote_them(annotator: User, quote: Quote) -> None:
    answer = as_htmx(annotator, address(quote), text=" Ask the desk.\r\nTwice. ")
    note = Note.objects.get()
    assert (note.quote, note.by, note.text) == (quote, annotator, "Ask the desk.\nTwice.")
    assert "Ask the desk." in says(answer)
    assert "1 note" in says(answer)
    quote.refresh_from_db()
    assert quote.version == 1, "a note is no change of the quote: nobody is in anybody's way"


def test_is_undone_and_done_again(annotator: User, quote: Quote) -> None:
    commands.add_note(quote.pk, text="Ask.", by=annotator)
    commands.undo_last_step(quote.article_id, by=annotator)
    assert not Note.objects.exists()
    commands.redo_last_step(quote.article_id, by=annotator)
    assert Note.objects.get().text == "Ask."


def test_comes_back_with_its_quote(annotator: User, quote: Quote) -> None:
    commands.add_note(quote.pk, text="Ask.", by=annotator)
    commands.delete_quote(quote.pk, version=1, by=annotator)
    assert not Note.objects.exists()
    commands.undo_last_step(quote.article_id, by=annotator)
    assert Note.objects.get().quote == quote


@pytest.mark.parametrize(("text", "why"), [(" \n", "says something"), ("x" * 4001, "at most 4000")])
def test_refuses_what_is_no_note(annotator: User, quote: Quote, text: str, why: str) -> None:
    assert_refused(as_htmx(annotator, address(quote), text=text), 422, why)
    assert not Note.objects.exists()


def test_stands_on_the_page_of_the_quote_too(annotator: User, quote: Quote) -> None:
    answer = as_form(annotator, address(quote), text="Ask.", page="quote")
    assert answer.headers["Location"] == f"/quotes/{quote.pk}/"
    assert "Ask." in says(opened(annotator, f"/quotes/{quote.pk}/"))


def test_readers_never_see_one(annotator: User, reader: User, quote: Quote) -> None:
    commands.add_note(quote.pk, text="Ask the desk.", by=annotator)
    for page in (f"/quotes/{quote.pk}/", f"/articles/{quote.article_id}/"):
        assert "Ask the desk." not in says(opened(reader, page))


def test_only_annotators_write(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)
    assert as_form(annotator, "/quotes/999/notes/", text="Ask.").status_code == 404


def test_both_pages_link_to_the_quote(annotator: User, quote: Quote) -> None:
    assert 'data-copies="cite-link"' in says(opened(annotator, f"/quotes/{quote.pk}/"))
    assert "data-copy=" in says(opened(annotator, f"/articles/{quote.article_id}/"))
