"""A matrix as its page shows it: heads one can sort by, cells that open their quotes, choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from quotes.charts.timeline import small_multiples
from quotes.forms.matrix import EVER, NONE, OWN, YEAR
from quotes.months import UNDATED, Months, ending_with
from quotes.nets import NOTHING
from quotes.queries.figures.matrix import MARKS, months_on
from quotes.queries.figures.matrix_choices import attributes_known
from quotes.queries.figures.matrix_order import DOWN, ORDERS
from quotes.queries.figures.network_rows import ATTRIBUTE, is_attribute
from quotes.queries.figures.tallies import newest_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from quotes.queries.figures.matrix import Cell, Head, Matrix, MatrixAsked

MULTIPLES = 4
"""So many targets are drawn by month."""
DRAWN = 24
"""Months of those drawings."""
STRETCHES = (3, 6, 12, 24, 60)
"""Months of the periods that are offered, each up to the newest."""
ROWS = {
    "speaker": pgettext_lazy("rows of a figure", "Speakers"),
    "organisation": pgettext_lazy("rows of a figure", "Organisations"),
}
COUNTINGS = {
    "printings": gettext_lazy("Printings: every quote"),
    "statements": gettext_lazy("Statements: the same words once"),
    "outlets": gettext_lazy("Independent outlets"),
}
WITHOUT = {
    "sourcing:unnamed": gettext_lazy("Unnamed sources"),
    "relayed:yes": gettext_lazy("Relayed words"),
    "decided:batch": gettext_lazy("Accepted in batch"),
}
SORTS = {
    "quotes": gettext_lazy("Number of quotes"),
    "name": pgettext_lazy("order", "Name"),
    "move": gettext_lazy("Biggest move"),
}


@dataclass(frozen=True)
class CellShown:
    """A cell with what it is of, and the address of its quotes."""

    cell: Cell
    row: Head
    column: Head
    href: str


@dataclass(frozen=True)
class HeadShown:
    """A head, its page, where sorting by it leads, and how it is sorted: "", descending or so."""

    head: Head
    href: str
    sort: str
    sorted: str


@dataclass(frozen=True)
class LineShown:
    """A row: its head, and its cells in the order of the columns."""

    head: HeadShown
    cells: list[CellShown]


def heads(found: Sequence[Head], order: str, name: str, query: QueryDict) -> list[HeadShown]:
    """Answer heads one can sort by, the largest net first, or the least where it is so already."""
    others = query.copy()
    others.pop(name, None)
    start = f"?{others.urlencode()}&" if others else "?"
    shown = []
    for head in found:
        key = str(head.key)
        is_down, is_up = order == key, order == DOWN + key
        wanted = quote_plus(DOWN + key if is_down else key)
        how = "descending" if is_down else "ascending" if is_up else ""
        shown.append(HeadShown(head, "", f"{start}{name}={wanted}", how))
    return shown


def lines(matrix: Matrix, order: str, query: QueryDict) -> list[LineShown]:
    """Answer the rows with their cells, each leading to its quotes on the browse page."""
    opened = _opened(matrix.asked, query)
    field = _field(matrix.asked.rows)
    found = []
    for shown in heads(matrix.rows, order, "by", query):
        row = shown.head
        start = f"{opened}&{field}={quote_plus(_value(matrix.asked.rows, row))}"
        cells = [
            CellShown(matrix.at(row, column), row, column, f"{start}&target={column.key}")
            for column in matrix.columns
        ]
        page = "" if is_attribute(matrix.asked.rows) else reverse("speaker-detail", args=[row.key])
        found.append(LineShown(HeadShown(row, page, shown.sort, shown.sorted), cells))
    return found


def by_month(matrix: Matrix) -> list[tuple[str, str, int, Any]]:
    """Answer the first columns by month, support up and oppose down, as small multiples are."""
    columns = matrix.columns[:MULTIPLES]
    newest = newest_month()
    found = months_on(matrix.asked, [int(each.key) for each in columns])
    if not found or newest is None:
        return []
    last = matrix.asked.now.last if matrix.asked.now else newest
    span = ending_with(last, length=DRAWN).each()
    counts = [
        {
            f"{month // 100:04}-{month % 100:02}": _counts(found.get(int(column.key), {}), month)
            for month in span
        }
        for column in columns
    ]
    charts = small_multiples(counts)
    return [
        (
            column.name,
            reverse("target-detail", args=[column.key]),
            sum(sum(each.values()) for each in of_column.values()),
            chart,
        )
        for column, of_column, chart in zip(columns, counts, charts, strict=True)
    ]


def offered(query: QueryDict, matrix: Matrix, sort: str) -> dict[str, Any]:
    """Answer the choices of the form, each as value, word, and whether it is chosen."""
    asked = matrix.asked
    rows = {**ROWS, **{f"{ATTRIBUTE}{key}": key.capitalize() for key in attributes_known()}}
    by_net = {
        sort if sort == f"{DOWN}{each.key}" else str(each.key): _("Net on %(name)s")
        % {"name": each.name}
        for each in matrix.columns
    }
    sorts = {**SORTS, **by_net}
    return {
        "offered_rows": _choices(rows, asked.rows),
        "offered_sorts": _choices(sorts, sort),
        "offered_now": _choices(_periods(asked), str(asked.now or EVER)),
        "offered_before": _choices(_befores(asked), query.get("before", "")),
        "offered_counting": _choices(COUNTINGS, asked.counting),
        "without": [(mark, WITHOUT[mark], mark in asked.filters.not_) for mark in MARKS],
        "kept": _kept(query),
        "orders": ORDERS,
        "now_in_words": months_in_words(asked.now),
        "before_in_words": months_in_words(asked.before) if asked.before else "",
    }


def months_in_words(months: Months | None) -> str:
    """Write months as "May to October 2031"; of all time where there are none."""
    if months is None:
        return _("all time")
    first, last = months.first_day, months.last_day
    if months.is_one:
        return date_format(first, "F Y")
    told = {"first": date_format(first, "F Y"), "last": date_format(last, "F Y")}
    if first.year == last.year:
        told["first"] = date_format(first, "F")
    return _("%(first)s to %(last)s") % told


def _periods(asked: MatrixAsked) -> dict[str, str]:
    newest = newest_month()
    spans = [ending_with(newest, length=each) for each in STRETCHES] if newest else []
    if asked.now:
        spans.append(asked.now)
    found = {str(each): months_in_words(each) for each in sorted(spans, key=len)}
    return {**found, EVER: _("All time")}


def _befores(asked: MatrixAsked) -> dict[str, str]:
    found = {"": _("As long before"), YEAR: _("A year earlier"), NONE: _("Nothing")}
    if asked.now:
        n = len(asked.now)
        found[""] = ngettext("The month before", "The %(n)s months before", n) % {"n": n}
    if asked.before:
        found[str(asked.before)] = months_in_words(asked.before)
    return found


def _choices(words: dict[str, Any], chosen: str) -> list[tuple[str, str, bool]]:
    return [(value, str(word), value == chosen) for value, word in words.items()]


def _kept(query: QueryDict) -> list[tuple[str, str]]:
    """Answer the filters that the form sends on though it has no field for them."""
    shown = {*OWN} - {"by"}
    return [
        (name, value)
        for name, values in query.lists()
        for value in values
        if name not in shown and not (name == "not" and value in MARKS)
    ]


def _opened(asked: MatrixAsked, query: QueryDict) -> str:
    """Answer the address of the quotes of all cells, as far as they have it in common."""
    left = query.copy()
    for name in (*OWN, "target", _field(asked.rows)):
        left.pop(name, None)
    left.setdefault("act", "said")
    if asked.now:
        left["said_from"] = asked.now.first_day.isoformat()
        left["said_to"] = asked.now.last_day.isoformat()
    return f"{reverse('quote-list')}?{left.urlencode()}"


def _field(rows: str) -> str:
    return "attribute" if is_attribute(rows) else rows


def _value(rows: str, row: Head) -> str:
    return f"{rows.removeprefix(ATTRIBUTE)}:{row.key}" if is_attribute(rows) else str(row.key)


def _counts(months: dict[int, Any], month: int) -> dict[str, int]:
    found = months.get(month, NOTHING) if month != UNDATED else NOTHING
    return {"support": found.support, "oppose": found.oppose}
