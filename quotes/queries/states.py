"""What a quote was after each step: its row and the rows that hang on it, out of their events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

Row = Any
"""One row of an event model; these are made at run time, so nothing tells their columns."""

BESIDE = {"attributions": "Attribution", "relays": "Relay", "stances": "Stance"}


@dataclass(frozen=True)
class State:
    """A quote as it was: its row, None before it was marked and while it is deleted."""

    quote: Row | None = None
    attributions: dict[int, Row] = field(default_factory=dict)
    relays: dict[int, Row] = field(default_factory=dict)
    stances: dict[int, Row] = field(default_factory=dict)

    def after(self, events: dict[str, list[Row]]) -> State:
        """Answer the state that these events lead to."""
        quote = self.quote
        for event in events.get("quote", []):
            quote = None if event.pgh_label == "delete" else event
        beside = {name: _apply(getattr(self, name), events.get(name, [])) for name in BESIDE}
        return State(quote, **beside)


@dataclass(frozen=True)
class Change:
    """One step of a quote: the first event of its own, and what it was before and after."""

    first: Row
    before: State
    after: State

    @property
    def context(self) -> UUID | None:
        """The context in which it was done, None for a write from outside the app."""
        found: UUID | None = self.first.pgh_context_id
        return found


def changes_of(quote_id: int) -> Iterator[Change]:
    """Yield every step of a quote, oldest first; every step leaves an event of the quote itself."""
    own = list(_events("Quote").filter(pgh_obj_id=quote_id))
    beside = {name: _by_context(of, quote_id) for name, of in BESIDE.items()}
    state = State()
    for events in _runs_of_one_context(own):
        context = events[0].pgh_context_id
        at_once = {name: found.get(context, []) for name, found in beside.items()}
        after = state.after({"quote": events, **at_once})
        yield Change(events[0], state, after)
        state = after


def _events(of: str) -> Any:
    model: Any = apps.get_model("quotes", f"{of}Event")
    return model.objects.order_by("pgh_id")


def _by_context(of: str, quote_id: int) -> dict[UUID | None, list[Row]]:
    found: dict[UUID | None, list[Row]] = {}
    for event in _events(of).filter(quote_id=quote_id):
        found.setdefault(event.pgh_context_id, []).append(event)
    return found


def _runs_of_one_context(events: list[Row]) -> Iterator[list[Row]]:
    """Put the events of one step together; one without a context is a step of its own."""
    run: list[Row] = []
    for event in events:
        if run and (event.pgh_context_id is None or event.pgh_context_id != run[0].pgh_context_id):
            yield run
            run = []
        run.append(event)
    if run:
        yield run


def _apply(rows: dict[int, Row], events: list[Row]) -> dict[int, Row]:
    left = dict(rows)
    for event in events:
        if event.pgh_label == "delete":
            left.pop(event.pgh_obj_id, None)
        else:
            left[event.pgh_obj_id] = event
    return left
