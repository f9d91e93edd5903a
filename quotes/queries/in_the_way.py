"""Later steps that keep an older one from being undone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quotes.models import Quote, Step
from quotes.queries.touched import COUNTED, columns, events, hangs_on_quote, recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db import models

    from quotes.queries.touched import Touched

FOLLOWS = frozenset({*COUNTED, "changed"})
"""Columns that follow from others: they never stand in the way."""


@dataclass(frozen=True)
class InTheWay:
    """What of a quote was changed since: by this step, None where it was no step of the app."""

    quote_id: int | None
    step: Step | None


@dataclass(frozen=True)
class Meeting:
    """A row changed since a step touched it: the columns to give back, or None where others did."""

    row: Touched
    give_back: dict[str, Any] | None
    taken: frozenset[str] = frozenset()


def meet(model: type[models.Model], rows: Collection[Touched]) -> list[Meeting]:
    """Answer for rows that later steps changed what can be given back beside those changes."""
    known = events(model).in_bulk(
        {each for row in rows for each in (row.before, row.after, row.now) if each}
    )
    return [_meeting(model, row, known) for row in rows]


def _meeting(model: type[models.Model], row: Touched, known: dict[int, Any]) -> Meeting:
    if not (row.was_there and row.is_left and row.is_there):
        return Meeting(row, None)
    before, after, now = (known[each or 0] for each in (row.before, row.after, row.now))
    own = [
        name
        for name in columns(model)
        if name not in FOLLOWS and getattr(before, name) != getattr(after, name)
    ]
    taken = frozenset(name for name in own if getattr(after, name) != getattr(now, name))
    return Meeting(row, None if taken else {name: getattr(before, name) for name in own}, taken)


def who_changed(model: type[models.Model], meeting: Meeting) -> Step | None:
    """Answer the newest step that changed what a step had set, None for a write without one."""
    row = meeting.row
    since = list(events(model).filter(pgh_obj_id=row.pk, pgh_id__gte=row.after).order_by("-pgh_id"))
    for later, earlier in pairwise(since):
        if "delete" in {later.pgh_label, earlier.pgh_label} or any(
            getattr(later, name) != getattr(earlier, name)
            for name in meeting.taken or {*columns(model)} - FOLLOWS
        ):
            return _step_of(later)
    return None


def added_since(quotes: Collection[int], rows: Iterable[Touched]) -> list[InTheWay]:
    """Answer who added to quotes that a step made: what hangs on them, and quotes inside them."""
    if not quotes:
        return []
    own = {(row.model, row.pk) for row in rows}
    found: dict[int, InTheWay] = {}
    for model in recorded():
        by = "parent_id" if model is Quote else "quote_id"
        if not (model is Quote or hangs_on_quote(model)):
            continue
        there = model._default_manager.filter(**{f"{by}__in": quotes}).values_list("pk", by)
        for pk, quote_id in there:
            if (model.__name__, pk) not in own:
                newest = events(model).filter(pgh_obj_id=pk).order_by("-pgh_id").first()
                found[quote_id] = InTheWay(quote_id, _step_of(newest) if newest else None)
    return list(found.values())


def _step_of(event: Any) -> Step | None:
    steps = Step.objects.filter(context=event.pgh_context_id)
    return steps.select_related("by", "undoes").first()
