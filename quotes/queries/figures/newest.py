"""What the newest quotes of a view tell: how many by month, in which outlets, when last.

Looks at `MOST` quotes at most, the newest: a figure over more says so, and costs no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import connection

from quotes.models import Quote
from quotes.queries.figures.counting import counted
from quotes.queries.search import find_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters

MOST = 10_000
ROWS = """(
    select q.id as quote_id, coalesce(q.family_id, -q.id) as statement, q.outlet_id, q.article_id,
        q.dated_on
    from unnest(%(ids)s::bigint[]) wanted (id) join quotes_quote q on q.id = wanted.id
) p"""
"""Quotes under the names that `counting.counted` counts by."""

_MONTHS = """
select to_char(p.dated_on, 'YYYY-MM') as month, {number}, max(p.dated_on)
from {rows} {joins} group by 1 order by 1
"""
_TOTALS = "select {number}, count(distinct p.outlet_id) from {rows} {joins}"


@dataclass(frozen=True)
class Newest:
    """Quotes told by month ("2031-08"): `undated` has those without; `is_all` if there are no more.

    `count` is what is counted, printings or other.
    """

    ids: list[int]
    is_all: bool
    count: int
    outlets: int
    months: dict[str, int]
    undated: int
    last_on: date | None


def said(filters: QuoteFilters) -> QuoteFilters:
    """Answer filters as figures read them: act said unless another is asked for."""
    return filters if filters.act else replace(filters, act=(Quote.Act.SAID,))


def newest_quotes(
    filters: QuoteFilters, *, user: User | AnonymousUser, most: int = MOST
) -> list[int]:
    """Answer the ids of the newest quotes of a view, one more than `most` where there are more."""
    page = find_page(said(filters), user=user, cursor=None, limit=most + 1)
    return list(page.rows)


def tell_newest(
    filters: QuoteFilters, *, counting: Counting, user: User | AnonymousUser, most: int = MOST
) -> Newest:
    """Answer what the newest quotes of a view tell, by month and in all."""
    ids = newest_quotes(filters, user=user, most=most)
    return tell(ids[:most], is_all=len(ids) <= most, counting=counting)


def tell(ids: Sequence[int], *, is_all: bool, counting: Counting) -> Newest:
    """Answer what these quotes tell."""
    by = counted(counting)
    known = {"ids": list(ids)}
    parts = {"number": by.number, "joins": by.joins, "rows": ROWS}
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS.format(**parts), known)
        rows = cursor.fetchall()
        cursor.execute(_TOTALS.format(**parts), known)
        count, outlets = cursor.fetchone()
    return Newest(
        ids=list(ids),
        is_all=is_all,
        count=count,
        outlets=outlets,
        months={month: n for month, n, _ in rows if month},
        undated=sum(n for month, n, _ in rows if not month),
        last_on=max((last for *_, last in rows if last), default=None),
    )
