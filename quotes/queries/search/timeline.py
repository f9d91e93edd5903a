"""Quotes by month, beside any list of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from quotes.models import Stance, Target
from quotes.queries.figures.tallies import months_of_facets
from quotes.queries.search.counting import MOST
from quotes.queries.search.facets import all_who_are
from quotes.queries.search.hits import Field, Hits
from quotes.queries.search.meaning import conditions
from quotes.queries.search.reach import ask
from quotes.queries.search.telling import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.filters import QuoteFilters
    from quotes.queries.search.conditions import Conditions
    from quotes.queries.search.counting import Facets

ANY = ""
"""The position of quotes that are not counted by position."""
SAMPLE = 40_000
"""So many quotes are drawn, of all there are, to estimate the months of a long list."""

_BY_MONTH = """
select month, position, count(*) from (
    select coalesce(to_char(dated_on, 'YYYY-MM'), 'none') as month, unnest(positions) as position
    from (select s.dated_on, {positions} as positions {hits}) dated) each
group by month, position
"""
ON_TARGETS = """array(
    select distinct split_part(facet, ':', 3) from unnest({facets}) facet
    where facet = any(%(exactly)s::text[]))"""
_ROWS = """
select greatest(reltuples, 1) from pg_class where oid = 'quotes_quotesearch'::regclass
"""


@dataclass(frozen=True)
class Timeline:
    """How many quotes each month has ("2031-08", or "none"), by position where a target is asked.

    `estimated`: of a long list, from a sample of it.
    """

    months: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    estimated: bool = False


def months(
    filters: QuoteFilters, *, user: User | AnonymousUser, counted: Facets | None = None
) -> Timeline:
    """Answer the quotes by month, whatever days are asked for: a chart shows what is around them.

    By position where one target is asked for; "" stands for any position otherwise. `counted`:
    what was counted of the same quotes already, so that it is not counted again.
    """
    is_around = bool(filters.said_from or filters.said_to)
    filters = replace(filters, said_from=None, said_to=None)
    if not filters.given():
        return Timeline(in_order((month, ANY, n) for month, n in _rolled_up([ANY])))
    pairs = pairs_on(filters)
    if filters.given().keys() <= {"target", "parts"} and pairs:
        rows = [(at, kind, n) for facet, kind in pairs.items() for at, n in _rolled_up([facet])]
        return Timeline(in_order(rows))
    if counted and counted.months is not None and not (pairs or is_around):
        return Timeline(in_order((month, ANY, n) for month, n in counted.months.items()))
    where = conditions(filters, user=user)
    known = {"exactly": list(pairs)}

    def by_month(hits: Hits, most: int) -> tuple[int, list[tuple[str, str, int]]]:
        source = f"from ({hits.select('*', most)}) s"
        rows = ask(_sql(where, pairs, source), {**hits.params, **known}, forced=hits.forced)
        return sum(n for _, _, n in rows), [(at, kind, n) for at, kind, n in rows]

    if counted and counted.more and where.is_decided:
        return Timeline(in_order(_estimated(where, pairs, known)), estimated=True)
    seen, rows = Field(where).newest(MOST + 1, by_month)
    if seen > MOST:
        return Timeline(in_order(_estimated(where, pairs, known)), estimated=True)
    return Timeline(in_order(rows))


def _sql(where: Conditions, pairs: Mapping[str, str], source: str) -> str:
    positions = ON_TARGETS.format(facets=where.facets) if pairs else "array['']"
    return _BY_MONTH.format(positions=positions, hits=source)


def pairs_on(filters: QuoteFilters) -> dict[str, str]:
    """Answer the facets of the positions on the one target asked for, each with its position."""
    if len(filters.target) != 1 or filters.parts:
        return {}
    wanted = filters.stance or (*Stance.Position.values, NONE)
    same = all_who_are(Target, filters.target)
    return {f"p:{target}:{each}": each for target in same for each in wanted}


def _rolled_up(facets: Iterable[str]) -> list[tuple[str, int]]:
    rows = months_of_facets([*facets]).items()
    return [(f"{at // 100:04}-{at % 100:02}" if at > 0 else NONE, n) for at, n in rows]


def _estimated(
    where: Conditions, pairs: Mapping[str, str], known: Mapping[str, Any]
) -> list[tuple[str, str, int]]:
    """Answer the months by a sample of blocks, the same each time, scaled to all there are."""
    share = min(SAMPLE / ask(_ROWS, {})[0][0], 1)
    sample = "quotes_quotesearch s tablesample system (%(percent)s) repeatable (1)"
    sql = _sql(where, pairs, f"from {sample} where {where.sql}")
    rows = ask(sql, {**where.params, **known, "percent": 100 * share})
    return [(at, position, round(n / share)) for at, position, n in rows]


def in_order(rows: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """Answer counts by month and position, from the first month on."""
    found: dict[str, dict[str, int]] = {}
    for month, position, n in sorted(rows):
        of_month = found.setdefault(month, {})
        of_month[position] = of_month.get(position, 0) + n
    return found
