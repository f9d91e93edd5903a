"""Tallies read: roll-ups and what was not folded yet, both in one statement, so exact at once.

A facet tally counts accepted quotes that readers see; a position tally those of act said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.months import EVER, UNDATED
from quotes.nets import NOTHING, POSITIONS, Positions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from quotes.months import Months

ALL = ""
"""The facet all quotes have, and the actor that is everybody."""
ANYTHING = 0
"""The target that is all of them: for ranking actors, never for a net."""
UNNAMED, RELAYED, BATCH = 1, 2, 4
"""The marks of quotes that a figure can be drawn without."""
TRIED = 60
"""So many of the largest are counted again with what was not folded yet, to tell the first ones."""

_MONTHS_OF_FACETS = """
select month, sum(n) from (
    select month, n from quotes_facettally where facet = any(%(facets)s) and month <> 0
    union all
    select d.month, d.n from quotes_facetdelta d, unnest(d.facets) facet
    where facet = any(%(facets)s)
) every group by month having sum(n) <> 0
"""
_FACETS = """
select facet, sum(n) from (
    select facet, n from quotes_facettally where facet = any(%(facets)s) and month = 0
    union all
    select facet, d.n from quotes_facetdelta d, unnest(d.facets) facet
    where facet = any(%(facets)s)
) every group by facet having sum(n) <> 0
"""
_BEGINNING = """
select facet from quotes_facettally where left(facet, 2) = %(prefix)s and month = 0
union
select facet from quotes_facetdelta d, unnest(d.facets) facet where left(facet, 2) = %(prefix)s
"""
_LARGEST_OF_EACH = """
select tally.facet from unnest(%(prefixes)s::text[]) asked (prefix), lateral (
    select facet from quotes_facettally where left(facet, 2) = asked.prefix and month = 0
    order by n desc limit %(tried)s) tally
union
select facet from quotes_facetdelta d, unnest(d.facets) facet
where left(facet, 2) = any(%(prefixes)s)
"""


def count_facets(facets: Collection[str]) -> dict[str, int]:
    """Answer how many quotes have each of these facets; those that have none are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_FACETS, {"facets": list(facets)})
        return {facet: int(n) for facet, n in cursor.fetchall()}


def count_everything() -> int:
    """Answer how many accepted quotes there are that readers see, terms left out."""
    return count_facets([ALL]).get(ALL, 0)


def months_of_facets(facets: Collection[str] = (ALL,)) -> dict[int, int]:
    """Answer how many quotes with any of these facets each month has; -1 is without a date.

    Facets that one quote can have several of are counted once for each.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS_OF_FACETS, {"facets": list(facets)})
        return {month: int(n) for month, n in cursor.fetchall()}


def largest_of_each(
    prefixes: Collection[str], *, limit: int, also: Iterable[str] = ()
) -> dict[str, dict[str, int]]:
    """Answer the facets of each prefix like "s:" that most quotes have, by prefix, most first.

    The counts of the facets that are asked for `also` are under their first two letters, too.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LARGEST_OF_EACH, {"prefixes": list(prefixes), "tried": limit + TRIED})
        tried = {facet for (facet,) in cursor.fetchall()}
    named = set(also)
    found: dict[str, dict[str, int]] = {}
    counts = count_facets(tried | named)
    for facet, n in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        of_prefix = found.setdefault(facet[:2], {})
        if len(of_prefix) < limit or facet in named:
            of_prefix[facet] = n
    return found


def facets_beginning(prefix: str) -> set[str]:
    """Answer the facets that begin with a prefix like "c:" and that any quote has, or had once."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING, {"prefix": prefix})
        return {facet for (facet,) in cursor.fetchall()}


def newest_month() -> int | None:
    """Answer the number of the last month that has quotes; None where none has a date."""
    return max((month for month in months_of_facets() if month != UNDATED), default=None)


# What is left out is taken away again: so one row of the tally is read where nothing is.
_SUMS = ", ".join(f"sum({each})" for each in POSITIONS)
_COLUMNS = ", ".join(POSITIONS)
_TAKEN_AWAY = ", ".join(f"-{each}" for each in POSITIONS)
_ONE = ", ".join(f"n * (position = '{each}')::int" for each in POSITIONS)
_EVERY_POSITION = f"""
    select actor, target, month, {_COLUMNS} from quotes_positiontally
    where actor = any(%(actors)s) and target = any(%(targets)s) and marks = 0 and {{months}}
    union all
    select actor, target, month, {_TAKEN_AWAY} from quotes_positiontally
    where actor = any(%(actors)s) and target = any(%(targets)s) and marks = any(%(without)s)
        and {{months}}
    union all
    select actor, target, {{level}}, {_ONE} from quotes_positiondelta
    where actor = any(%(actors)s) and target = any(%(targets)s) and not marks = any(%(without)s)
        and {{delta_months}}
