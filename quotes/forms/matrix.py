"""What the address of a matrix asks for, beside the filters of quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from quotes.forms import FilterRefused, read_choice, read_filters
from quotes.months import Months, later, read_months
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.figures.matrix import MatrixAsked
from quotes.queries.figures.matrix_order import DOWN, ORDERS
from quotes.queries.figures.network_rows import ATTRIBUTE

if TYPE_CHECKING:
    from quotes.forms import Query
    from quotes.queries.figures.counting import Counting

EVER, NONE, YEAR = "ever", "none", "year"
ROWS = ("speaker", "organisation")
OWN = ("rows", "counting", "now", "before", "sort", "by")
"""The parameters of a matrix that are no filters."""
LONGEST_KEY = 100


@dataclass(frozen=True)
class MatrixQuery:
    """A matrix that is asked for, and in what order: by name, number, move or the key of a head."""

    asked: MatrixAsked
    sort: str
    by: str


def read_matrix(query: Query, *, usual: tuple[Months, Months | None] | None) -> MatrixQuery:
    """Read a matrix; `usual` are the months compared where none are asked for.

    Raises FilterRefused.
    """
    filters = read_filters(query, also=OWN)
    dated = bool(filters.said_from or filters.said_to)
    now, before = _times(query, None if dated else usual)
    if dated and "now" in query:
        message = _("Give either “now”, in months, or “said_from” and “said_to”, in days.")
        raise FilterRefused("now", query.get("now", ""), message)
    asked = MatrixAsked(
        filters=filters,
        rows=_rows(query),
        counting=cast("Counting", read_choice(query, "counting", COUNTINGS)),
        now=now,
        before=before,
    )
    return MatrixQuery(asked, _order(query, "sort"), _order(query, "by"))


def _rows(query: Query) -> str:
    value = _one(query, "rows") or ROWS[0]
    key = value.removeprefix(ATTRIBUTE)
    if value.startswith(ATTRIBUTE) and 0 < len(key) <= LONGEST_KEY:
        return value
    return read_choice(query, "rows", (*ROWS, f"{ATTRIBUTE}…"))


def _times(
    query: Query, usual: tuple[Months, Months | None] | None
) -> tuple[Months | None, Months | None]:
    """Answer now, None for ever, and what it is held against, None for nothing."""
    written, against = _one(query, "now"), _one(query, "before")
    now = None if written == EVER else _months("now", written) if written else usual and usual[0]
    if now is None:
        return None, None
    if not against:
        return now, now.before()
    if against == NONE:
        return now, None
    if against == YEAR:
        return now, _a_year_before(now)
    before = _months("before", against)
    if before.last >= now.first:
        message = _("“%(name)s” is “%(value)s”, which does not end before “now” begins.")
        raise FilterRefused("before", against, message % {"name": "before", "value": against})
    return now, before


def _a_year_before(now: Months) -> Months | None:
    if len(now) > 12:  # noqa: PLR2004  they would overlap
        return now.before()
    return Months(later(now.first, -12), later(now.last, -12))


def _months(name: str, value: str) -> Months:
    try:
        return read_months(value)
    except ValueError as error:
        message = _("“%(name)s” is “%(value)s”. Write months as 2031-05 or 2031-05..2031-10.")
        told = {"name": name, "value": value[:40]}
        raise FilterRefused(name, value, message % told) from error


def _order(query: Query, name: str) -> str:
    """Read an order; a key that is in no head is one that was, and sorts nothing."""
    value = _one(query, name)
    if len(value) > LONGEST_KEY + len(DOWN):
        return read_choice(query, name, ORDERS)
    return value or ORDERS[0]


def _one(query: Query, name: str) -> str:
    given = query.getlist(name)
    if len(given) > 1:
        message = _("“%(name)s” is given %(count)s times; it has one.")
        raise FilterRefused(name, given[1], message % {"name": name, "count": len(given)})
    return given[0] if given else ""
