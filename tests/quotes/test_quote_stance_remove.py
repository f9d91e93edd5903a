"""POST /quotes/<id>/stances/<target>/remove/."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes.models import Quote
from tests.factories import make_article, make_stance, make_suggestion, make_target
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_stale_changes_nothing,
    assert_unknown_quote,
    everything,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    quote = make_suggestion("The ferry will sail,", make_article())
    make_stance(quote, make_target("Fares"), "oppose")
    return quote


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/stances/{quote.stances.get().target_id}/remove/"


def test_the_quote_is_not_about_the_target_any_more(annotator: User, quote: Quote) -> None:
    answer = as_htmx(annotator, address(quote), version=quote.version)

    assert not quote.stances.exists()
    assert "Quote 1 has a stance less" in says(answer)
    assert f'id="was" name="was" value="{quote.pk}"' in says(answer)


def test_without_scripts_the_page_of_the_quote_follows(annotator: User, quote: Quote) -> None:
    answer = as_form(annotator, address(quote), version=quote.version)

    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={quote.pk}"


def test_a_stance_that_is_not_there_is_refused(annotator: User, quote: Quote) -> None:
    before = everything()

    answer = as_htmx(annotator, f"/quotes/{quote.pk}/stances/987654/remove/", version=1)

    assert_refused(answer, 422, "takes no stance on target 987654")
    assert everything() == before


def test_only_annotators_take_stances_away(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_is_refused_where_somebody_was_faster(annotator: User, quote: Quote) -> None:
    assert_stale_changes_nothing(annotator, address(quote), quote)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
