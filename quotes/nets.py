"""Where words stand towards one target, counted: net stance, how strong it is, how it moved.

Support and oppose of one target make a net; those of different targets are never added up.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

FEW = 6
"""Fewer clear positions than this are drawn pale, and say nothing of a move."""
EDGES = (0.1, 0.4, 0.7)
"""Where the three strengths of a net begin; nearer to nothing than the first is between."""


@dataclass(frozen=True)
class Positions:
    """How many quotes take each position towards one target; `unjudged` are about it only."""

    support: int = 0
    oppose: int = 0
    neutral: int = 0
    mixed: int = 0
    unclear: int = 0
    unjudged: int = 0

    def __add__(self, other: Positions) -> Positions:
        """Answer both together: of one target, or there is no net of it."""
        return Positions(  # not by astuple, which copies deeply: a matrix adds tens of thousands
            self.support + other.support,
            self.oppose + other.oppose,
            self.neutral + other.neutral,
            self.mixed + other.mixed,
            self.unclear + other.unclear,
            self.unjudged + other.unjudged,
        )

    @property
    def quotes(self) -> int:
        """How many quotes there are, the unclear and those nobody judged included."""
        return self.clear + self.unclear + self.unjudged

    @property
    def between(self) -> int:
        """How many are neutral or mixed."""
        return self.neutral + self.mixed

    @property
    def clear(self) -> int:
        """How many have a position that a net counts."""
        return self.support + self.oppose + self.between

    @property
    def net(self) -> float | None:
        """(support - oppose) / (support + oppose + neutral + mixed); None where that is none."""
        return (self.support - self.oppose) / self.clear if self.clear else None

    @property
    def is_few(self) -> bool:
        """Whether there are too few to say much."""
        return self.clear < FEW


POSITIONS = tuple(field.name for field in fields(Positions))
NOTHING = Positions()


def strength(net: float) -> int:
    """Answer how strong a net is, from -3 (all but everybody opposes) to 3; 0 is between."""
    size = sum(abs(net) >= edge for edge in EDGES)
    return size if net > 0 else -size


def moved(before: Positions, now: Positions) -> float | None:
    """Answer by how much a net moved; None where either time has too few to tell."""
    if before.is_few or now.is_few or before.net is None or now.net is None:
        return None
    return now.net - before.net


def divided(positions: Positions) -> float:
    """Answer how divided a target is, 0 to 1: 1 where as many support as oppose and none else."""
    less = min(positions.support, positions.oppose)
    return 2 * less / positions.clear if not positions.is_few else 0.0
