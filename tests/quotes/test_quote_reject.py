"""POST /quotes/<id>/reject/."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes.models import Quote
from tests.factories import make_article, make_suggestion
from tests.quotes.doors import (
    as_form,
    as_htmx,
    assert_only_annotators_post,
    assert_refused,
    assert_stale_changes_nothing,
    assert_unknown_quote,
    says,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote() -> Quote:
    article = make_article()
    make_suggestion("a fine promise", article)
    return make_suggestion(["The ferry will sail,", "It always has."], article)


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/reject/"


def test_rejects_the_quote_takes_its_marks_away_and_moves_on(annotator: User, quote: Quote) -> None:
    following = Quote.objects.exclude(pk=quote.pk).get()

    answer = as_htmx(annotator, address(quote), version=quote.version, was=quote.pk)

    quote.refresh_from_db()
    assert (quote.status, quote.decided_by) == ("rejected", annotator)
    assert f'id="was" name="was" value="{following.pk}"' in says(answer)
    assert f'id="q{quote.pk}"' not in says(answer)
    assert f'id="q{following.pk}"' in says(answer)
    assert "Quote 1 rejected" in says(answer)


def test_without_scripts_the_page_of_the_next_quote_follows(annotator: User, quote: Quote) -> None:
    answer = as_form(annotator, address(quote), version=quote.version)

    following = Quote.objects.exclude(pk=quote.pk).get()
    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={following.pk}"


def test_only_annotators_reject(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_is_refused_where_somebody_was_faster(annotator: User, quote: Quote) -> None:
    assert_stale_changes_nothing(annotator, address(quote), quote)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)


def test_a_form_without_a_version_is_refused(annotator: User, quote: Quote) -> None:
    assert_refused(as_htmx(annotator, address(quote)), 422, "names no version")
