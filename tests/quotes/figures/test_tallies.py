"""Tallies and what was not folded yet are what counting all quotes gives, whatever was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from quotes import commands
from quotes.models import Attribution
from quotes.nets import Positions
from quotes.queries.figures import tallies
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db

COUNTED = """
select facet, month, count(*) from quotes_quotesearch s,
    unnest(facets_counted(s.facets)) facet, unnest(array[0, month_number(s.dated_on)]) month
where s.status = 'accepted' and not left(facet, 2) = any(array['m:', 'q:', 'f:', 'e:'])
group by 1, 2
"""
TALLIED = """
select facet, month, sum(n) from (
    select facet, month, n from quotes_facettally
    union all select facet, every, n from quotes_facetdelta, unnest(facets) facet,
        unnest(array[0, month]) every
    where not left(facet, 2) = any(array['m:', 'q:', 'f:', 'e:'])) both_of_them
group by 1, 2 having sum(n) <> 0
"""
POSITIONS_COUNTED = """
select actor, target, marks, month, position, count(*) from quotes_positioncounted
group by 1, 2, 3, 4, 5
"""


def asked(statement: str) -> set[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return set(cursor.fetchall())


def positions_by_counting() -> dict[tuple[Any, ...], int]:
    """Count each level of the tally from the quotes themselves."""
    found: dict[tuple[Any, ...], int] = {}
    for actor, target, marks, month, position, n in asked(POSITIONS_COUNTED):
        for level in (month, 0):
            for marked in {0, marks}:
                key = (actor, target, marked, level, position)
                found[key] = found.get(key, 0) + n
        if actor:
            key = (actor, 0, 0, 0, position)
            found[key] = found.get(key, 0) + n
    return found


def positions_by_tally() -> dict[tuple[Any, ...], int]:
    """Fold all that waits, and read the tally."""
    while commands.fold_tallies(batch=7):
        pass
    names = ("support", "oppose", "neutral", "mixed", "unclear", "unjudged")
    rows = asked(
        f"select actor, target, marks, month, {', '.join(names)} from quotes_positiontally"
    )
    return {
        (*key, name): n
        for *key, support, oppose, neutral, mixed, unclear, unjudged in rows
        for name, n in zip(names, (support, oppose, neutral, mixed, unclear, unjudged), strict=True)
        if n
    }


def assert_all_is_counted() -> None:
    """Hold the tallies to the quotes, before and after folding, and after counting anew."""
    assert asked(TALLIED) == asked(COUNTED)
    counted = positions_by_counting()
    assert positions_by_tally() == counted
    assert asked(TALLIED) == asked(COUNTED)
    commands.rebuild_tallies()
    assert asked(TALLIED) == asked(COUNTED)
    assert positions_by_tally() == counted


def test_a_quote_counts_once_for_a_side_however_many_speak_for_it() -> None:
    ministry = make_speaker(kind="organisation")
    target, quote = make_target(), make_quote(speaker=make_speaker())
    Attribution.objects.filter(quote=quote).update(organisation=ministry)
    Attribution.objects.create(
        quote=quote, speaker=make_speaker(), organisation=ministry, position=1
    )
    make_stance(quote, target)
    side, everybody = f"o:{ministry.pk}", tallies.ALL

    cells = tallies.positions_between([side, everybody], [target.pk], None)
    assert cells == {
        (side, target.pk): Positions(support=1),
        (everybody, target.pk): Positions(support=1),
    }
    assert_all_is_counted()


def test_what_is_said_alone_counts_and_terms_and_the_withdrawn_do_not(reviewer: User) -> None:
    target, article = make_target(), make_article()
    said = make_quote(article=article, said_on=date(2031, 8, 4), said_on_precision="day")
    for quote in (said, make_quote(act="denied"), make_quote(kind="term")):
        make_stance(quote, target, "oppose")
    by_month = tallies.positions_by_month([tallies.ALL], [target.pk])
    assert by_month == {target.pk: {203108: Positions(oppose=1)}}
    assert tallies.months_of_facets() == {203108: 1, -1: 1}

    commands.withdraw_article(article.pk, by=reviewer)
    assert tallies.positions_by_month([tallies.ALL], [target.pk]) == {}
    assert tallies.count_everything() == 1
    assert_all_is_counted()
