"""POST /quotes/<id>/delete/."""

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
    return f"/quotes/{quote.pk}/delete/"


def test_takes_the_quote_away_and_numbers_the_others_anew(annotator: User, quote: Quote) -> None:
    other = Quote.objects.exclude(pk=quote.pk).get()

    answer = as_htmx(annotator, address(quote), version=quote.version, was=quote.pk)

    assert Quote.objects.get() == other
    assert f'id="q{other.pk}" href="?quote={other.pk}" data-n="1"' in says(answer)
    assert f"row-{quote.pk}" not in says(answer)
    assert "Quote 1 deleted" in says(answer)


def test_the_last_one_leaves_an_article_without_quotes(annotator: User, quote: Quote) -> None:
    Quote.objects.exclude(pk=quote.pk).delete()

    answer = as_htmx(annotator, address(quote), version=quote.version)

    assert "No quote yet" in says(answer)
    assert answer["HX-Replace-Url"] == f"/articles/{quote.article_id}/"


def test_without_scripts_the_page_of_the_next_quote_follows(annotator: User, quote: Quote) -> None:
    answer = as_form(annotator, address(quote), version=quote.version)

    other = Quote.objects.get()
    assert answer["Location"] == f"/articles/{other.article_id}/?quote={other.pk}"


def test_only_annotators_delete(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_is_refused_where_somebody_was_faster(annotator: User, quote: Quote) -> None:
    assert_stale_changes_nothing(annotator, address(quote), quote)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)


def test_a_form_without_a_version_is_refused(annotator: User, quote: Quote) -> None:
    assert_refused(as_htmx(annotator, address(quote)), 422, "names no version")
