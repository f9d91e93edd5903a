"""Lists and counts in which what was printed often stands once: by statement, or by outlet.

A statement is told by the first of its printings that fits; of independent outlets each has its
own first one. What has no family stands for itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.paging import Page
from quotes.queries.figures.counting import counted
from quotes.queries.search.counting import MOST
from quotes.queries.search.hits import Field, Hits
from quotes.queries.search.meaning import conditions
from quotes.queries.search.pages import find_page
from quotes.queries.search.reach import ask
from quotes.queries.search.timeline import ON_TARGETS, Timeline, in_order, months, pairs_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters
    from quotes.queries.search.conditions import Conditions

ROUNDS = 8
"""So often a page is filled up; where printings of few statements follow each other it is short."""

_ROWS = """(
    select q.id as quote_id, coalesce(q.family_id, -q.id) as statement, q.outlet_id, q.article_id,
        q.family_id, q.sort_at, q.dated_on
    from quotes_quote q where q.id = any(%(ids)s::bigint[])) p {joins}"""
_FIRST = f"""
select distinct on ({{key}}) p.quote_id, p.dated_on from {_ROWS}
order by {{key}}, p.sort_at, p.quote_id
"""
_COUNT = f"select count(*) from (select distinct {{key}} from {_ROWS}) each"
_BY_MONTH = """
select month, position, count(*) from (
    select coalesce(to_char(one.dated_on, 'YYYY-MM'), 'none') as month,
        unnest({positions}) as position
    from ({first}) one join quotes_quotesearch s on s.quote_id = one.quote_id) each
group by month, position
"""
# Those before which another printing of the same stands that fits, too.
_AGAIN = """
select p.quote_id from {rows}
where exists (
    select from quotes_quote q join quotes_quotesearch s on s.quote_id = q.id
    where q.family_id = p.family_id and (q.sort_at, q.id) < (p.sort_at, p.quote_id)
        and {same_outlet} and {where})
"""
_SAME_OUTLET = """coalesce(copies.outlet_id, p.outlet_id, -p.article_id) = (
        select coalesce(family.outlet_id, q.outlet_id, -q.article_id)
        from articles_article home left join articles_articlefamily family
            on family.id = home.family_id
        where home.id = q.article_id)"""


@dataclass(frozen=True)
class Once:
    """How many there are of `printings`; `more`: these are the newest of more than that.

    `positions`: on the one target asked for, those of the first printings.
    """

    count: int
    printings: int
    more: bool
    positions: Mapping[str, int]


def count_once(
    filters: QuoteFilters, *, user: User | AnonymousUser, counting: Counting, most: int = MOST
) -> Once:
    """Count statements, or printings by independent outlets, among the newest `most` that fit."""
    where = conditions(filters, user=user)
    ids, by = _newest(where, most), counted(counting)
    kept, positions = ids[:most], Counter[str]()
    sql = _COUNT.format(key=by.key, joins=by.joins)
    if pairs_on(filters):
        for _, position, n in _by_month(kept, where, filters, counting):
            positions[position] += n
    return Once(ask(sql, {"ids": kept})[0][0], len(kept), len(ids) > most, positions)


def months_once(
    filters: QuoteFilters, *, user: User | AnonymousUser, counting: Counting
) -> tuple[Timeline, bool]:
    """Answer what is counted by the month of its first printing, whatever days are asked for.

    Of a long list, printings; False tells that.
    """
    filters = replace(filters, said_from=None, said_to=None)
    where = conditions(filters, user=user)
    ids = _newest(where, MOST)
    if len(ids) > MOST:
        return months(filters, user=user), False
    return Timeline(in_order(_by_month(ids, where, filters, counting))), True


def find_page_once(
    filters: QuoteFilters,
    *,
    user: User | AnonymousUser,
    cursor: str | None,
    limit: int,
    order: str = "newest",
    counting: Counting = "printings",
) -> Page[int]:
    """Answer one page of a list in which what is counted stands once, by its first printing.

    A page may be short though more follows: `ROUNDS` bounds what it costs. Raises BadCursor.
    """
    if counting == "printings":
        return find_page(filters, user=user, cursor=cursor, limit=limit, order=order)
    where, kept = conditions(filters, user=user), list[int]()
    for _ in range(ROUNDS):
        room = limit - len(kept)
        page = find_page(filters, user=user, cursor=cursor, limit=room, order=order)
        again = _again(page.rows, where, counting)
        kept += [pk for pk in page.rows if pk not in again]
        cursor = page.next
        if cursor is None or len(kept) == limit:
            break
    return Page(kept, cursor)


def _newest(where: Conditions, most: int) -> list[int]:
    """Answer the newest quotes that fit, one more than `most` where there are more."""

    def all_ids(hits: Hits, most: int) -> tuple[int, list[int]]:
        rows = ask(hits.select("s.quote_id", most), hits.params, forced=hits.forced)
        return len(rows), [pk for (pk,) in rows]

    return Field(where).newest(most + 1, all_ids)[1]


def _by_month(
    ids: Sequence[int], where: Conditions, filters: QuoteFilters, counting: Counting
) -> list[tuple[str, str, int]]:
    by, pairs = counted(counting), pairs_on(filters)
    positions = ON_TARGETS.format(facets=where.facets) if pairs else "array['']"
    sql = _BY_MONTH.format(positions=positions, first=_FIRST.format(key=by.key, joins=by.joins))
    rows = ask(sql, {"ids": ids, "exactly": list(pairs)})
    return [(month, position, n) for month, position, n in rows]


def _again(ids: Sequence[int], where: Conditions, counting: Counting) -> set[int]:
    if not ids:
        return set()
    by = counted(counting)
    sql = _AGAIN.format(
        rows=_ROWS.format(joins=by.joins),
        same_outlet=_SAME_OUTLET if counting == "outlets" else "true",
        where=where.sql,
    )
    return {pk for (pk,) in ask(sql, {**where.params, "ids": list(ids)})}
