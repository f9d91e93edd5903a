"""What a network is made of and how it is weighed: the choices there are, and which go together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["one", "two"]
Qualifier = Literal["ignore", "congruence", "conflict", "subtract", "combine"]
Normalisation = Literal["none", "average", "jaccard", "cosine", "activity", "prominence"]
Duplicates = Literal["all", "article", "week", "month", "year", "ever"]

MODES: tuple[Mode, ...] = ("one", "two")
QUALIFIERS: dict[Mode, tuple[Qualifier, ...]] = {
    "one": ("subtract", "congruence", "conflict", "ignore"),
    "two": ("subtract", "combine", "ignore"),
}
NORMALISATIONS: dict[Mode, tuple[Normalisation, ...]] = {
    "one": ("none", "average", "jaccard", "cosine"),
    "two": ("none", "activity", "prominence"),
}
DUPLICATES: tuple[Duplicates, ...] = ("all", "article", "week", "month", "year", "ever")

JUDGED = ("support", "oppose")
"""The positions that agree with themselves and conflict with each other."""
POSITIONS = (*JUDGED, "neutral", "mixed", "unclear", "none")
"""All that a statement can say of its target; `none`: about it, nobody has judged yet."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """How statements become a network.

    `one`: actors tied by what they share; `two`: actors tied to targets. `minimum`: nodes of fewer
    statements are left out.
    """

    mode: Mode = "one"
    qualifier: Qualifier = "subtract"
    normalisation: Normalisation = "none"
    duplicates: Duplicates = "all"
    minimum: int = 1

    @property
    def positions(self) -> tuple[str, ...]:
        """The positions that take part: all of them only where they are ignored."""
        return POSITIONS if self.qualifier == "ignore" else JUDGED
