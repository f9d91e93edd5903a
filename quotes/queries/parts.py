"""The parts of a quote, each changed by itself: which of them steps changed since a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.queries.states import Change, State, changes_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from quotes.queries.states import Row

COLUMNS = {
    "content": ("text_version_id", "content"),
    "cue": ("text_version_id", "cue"),
    "kind": ("kind",),
    "act": ("act",),
    "status": ("status",),
    "unsure": ("unsure",),
    "parent": ("parent_id",),
    "occasion": ("said_on", "said_on_precision", "earlier", "place", "channel", "said_in"),
    "addressee": ("addressee", "addressee_span"),
    "stances_done": ("stances_done",),
    "external_id": ("external_id",),
}
OF_A_SOURCE = {
    "speaker": ("speaker_id", "proposed_name"),
    "mention": ("mention",),
    "organisation": ("organisation_id",),
    "sourcing": ("sourcing", "descriptor", "condition"),
}


@dataclass(frozen=True)
class Since:
    """What happened to a quote since: steps, oldest first, and the parts that are different now."""

    changes: tuple[Change, ...]
    parts: frozenset[str]

    def last_of(self, part: str) -> Change | None:
        """Answer the newest of these steps that changed a part."""
        found = (
            each for each in reversed(self.changes) if part in differing(each.before, each.after)
        )
        return next(found, None)


def since(quote_id: int, version: int, *, but: UUID | None = None) -> Since:
    """Answer what steps did to a quote after it was at `version`, leaving out the context `but`."""
    later = [
        each
        for each in changes_of(quote_id)
        if _version_after(each) > version and each.context != but
    ]
    if not later:
        return Since((), frozenset())
    parts = frozenset().union(*(differing(each.before, each.after) for each in later))
    lasting = differing(later[0].before, later[-1].after)
    return Since(tuple(later), parts & lasting)


def differing(before: State, after: State) -> frozenset[str]:
    """Answer the names of the parts that differ between two states, such as "cue", "stance:7"."""
    if before.quote is None or after.quote is None:
        return frozenset({*COLUMNS, *OF_A_SOURCE, "relays", "stance"})
    return frozenset(_differing(before, after))


def touches(part: str, wanted: frozenset[str]) -> bool:
    """Tell whether a part is among those wanted; "speaker" means every one, "speaker:0" and on."""
    return any(
        part == each or part.startswith(f"{each}:") or each.startswith(f"{part}:")
        for each in wanted
    )


def _version_after(change: Change) -> int:
    """Answer the version a step left; taking a quote away counts as one, too."""
    if change.after.quote is not None:
        return int(change.after.quote.version)
    return int(change.before.quote.version) + 1 if change.before.quote else 0


def _differing(before: State, after: State) -> Iterator[str]:
    yield from _columns(before.quote, after.quote, COLUMNS)
    if _relays(before) != _relays(after):
        yield "relays"
    old, new = (
        {row.position: row for row in state.attributions.values()} for state in (before, after)
    )
    for position in old.keys() | new.keys():
        for part in _columns(old.get(position), new.get(position), OF_A_SOURCE):
            yield f"{part}:{position}"
    old, new = ({row.target_id: row for row in state.stances.values()} for state in (before, after))
    for target in old.keys() | new.keys():
        if _stance(old.get(target)) != _stance(new.get(target)):
            yield f"stance:{target}"


def _columns(
    before: Row | None, after: Row | None, parts: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    for part, columns in parts.items():
        if any(getattr(before, name, None) != getattr(after, name, None) for name in columns):
            yield part


def _relays(state: State) -> list[tuple[object, ...]]:
    rows = sorted(state.relays.values(), key=lambda row: row.position)
    return [(row.name, row.speaker_id, row.span) for row in rows]


def _stance(row: Row | None) -> tuple[object, ...] | None:
    return (row.position, row.conditional) if row else None
