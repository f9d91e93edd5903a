"""The stances that a list of speakers shows on one target."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quotes.charts.bars import stance_bars
from quotes.forms import read_number
from quotes.queries.choices import Unknown
from quotes.queries.figures.stances_on import stances_on, targets_offered
from quotes.queries.targets import target_of

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from quotes.models import Target
    from quotes.queries.speakers import Row


def target_asked(request: HttpRequest, query: QueryDict) -> Target | None:
    """Answer the target on which stances are asked for. Raises FilterRefused, Unknown."""
    pk = read_number(query, "target")
    if pk is None:
        return None
    target = target_of(pk, user=request.user)
    if target is None:
        raise Unknown("target", pk)
    return target.merged_into or target


def with_stances(target: Target | None, rows: list[Row]) -> dict[str, Any]:
    """Answer the rows of a list of speakers, each with its bar and counts on a target."""
    if target is None:
        return {"rows": [(row, None, None) for row in rows], "targets": targets_offered()}
    taken = stances_on(target, [row.speaker for row in rows])
    counts = [asdict(taken[row.speaker.pk]) for row in rows]
    offered = targets_offered()
    return {
        "rows": list(zip(rows, stance_bars(counts), counts, strict=True)),
        "targets": offered if target in offered else [target, *offered],
    }
