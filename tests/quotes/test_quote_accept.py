"""POST /quotes/<id>/accept/."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes.models import Quote, Speaker
from tests.factories import make_article, make_suggestion
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
    article = make_article()
    make_suggestion("a fine promise", article)
    return make_suggestion(["The ferry will sail,", "It always has."], article)


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/accept/"


def test_accepts_the_quote_and_takes_the_next_in_hand(annotator: User, quote: Quote) -> None:
    following = Quote.objects.exclude(pk=quote.pk).get()

    answer = as_htmx(annotator, address(quote), version=quote.version, was=quote.pk)

    quote.refresh_from_db()
    assert (quote.status, quote.decided_by, quote.version) == ("accepted", annotator, 2)
    assert answer["HX-Replace-Url"] == f"/articles/{quote.article_id}/?quote={following.pk}"
    assert f'id="was" name="was" value="{following.pk}"' in says(answer)
    assert "Quote 1 accepted" in says(answer)


def test_sends_only_what_is_different(annotator: User) -> None:
    lines = [f"“Line {number} of it,” she said." for number in range(12)]
    article = make_article(text="\n\n".join(lines))
    quotes = [make_suggestion(f"Line {number} of it,", article) for number in range(12)]

    answer = as_htmx(annotator, address(quotes[3]), version=1, was=quotes[3].pk)

    drawn = {number for number in range(12) if f"Line {number} of it,</span>" in says(answer)}
    rows = {number for number in range(12) if f'id="row-{quotes[number].pk}"' in says(answer)}
    assert drawn == rows == {3, 4}
    assert "<html" not in says(answer)


def test_without_scripts_the_page_of_the_next_quote_follows(annotator: User, quote: Quote) -> None:
    following = Quote.objects.exclude(pk=quote.pk).get()

    answer = as_form(annotator, address(quote), version=quote.version)

    assert answer.status_code == 302
    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={following.pk}"


def test_accepting_the_last_one_stays_there(annotator: User, quote: Quote) -> None:
    Quote.objects.exclude(pk=quote.pk).update(
        status="rejected", decided_at="2031-01-01T00:00Z", decided_how="single"
    )

    answer = as_htmx(annotator, address(quote), version=quote.version, was=quote.pk)

    assert answer["HX-Replace-Url"].endswith(f"?quote={quote.pk}")
    assert "2 of 2 decided" in says(answer)


def test_agreeing_to_a_quote_is_agreeing_to_its_speaker(annotator: User, quote: Quote) -> None:
    quote.attributions.update(proposed_name="Ilse Marrow", sourcing="named")

    as_htmx(annotator, address(quote), version=quote.version)

    assert Speaker.objects.get().name == "Ilse Marrow"
    assert quote.attributions.get().speaker == Speaker.objects.get()


def test_only_annotators_accept(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_is_refused_where_somebody_was_faster(annotator: User, quote: Quote) -> None:
    assert_stale_changes_nothing(annotator, address(quote), quote)


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)


@pytest.mark.parametrize("version", ["", "one", "-1", "٣", "9" * 30])
def test_a_form_without_a_version_is_refused(annotator: User, quote: Quote, version: str) -> None:
    before = everything()

    answer = as_htmx(annotator, address(quote), version=version)

    assert_refused(answer, 422, "names no version of the quote")
    assert everything() == before
