"""POST /quotes/<id>/stances/."""

from __future__ import annotations

import pytest

from accounts.models import User
from quotes.models import Quote, Stance, Target
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
    return make_suggestion("The ferry will sail,", make_article())


def address(quote: Quote) -> str:
    return f"/quotes/{quote.pk}/stances/"


def lit(answer: object) -> list[int]:
    """Answer the targets whose rows take the digits."""
    rows = says(answer).split('<li id="stance-')[1:]
    return [int(row.partition('"')[0]) for row in rows if row.partition(">")[0].endswith('"lit"')]


def test_the_position_is_stored_and_the_next_row_takes_the_digits(
    annotator: User, quote: Quote
) -> None:
    fares, engine = make_target("Fares"), make_target("The engine")
    make_stance(quote, fares, None)
    make_stance(quote, engine, None)

    answer = as_htmx(
        annotator, address(quote), version=quote.version, target=fares.pk, position="oppose"
    )

    assert Stance.objects.get(target=fares).position == "oppose"
    assert Stance.objects.get(target=engine).position is None
    assert lit(answer) == [engine.pk]


def test_after_the_last_row_no_row_takes_the_digits(annotator: User, quote: Quote) -> None:
    fares = make_target("Fares")

    answer = as_htmx(
        annotator, address(quote), version=quote.version, target=fares.pk, position="mixed"
    )

    assert lit(answer) == []
    assert 'aria-pressed="true"' in says(answer)


def test_a_new_target_is_added_without_a_position_and_takes_the_digits(
    annotator: User, quote: Quote
) -> None:
    answer = as_htmx(
        annotator, address(quote), version=quote.version, target="", q="Night boats", position=""
    )

    target = Target.objects.get(name="Night boats")
    assert quote.stances.get().position is None
    assert lit(answer) == [target.pk]


def test_a_hint_is_taken_with_its_condition(annotator: User, quote: Quote) -> None:
    fares = make_target("Fares")

    as_form(annotator, address(quote), version=quote.version, target=fares.pk, position="oppose if")

    stance = Stance.objects.get()
    assert (stance.target, stance.position, stance.conditional) == (fares, "oppose", True)


def test_a_condition_stays(annotator: User, quote: Quote) -> None:
    fares = make_target("Fares")

    as_htmx(
        annotator, address(quote), version=1, target=fares.pk, position="support", conditional="1"
    )

    assert quote.stances.get().conditional


def test_without_scripts_the_page_of_the_quote_follows(annotator: User, quote: Quote) -> None:
    sent = {"version": quote.version, "q": "Fares", "target": "", "position": "support"}

    answer = as_form(annotator, address(quote), **sent)

    assert answer["Location"] == f"/articles/{quote.article_id}/?quote={quote.pk}"
    assert quote.stances.get().position == "support"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"q": "Fares", "position": "adore"}, "“adore” is no position; use one of support"),
        ({"target": "987654", "position": "oppose"}, "there is no target 987654"),
        ({"target": "", "q": "", "position": ""}, "a target needs a name"),
        ({"q": "F" * 301, "position": ""}, "at most 300 characters, not 301"),
    ],
)
def test_a_stance_that_cannot_be_is_refused(
    annotator: User, quote: Quote, sent: dict[str, str], words: str
) -> None:
    before = everything()

    for post in (as_htmx, as_form):
        answer = post(annotator, address(quote), version=quote.version, **sent)
        assert_refused(answer, 422, "Not saved", words)
    assert everything() == before


def test_only_annotators_judge(reader: User, annotator: User, quote: Quote) -> None:
    assert_only_annotators_post(address(quote), reader, annotator)


def test_is_refused_where_somebody_was_faster(annotator: User, quote: Quote) -> None:
    assert_stale_changes_nothing(annotator, address(quote), quote, q="Fares", position="oppose")


def test_a_quote_that_is_not_there_is_not_found(annotator: User, quote: Quote) -> None:
    assert_unknown_quote(annotator, address(quote), quote)
