"""What a matrix begins with where nothing is asked, and what its rows can be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.models import Speaker
from quotes.months import UNDATED, ending_with
from quotes.queries.figures import ranking, tallies

if TYPE_CHECKING:
    from quotes.months import Months

USUAL, LONGER, ENOUGH = 6, 12, 100
"""Months of a period, where none is asked for: the longer where the other has not quotes enough."""


def usual_months() -> tuple[Months, Months | None] | None:
    """Answer the newest six months (or twelve) that have quotes and those before; perhaps none."""
    by_month = tallies.months_of_facets()
    newest = max((month for month in by_month if month != UNDATED), default=None)
    if newest is None:
        return None
    now = ending_with(newest, length=USUAL)
    if sum(n for month, n in by_month.items() if month in now) < ENOUGH:
        now = ending_with(newest, length=LONGER)
    return now, now.before()


def attributes_known() -> list[str]:
    """Answer the attributes that those have who are quoted most: what rows can be made of."""
    ids = ranking.most_quoted_actors(ranking.SPEAKER, limit=tallies.TRIED)
    ids += ranking.most_quoted_actors(ranking.ORGANISATION, limit=tallies.TRIED)
    known = Speaker.objects.filter(pk__in=ids).exclude(attributes={})
    return sorted({str(key) for each in known.values_list("attributes", flat=True) for key in each})
