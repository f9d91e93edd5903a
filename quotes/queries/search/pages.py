"""Pages of a list of quotes: newest, oldest, or what fits the words best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.paging import Order, Page, Position, read_cursor, write_cursor
from quotes.queries.search.meaning import conditions
from quotes.queries.search.reach import NEWEST, OLDEST, Look, ask, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.paging import Key
    from quotes.queries.filters import QuoteFilters
    from quotes.queries.search.conditions import Conditions

ORDERS = {
    "newest": Order("sort_at"),
    "oldest": Order("sort_at", descending=False),
    "best": Order("rank"),
}
MOST_RANKED = 10_000
"""So many of the newest quotes are looked at for those that fit best."""

_RANKED = """
select to_char(ranked.rank, 'FM0.000000'), ranked.quote_id from (
    select s.quote_id, ts_rank(s.words, websearch_to_tsquery('verbatim', %(q)s))::numeric as rank
    from quotes_quotesearch s where s.quote_id = any(%(ids)s)) ranked
order by 1 desc, 2 desc
"""


def find_page(
    filters: QuoteFilters,
    *,
    user: User | AnonymousUser,
    cursor: str | None,
    limit: int,
    order: str = "newest",
) -> Page[int]:
    """Answer the ids of one page of quotes; `best` without words is `newest`.

    Page 10,000 costs what page 1 costs. Raises paging.BadCursor.
    """
    if order == "best" and not filters.q:
        order = "newest"
    by, given = ORDERS[order], filters.given()
    after = read_cursor(cursor, filters=given, order=by) if cursor else None
    where = conditions(filters, user=user)
    if order == "best":
        found = _best(where, limit + 1, after)
    else:
        found = _by_date(where, limit + 1, after, order)
    kept: list[int] = [pk for _, pk in found[:limit]]
    if len(found) <= limit:
        return Page(kept, None)
    last = Position(*found[limit - 1])
    return Page(kept, write_cursor(last, filters=given, order=by))


def _by_date(
    where: Conditions, limit: int, after: Position | None, order: str
) -> Sequence[tuple[Key, int]]:
    direction = NEWEST if order == "newest" else OLDEST
    place: tuple[datetime, int] | None = (after.key, after.id) if after else None  # type: ignore[assignment]
    return nearest(Look(where, place, direction), limit)


def _best(where: Conditions, limit: int, after: Position | None) -> Sequence[tuple[Key, int]]:
    ids = [pk for _, pk in nearest(Look(where), MOST_RANKED)]
    rows: Sequence[tuple[str, int]] = ask(_RANKED, {"ids": ids, "q": where.q})
    if after:
        rows = [row for row in rows if row < (after.key, after.id)]
    return rows[:limit]
