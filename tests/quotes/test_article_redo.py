"""POST /articles/<id>/redo/."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Quote
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    everything,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    return make_suggestion("a fine promise", make_article())


def address(quote: Quote) -> str:
    return f"/articles/{quote.article_id}/redo/"


def test_does_again_what_was_undone_and_offers_to_undo_it(annotator: User, quote: Quote) -> None:
    commands.accept_quote(quote.pk, version=1, by=annotator)
    undone = as_htmx(annotator, f"/articles/{quote.article_id}/undo/")
    assert f'action="{address(quote)}"' in says(undone)

    answer = as_htmx(annotator, address(quote))

    quote.refresh_from_db()
    assert (quote.status, quote.version) == ("accepted", 4)
    assert "Done again: accepted quote 1" in says(answer)


def test_without_scripts_the_page_of_its_quote_follows(annotator: User, quote: Quote) -> None:
    commands.accept_quote(quote.pk, version=1, by=annotator)
    commands.undo_last_step(quote.article_id, by=annotator)

    answer = as_form(annotator, address(quote))

    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={quote.pk}"


def test_where_nothing_was_undone_that_is_said(annotator: User, quote: Quote) -> None:
    before = everything()
    assert "There is nothing of yours to redo" in says(as_htmx(annotator, address(quote)))
    assert everything() == before


def test_only_annotators_redo(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)
