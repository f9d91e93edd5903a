"""Where the names of nodes are written: below, above or beside them, never on one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rect = tuple[float, float, float, float]

Label = tuple[float, float, str]
"""Where the foot of a label's letters stands, and its anchor: start, middle or end."""
LETTER, LINE = 7.0, 17.0
"""How wide a letter is taken to be, and how high a line."""
GAP = 4.0


@dataclass(frozen=True)
class Box:
    """A node: its middle and its radius."""

    x: float
    y: float
    r: float

    @property
    def rect(self) -> Rect:
        """The square round it."""
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


def labelled(
    nodes: Sequence[Box], names: Sequence[str], order: Sequence[int], *, width: float
) -> list[Label | None]:
    """Answer where each name stands and its anchor, None where no room is left.

    Nothing is written beyond the edges. Who comes first in `order` chooses first.
    """
    taken = [node.rect for node in nodes]
    found: list[Label | None] = [None] * len(nodes)
    for at in order:
        for rect, label in _places(nodes[at], len(names[at]) * LETTER):
            if (
                rect[0] >= 0
                and rect[2] <= width
                and not any(_overlap(rect, other) for other in taken)
            ):
                taken.append(rect)
                found[at] = label
                break
    return found


def _places(node: Box, width: float) -> list[tuple[Rect, Label]]:
    """Answer the places a label may stand, the best first."""
    below, above = node.y + node.r + 2, node.y - node.r - 2
    right, left = node.x + node.r + GAP, node.x - node.r - GAP
    middle, half = node.y, LINE / 2
    return [
        (
            (node.x - width / 2, below, node.x + width / 2, below + LINE),
            _at(node.x, below, "middle"),
        ),
        ((right, middle - half, right + width, middle + half), _at(right, middle - half, "start")),
        ((left - width, middle - half, left, middle + half), _at(left, middle - half, "end")),
        (
            (node.x - width / 2, above - LINE, node.x + width / 2, above),
            _at(node.x, above - LINE, "middle"),
        ),
    ]


def _at(x: float, top: float, anchor: str) -> Label:
    return round(x, 1), round(top + LINE - 4, 1), anchor


def _overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
