"""POST /quotes/<id>/speaker/."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes.models import Quote, Speaker
from tests.factories import make_article, make_speaker, make_suggestion
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
    return make_suggestion("The ferry will sail,", make_article(), mention="Ilse Marrow")


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/speaker/"


def test_the_speaker_chosen_is_the_speaker(annotator: User, quote: Quote) -> None:
    speaker = make_speaker("Ilse Marrow")

    answer = as_htmx(
        annotator, address(quote), version=quote.version, speaker=speaker.pk, q="anything"
    )

    row = quote.attributions.get()
    assert (row.speaker, row.sourcing, row.mention_words) == (speaker, "named", ["Ilse Marrow"])
    assert 'value="Ilse Marrow"' in says(answer)
    assert f'id="was" name="was" value="{quote.pk}"' in says(answer)


def test_a_name_nobody_goes_by_makes_a_speaker(annotator: User, quote: Quote) -> None:
    as_htmx(annotator, address(quote), version=quote.version, speaker="", q="  Ilse   Marrow ")

    assert quote.attributions.get().speaker == Speaker.objects.get(name="Ilse Marrow")


def test_a_source_without_a_name_stays_in_its_article(annotator: User, quote: Quote) -> None:
    quote.attributions.update(sourcing="unnamed")

    as_htmx(annotator, address(quote), version=quote.version, q="harbour official")

    row = quote.attributions.get()
    assert row.speaker
    assert (row.speaker.article_id, row.sourcing) == (quote.article_id, "unnamed")


def test_without_scripts_the_page_of_the_quote_follows(annotator: User, quote: Quote) -> None:
    answer = as_form(annotator, address(quote), version=quote.version, q="Ilse Marrow")

    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={quote.pk}"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"q": ""}, "a speaker needs a name"),
        ({"q": " \t "}, "a speaker needs a name"),
        ({"q": "M" * 301}, "at most 300 characters, not 301"),
        ({"speaker": "987654"}, "there is no speaker 987654"),
    ],
)
def test_a_speaker_that_cannot_be_is_refused(
    annotator: User, quote: Quote, sent: dict[str, str], words: str
) -> None:
    before = everything()

    for post in (as_htmx, as_form):
        answer = post(annotator, address(quote), version=quote.version, **sent)
        assert_refused(answer, 422, "Not saved", words)
    assert everything() == before


def test_a_name_of_several_asks_for_the_one_meant(annotator: User, quote: Quote) -> None:
    make_speaker("Two Of Them")
    make_speaker("Two Of Them")
    before = everything()

    answer = as_htmx(annotator, address(quote), version=quote.version, q="Two Of Them")

    assert_refused(answer, 409, "Not saved", "is the name of several: choose the one meant from")
    assert everything() == before


def test_only_annotators_say_who_spoke(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_is_refused_where_somebody_was_faster(annotator: User, quote: Quote) -> None:
    assert_stale_changes_nothing(annotator, address(quote), quote, q="Ilse Marrow")


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
