"""Tallies held to what counting all quotes gives, level by level."""

from __future__ import annotations

from typing import Any

from django.db import connection

from quotes import commands

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
