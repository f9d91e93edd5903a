"""The newest quotes that fit a condition, at a bounded cost whatever it chooses among millions.

No plain SELECT is safe: where much fits, walking the list from its top is quick and an index slow;
where little does, the other way round; and the planner cannot tell. So: look at the first rows of
the list; where they promise a full page, walk on; else ask the index, quarter by quarter from the
newest, as the quarter is a facet and narrows what the index has to compare.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.queries.search.conditions import Conditions

Place = tuple[datetime, int]
"""Where a quote stands in a list: `sort_at` and id."""

WINDOW, REACH = 2_000, 30_000
"""Rows of the first look, and of the second one."""
SPANS = (1, 2, 4, 8, 8, 8, 8, 8)
"""How many quarters the index is asked for at a time; then all that are left."""

# Said so long before or after it was printed that a list by days has to look for it elsewhere: few
# are, and they have an index of their own.
LAG = 45
DISPLACED = f"""(s.dated_on < (s.sort_at at time zone 'UTC')::date - {LAG}
    or s.dated_on > (s.sort_at at time zone 'UTC')::date + {LAG})"""

# Only the index that finds words and facets may be used, and no order that would tempt to another.
_BY_INDEX = """
select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
    set_config('enable_indexonlyscan', 'off', true);
{};
select set_config('enable_seqscan', 'on', true), set_config('enable_indexscan', 'on', true),
    set_config('enable_indexonlyscan', 'on', true)"""


@dataclass(frozen=True)
class Direction:
    """Newest or oldest first."""

    order: str
    beyond: str
    ahead: int


NEWEST = Direction("sort_at desc, quote_id desc", "<", -1)
OLDEST = Direction("sort_at, quote_id", ">", 1)


@dataclass(frozen=True)
class Look:
    """What is looked for, from which place on, in which direction."""

    where: Conditions
    after: Place | None = None
    direction: Direction = NEWEST

    @property
    def beyond(self) -> str:
        """The condition that a row stands behind the place."""
        if self.after is None:
            return "true"
        return f"(s.sort_at, s.quote_id) {self.direction.beyond} (%(at)s, %(id)s)"

    @property
    def params(self) -> dict[str, Any]:
        """All parameters."""
        at, pk = self.after or (None, None)
        return {**self.where.params, "at": at, "id": pk}

    def from_(self, place: Place | None) -> Look:
        """Look for the same from another place on."""
        return replace(self, after=place)


def nearest(look: Look, limit: int) -> list[Place]:
    """Answer the first quotes of the list that fit, in order."""
    if not look.where.statuses:
        return []
    if not is_indexed(look.where):
        return _walked(look, None, limit)
    found, edge = _at_the_top(look, limit)
    if edge is None or len(found) >= limit:
        return found
    for begins, quarters in spans(look.from_(edge)):
        found += _indexed(begins, quarters, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _at_the_top(look: Look, limit: int) -> tuple[list[Place], Place | None]:
    """Answer what the first rows hold that fits, and where they end: None for the end of all."""
    found: list[Place] = []
    edge = look.after
    for rows in (WINDOW, REACH):
        found += _walked(look.from_(edge), rows, limit - len(found))
        if len(found) >= limit:
            break
        edge = edge_of(look.from_(edge), rows)
        if edge is None or not _is_promising(len(found), limit):
            break
    return found, edge


def is_indexed(where: Conditions) -> bool:
    """Tell whether the index of words and facets can answer some of a condition."""
    return where.indexed or any(where.many)


def window(look: Look, rows: int | None) -> str:
    """Answer the SQL of so many rows of the list, as `s`; all of them for None."""
    order, limit = look.direction.order, f" limit {rows}" if rows else ""
    within = " and ".join([look.beyond, *look.where.bounds])
    branches = [
        f"(select * from quotes_quotesearch s where s.status = %(s_is_{each})s and {within}"
        f" and {stretch} order by {order}{limit})"
        for each in look.where.statuses
        for stretch in _stretches(look.where)
    ]
    if len(branches) == 1:
        return f"{branches[0]} s"
    return f"(select * from ({' union all '.join(branches)}) s order by {order}{limit}) s"


def _stretches(where: Conditions) -> list[str]:
    """Answer what parts of the list can fit: near the days asked for, and what is displaced."""
    if not where.near:
        return ["true"]
    near = " and ".join(where.near)
    return [near, f"not ({near}) and {DISPLACED}"]


def by_index(where: Conditions, *, quarters: bool) -> str:
    """Answer the SQL of the rows that the index finds, as `s`; in some `%(quarters)s` or in all.

    What another index could answer is asked outside, so that it is not tempting.
    """
    parts = [*where.parts, *(["s.facets && %(quarters)s::text[]"] if quarters else [])]
    if not where.indexed:
        parts += [where.one_by_one(facets) for facets in where.many[:1]]
    outer = " and ".join(("s.status = any(%(s_status)s)", *where.bounds))
    inner = f"select * from quotes_quotesearch s where {' and '.join(parts) or 'true'} offset 0"
    return f"(select * from ({inner}) s where {outer}) s"


def ask(sql: str, params: dict[str, Any], *, forced: bool = False) -> list[tuple[Any, ...]]:
    """Answer the rows of a statement; `forced` to the index of words and facets."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX.format(sql) if forced else sql, params)
        if forced:
            cursor.nextset()
        return list(cursor.fetchall())