"""
_EVER = {"months": "month = 0", "level": "0", "delta_months": "true"}
_BETWEEN = {
    "months": "month between %(first)s and %(last)s",
    "level": "month",
    "delta_months": "month between %(first)s and %(last)s",
}
_EACH_MONTH = {"months": "month <> 0", "level": "month", "delta_months": "true"}

Cells = dict[tuple[str, int], Positions]


def positions_between(
    actors: Iterable[str], targets: Iterable[int], months: Months | None, *, without: int = 0
) -> Cells:
    """Answer the positions of each actor on each target in these months, or ever.

    `without` adds up the marks of what is left out. Ids are those tagged: nothing is merged here.
    """
    known: dict[str, Any] = {"first": EVER, "last": EVER}
    if months:
        known = {"first": months.first, "last": months.last}
    every = _EVERY_POSITION.format(**(_BETWEEN if months else _EVER))
    statement = f"select actor, target, {_SUMS} from ({every}) each group by actor, target"
    rows = _asked(statement, actors, targets, without=without, **known)
    return {
        (actor, target): Positions(*map(int, sums)) for actor, target, *sums in rows if any(sums)
    }


def positions_by_month(
    actors: Iterable[str], targets: Iterable[int], *, without: int = 0
) -> dict[int, dict[int, Positions]]:
    """Answer the positions of these actors together, by target and month; -1 is without a date."""
    every = _EVERY_POSITION.format(**_EACH_MONTH)
    statement = f"select target, month, {_SUMS} from ({every}) each group by target, month"
    found: dict[int, dict[int, Positions]] = {}
    for target, month, *sums in _asked(statement, actors, targets, without=without):
        if any(sums):
            found.setdefault(target, {})[month] = Positions(*map(int, sums))
    return found


_OF_ACTOR = f"""
select target, {_SUMS} from (
    select target, {_COLUMNS} from quotes_positiontally
    where actor = %(actor)s and target <> {ANYTHING} and marks = 0 and month = 0
    union all
    select target, {_TAKEN_AWAY} from quotes_positiontally
    where actor = %(actor)s and target <> {ANYTHING} and marks = any(%(without)s) and month = 0
    union all
    select target, {_ONE} from quotes_positiondelta
    where actor = %(actor)s and not marks = any(%(without)s)
) each group by target
"""


def positions_of(actor: str, *, without: int = 0) -> dict[int, Positions]:
    """Answer the positions of an actor on each target, of all time; nothing is merged here."""
    known: dict[str, Any] = {"actor": actor, "without": list(combinations(without))}
    with connection.cursor() as cursor:
        cursor.execute(_OF_ACTOR, known)
        return {
            target: Positions(*map(int, sums)) for target, *sums in cursor.fetchall() if any(sums)
        }


def together(cells: Mapping[Any, Positions], keys: Iterable[Any]) -> Positions:
    """Answer the sum of some cells, which are of one target."""
    return sum((cells.get(key, NOTHING) for key in keys), NOTHING)


def combinations(without: int) -> Sequence[int]:
    """Answer the marks, added up, of which any of these is one."""
    return [each for each in range(1, 8) if each & without]


def _asked(
    statement: str,
    actors: Iterable[str],
    targets: Iterable[int],
    *,
    without: int,
    **months: int,
) -> list[Any]:
    known: dict[str, Any] = {
        "actors": list(actors),
        "targets": list(targets),
        "without": list(combinations(without)),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, {**known, **months})
        found: list[Any] = cursor.fetchall()
    return found
