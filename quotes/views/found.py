"""What the list of quotes shows: the quotes of a page, the filters beside them, figures above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from quotes.charts.timeline import plain_timeline, stance_timeline
from quotes.forms import read_choice, read_sort
from quotes.queries.cards import cards
from quotes.queries.choices import choices, choices_of, count_without_each
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.filters import may_see_undecided
from quotes.queries.hits import read_terms
from quotes.queries.search import (
    MOST,
    SAMPLED,
    count_once,
    facet_counts,
    find_page_once,
    months,
    months_once,
)
from quotes.views.addresses import asks_for_undecided
from quotes.views.chips import chips, ways_out
from quotes.views.facets import LEGENDS, facets, kept
from quotes.views.headings import about, told
from quotes.views.quote_files import QUOTES

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import QueryDict

    from accounts.models import User
    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters
    from quotes.queries.search import Facets, Once

PAGE_LENGTH = 25
VALUES = 200
"""So many values of a filter stand on the page of all."""
BESIDE = ("after", "sort", "counting", "as")
"""Parameters of the list that are no filters."""


def found(
    filters: QuoteFilters, query: QueryDict, *, user: User | AnonymousUser
) -> dict[str, object]:
    """Answer all that the page of a list of quotes shows.

    Raises FilterRefused, BadCursor or Unknown.
    """
    sort, works_here = read_sort(query), may_see_undecided(user)
    counting = cast("Counting", read_choice(query, "counting", COUNTINGS))
    counts = facet_counts(filters, user=user)
    offered = choices(filters, user=user, counts=counts)
    first, more = facets(filters, offered, counts, works_here=works_here)
    count = counts.total + counts.more
    on = chips(filters, offered, query)
    without = {} if count else count_without_each(filters, user=user)
    once = _once(filters, counting, counts, user=user)
    return {
        **_page(filters, query, sort, counting, user=user),
        "count": once.count if once and not once.more else count,
        "counting": counting,
        "countings": COUNTINGS,
        "counted": counting if once and not once.more else COUNTINGS[0],
        "most": max(count, MOST) if not counts.more else MOST,
        "filters": filters,
        "facets": first,
        "folded": more,
        "folded_on": any(facet.on for facet in more)
        or bool(filters.published_from or filters.published_to),
        "kept": kept(filters, query),
        "query": query,
        "sort": sort,
        "chips": on,
        "about": about(on),
        "told": told(filters, counts, once, user=user),
        **(_chart(filters, query, once, counting, user=user, counts=counts) if count else {}),
        "ways": ways_out(on, without, query),
        "works_here": works_here,
        "export": _as(query, QUOTES) if count else "",
        "fed": not asks_for_undecided(filters),
    }


def all_values(
    field: str, filters: QuoteFilters, query: QueryDict, *, find: str, user: User | AnonymousUser
) -> dict[str, object]:
    """Answer all values of one filter, each with the addresses of the list with and without it."""
    counts = facet_counts(filters, user=user, names=[field])
    offered = choices_of(field, filters, counts, user=user, most=VALUES, find=find)
    left = query.copy()
    for name in ("find", *BESIDE):
        left.pop(name, None)
    return {
        "field": field,
        "legend": LEGENDS[field],
        "find": find,
        "query": left,
        "back": f"?{left.urlencode()}" if left else "?",
        "rows": [
            (each, _with(left, field, each.value), _but(left, field, each.value))
            for each in offered
        ],
        "most": VALUES,
    }


def _page(
    filters: QuoteFilters,
    query: QueryDict,
    sort: str,
    counting: Counting,
    *,
    user: User | AnonymousUser,
) -> dict[str, Any]:
    page = find_page_once(
        filters,
        user=user,
        cursor=query.get("after"),
        limit=PAGE_LENGTH,
        order=sort,
        counting=counting,
    )
    rows = cards(
        page.rows,
        people=False,
        terms=read_terms(filters.q),
        every_text=may_see_undecided(user),
    )
    return {"cards": rows, "next": page.next}


def _once(
    filters: QuoteFilters, counting: Counting, counts: Facets, *, user: User | AnonymousUser
) -> Once | None:
    """Count what stands once; of a long list, how much of its newest part is left of it."""
    if counting == COUNTINGS[0] or not counts.total:
        return None
    most = SAMPLED if counts.more else MOST
    return count_once(filters, user=user, counting=counting, most=most)


def _chart(
    filters: QuoteFilters,
    query: QueryDict,
    once: Once | None,
    counting: Counting,
    *,
    user: User | AnonymousUser,
    counts: Facets,
) -> dict[str, Any]:
    """Draw the quotes by month, those outside the days asked for, too."""
    if once is None or once.more:
        timeline, is_once = months(filters, user=user, counted=counts), once is None
    else:
        timeline, is_once = months_once(filters, user=user, counting=counting)
    by_month = {month: each for month, each in timeline.months.items() if month != "none"}
    if not by_month:
        return {}
    chosen = _months_chosen(filters, min(by_month), max(by_month))
    if any("" in each for each in by_month.values()):
        sums = {month: sum(each.values()) for month, each in by_month.items()}
        chart = plain_timeline(sums, chosen=chosen)
    else:
        chart = stance_timeline(by_month, chosen=chosen)
    return {
        "chart": chart,
        "estimated": timeline.estimated,
        "charts_printings": not is_once,
        "csv": _as(query, "months.csv"),
        "picture": _as(query, "months.svg"),
    }


def _months_chosen(filters: QuoteFilters, first: str, last: str) -> tuple[str, str] | None:
    if not (filters.said_from or filters.said_to):
        return None
    begins = f"{filters.said_from:%Y-%m}" if filters.said_from else first
    ends = f"{filters.said_to:%Y-%m}" if filters.said_to else last
    return min(begins, ends), max(begins, ends)


def _as(query: QueryDict, kind: str) -> str:
    left = query.copy()
    left.pop("after", None)
    left["as"] = kind
    return f"?{left.urlencode()}"


def _with(query: QueryDict, field: str, value: object) -> str:
    left = _without(query, field, value)
    left.appendlist(field, str(value))
    return f"?{left.urlencode()}"


def _but(query: QueryDict, field: str, value: object) -> str:
    left = _without(query, field, value)
    left.appendlist("not", f"{field}:{value}")
    return f"?{left.urlencode()}"


def _without(query: QueryDict, field: str, value: object) -> QueryDict:
    """Answer the query in which a value is neither taken nor left out."""
    left = query.copy()
    for name, other in ((field, str(value)), ("not", f"{field}:{value}")):
        if rest := [each for each in left.pop(name, []) if each != other]:
            left.setlist(name, rest)
    return left