def edge_of(look: Look, rows: int) -> Place | None:
    """Answer the place of the last of so many rows; None where the list ends before."""
    order = look.direction.order
    sql = f"select sort_at, quote_id from {window(look, rows)} order by {order}"
    found = ask(f"{sql} offset {rows - 1} limit 1", look.params)
    return (found[0][0], found[0][1]) if found else None


def _walked(look: Look, rows: int | None, limit: int) -> list[Place]:
    fits = " and ".join(look.where.parts) or "true"
    sql = f"select sort_at, quote_id from {window(look, rows)} where {fits}"
    found = ask(f"{sql} order by {look.direction.order} limit {limit}", look.params)
    return [(at, pk) for at, pk in found]


def _indexed(look: Look, quarters: list[str] | None, limit: int) -> list[Place]:
    source = by_index(look.where, quarters=quarters is not None)
    sql = f"select sort_at, quote_id from {source} where {look.beyond}"
    sql += f" order by {look.direction.order} limit {limit}"
    found = ask(sql, {**look.params, "quarters": quarters}, forced=True)
    return [(at, pk) for at, pk in found]


def _is_promising(found: int, limit: int) -> bool:
    """Tell whether a list that goes on like its first rows is filled within reach."""
    return (limit - found) * WINDOW <= REACH * found


def spans(look: Look) -> Iterator[tuple[Look, list[str] | None]]:
    """Answer stretches of the list: from where on each is looked for, and in which quarters.

    The last is all that is left, which has none.
    """
    if look.after and look.where.is_decided:
        ahead, at = look.direction.ahead, _quarter(look.after[0])
        for count in SPANS:
            quarters = range(at, at + ahead * count, ahead)
            yield look, [f"q:{each // 4}-{each % 4 + 1}" for each in quarters]
            at += ahead * count
            look = look.from_(_border(at, look.direction))
    yield look, None


def quarters_from(first: datetime, last: datetime) -> list[str]:
    """Answer the facets of the quarters from a moment back to another."""
    quarters = range(_quarter(first), _quarter(last) - 1, -1)
    return [f"q:{each // 4}-{each % 4 + 1}" for each in quarters]


def _quarter(moment: datetime) -> int:
    """Answer the quarter of a moment, counted from the year 0; they change at midnight UTC."""
    at = moment.astimezone(UTC)
    return at.year * 4 + (at.month - 1) // 3


def _border(quarter: int, direction: Direction) -> Place:
    """Answer the place after which, in this direction, a quarter begins."""
    begins = quarter + 1 if direction is NEWEST else quarter
    return datetime(begins // 4, begins % 4 * 3 + 1, 1, tzinfo=UTC), -1
