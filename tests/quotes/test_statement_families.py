"""The printings of one statement are a family, whatever route a change takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from articles.models import Article, ArticleFamily
from quotes import commands
from quotes.models import Quote, Speaker, StatementFamily
from tests.factories import make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db

FULL = "a bill posted to people who never ordered the meal"
OTHERWISE = "the bill was posted to people who never ordered a meal"
CUT = "a bill posted to people"
MONDAY = datetime(2031, 10, 27, 6, tzinfo=UTC)


def printed(words: str, speaker: Speaker | None, *, days: int = 0, **more: Any) -> Quote:
    """Print words in an article of their own, and accept them."""
    text = f"On the quay she said {words}, and left."
    home = make_article(text=text, published_at=MONDAY + timedelta(days=days))
    return make_quote(words, article=home, speaker=speaker, **more)


def family(quote: Quote) -> int | None:
    return Quote.objects.values_list("family", flat=True).get(pk=quote.pk)


@pytest.mark.parametrize("other", [FULL, FULL.upper(), f"{CUT} …", OTHERWISE, CUT])
def test_the_same_statement_is_one_family_also_cut_or_put_otherwise(other: str) -> None:
    reke = make_speaker()
    first, second = printed(FULL, reke), printed(other, reke, days=2)

    assert family(first) == family(second) is not None


def test_a_quarter_cut_out_as_it_stands_is_the_same_statement() -> None:
    reke = make_speaker()
    whole = (
        "With the letter our members can live with the act; without it they will come and stand "
        "on what is left of the pier"
    )
    first, cut = printed(whole, reke), printed("our members can live with the act", reke)
    assert family(first) == family(cut) is not None
    assert family(printed("left of the pier", reke)) is None


@pytest.mark.parametrize(
    "other",
    [
        "people who ordered the meal",
        "a bill posted to people who ordered the meal at once",
        "the winter timetable is a promise nobody can keep on this island",
        "a bill posted",
        "we do not believe this is a bill posted to people who never ordered the meal",
    ],
)
def test_other_words_stand_alone(other: str) -> None:
    reke = make_speaker()
    first, second = printed(FULL, reke), printed(other, reke)

    assert family(first) is family(second) is None


def test_nothing_joins_across_speakers_or_acts_or_with_what_is_not_accepted() -> None:
    reke = make_speaker()
    quotes = [
        printed(FULL, reke),
        printed(FULL, make_speaker()),
        printed(FULL, None),
        printed(FULL, None),
        printed(FULL, reke, act="denied"),
        printed(FULL, reke, kind="term"),
        printed(FULL, reke, status="suggested"),
    ]

    assert {family(quote) for quote in quotes} == {None}


def test_short_words_said_again_weeks_later_are_another_statement() -> None:
    reke = make_speaker()
    quotes = [printed("We will sail on", reke), printed("We will sail on", reke, days=30)]
    long = [printed(FULL, reke), printed(FULL, reke, days=30)]

    assert [family(quote) for quote in quotes] == [None, None]
    assert family(long[0]) == family(long[1]) is not None


def test_unnamed_sources_are_one_only_in_copies_of_one_article() -> None:
    quotes = [printed(FULL, None) for _ in range(4)]
    for quote, name in zip(quotes, ["a baker", "A baker", "a fisher", "a baker"], strict=True):
        speaker = Speaker.objects.create(name=name, article_id=quote.article_id)
        quote.attributions.update(speaker=speaker, sourcing="unnamed")
    assert {family(quote) for quote in quotes} == {None}

    home = ArticleFamily.objects.create()
    Article.objects.filter(pk__in=[quote.article_id for quote in quotes[:3]]).update(family=home)
    with connection.cursor() as cursor:
        for quote in quotes:
            cursor.execute("select settle_statement(%s)", [quote.pk])

    assert family(quotes[0]) == family(quotes[1]) is not None
    assert family(quotes[2]) is family(quotes[3]) is None


def test_a_family_comes_with_accepting_and_goes_with_undo(annotator: User) -> None:
    reke = make_speaker()
    first, second = printed(FULL, reke), printed(FULL, reke, status="suggested")
    commands.accept_quote(second.pk, version=second.version, by=annotator)
    assert family(first) == family(second) is not None

    commands.undo_last_step(second.article_id, by=annotator)
    assert family(first) is family(second) is None
    assert not StatementFamily.objects.exists()

    commands.redo_last_step(second.article_id, by=annotator)
    assert family(first) == family(second) is not None


def test_who_joins_two_families_makes_them_one_and_leaving_parts_them_again(
    annotator: User,
) -> None:
    reke = make_speaker()
    ends = [
        printed("no boat under twelve metres will be touched by the levy", reke),
        printed("the promise has lasted nine days and not an hour more", reke),
    ]
    both = printed(
        "no boat under twelve metres will be touched by the levy and "
        "the promise has lasted nine days and not an hour more",
        reke,
        status="suggested",
    )
    twins = [printed(str(quote), reke) for quote in ends]
    before = [family(quote) for quote in (*ends, *twins)]
    assert before[:2] == before[2:]
    assert before[0] != before[1]

    commands.accept_quote(both.pk, version=both.version, by=annotator)
    assert len({family(quote) for quote in (*ends, *twins, both)}) == 1

    longer = commands.reject_quote(both.pk, version=2, by=annotator)
    assert family(longer) is None
    assert len({family(quote) for quote in (*ends, *twins)}) == 2


def test_a_change_of_words_or_speaker_changes_the_family(annotator: User) -> None:
    reke, marrow = make_speaker(), make_speaker()
    first, second = printed(FULL, reke), printed(FULL, reke)
    third = printed(FULL, marrow)
    known = family(first)

    commands.set_speaker(second.pk, version=second.version, by=annotator, speaker=marrow.pk)
    assert family(first) is None
    assert family(second) == family(third) is not None

    commands.undo_last_step(second.article_id, by=annotator)
    assert family(first) == family(second) is not None
    assert family(third) is None
    assert known is not None


def test_merged_speakers_have_their_statements_in_common(annotator: User) -> None:
    one, other = make_speaker(), make_speaker()
    first, second = printed(FULL, one), printed(FULL, other)
    commands.merge_speakers(other.pk, one.pk, version=None, by=annotator)
    while commands.move_merged() is not None:
        pass
    assert family(first) == family(second) is not None

    commands.unmerge_speaker(other.pk, by=annotator)
    while commands.move_merged() is not None:
        pass
    assert family(first) is family(second) is None
