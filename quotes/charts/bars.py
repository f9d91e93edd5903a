"""Stances in bars: oppose to the left, support to the right, what is neither across the axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Counts = Mapping[str, int]

ORDER = ("oppose", "mixed", "neutral", "unclear", "support")
ACROSS = ("mixed", "neutral", "unclear")
WIDTH = 100.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of a bar: its position, where it begins and how wide it is, of a hundred."""

    kind: str
    x: float
    width: float


def stance_bars(rows: Sequence[Counts]) -> list[tuple[Stretch, ...]]:
    """Draw the positions counted in each row as one bar, all rows on one scale."""
    reach = max(
        (_half(row) + max(row.get("oppose", 0), row.get("support", 0)) for row in rows), default=0
    )
    return [_bar(row, WIDTH / 2 / reach if reach else 0.0) for row in rows]


def _half(counts: Counts) -> float:
    return sum(counts.get(each, 0) for each in ACROSS) / 2


def _bar(counts: Counts, scale: float) -> tuple[Stretch, ...]:
    at = WIDTH / 2 - (_half(counts) + counts.get("oppose", 0)) * scale
    found = []
    for kind in ORDER:
        width = counts.get(kind, 0) * scale
        if width:
            found.append(Stretch(kind, round(at, 2), round(width, 2)))
        at += width
    return tuple(found)


def share_bars(values: Sequence[float]) -> list[float]:
    """Answer how wide the bar of each value is, of a hundred; the largest takes all of it."""
    most = max(values, default=0)
    return [round(value / most * WIDTH, 2) if most else 0.0 for value in values]
