"""One statement as several articles print it, each compared with the first of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.cues import CueClass, cue_class

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

What = Literal["first", "copy", "again", "same", "cut", "longer", "other"]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class Printing:
    """One quote of a family. `unit` is equal for those that count as one independent outlet.

    `conditions` are the targets it takes a position on only "if…"; `condition` is on what condition
    the source spoke, as printed; `copy_of` the family of the article.
    """

    quote: int
    article: int
    outlet: str
    unit: int
    at: datetime | None
    words: tuple[str, ...]
    kind: str = "direct"
    cue: str = ""
    language: str = ""
    condition: str = ""
    conditions: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    copy_of: int | None = None

    @property
    def plain(self) -> list[str]:
        """The words alone, without case and marks."""
        return _WORD.findall(" ".join(self.words).casefold())

    @property
    def cue_class(self) -> CueClass | None:
        """What the cue says of the words."""
        return cue_class(self.cue, self.language) if self.cue else None


def what_became(first: Printing, other: Printing) -> What:
    """Tell what another printing made of the first: a copy, cut, other words."""
    if other is first:
        return "first"
    old, new = first.plain, other.plain
    if old == new:
        if other.article == first.article:
            return "again"
        return "copy" if other.copy_of and other.copy_of == first.copy_of else "same"
    if _stands_in(new, old):
        return "cut"
    return "longer" if _stands_in(old, new) else "other"


def conditions_dropped(first: Printing, other: Printing) -> frozenset[str]:
    """Tell the targets on which "if…" was said, and another printing leaves that out."""
    return (first.conditions & other.positions) - other.conditions


def cue_changed(first: Printing, other: Printing) -> CueClass | None:
    """Tell the class of another printing's cue where it says something else of the words."""
    was, now = first.cue_class, other.cue_class
    return now if was and now and was != now else None


def _stands_in(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Tell whether words stand in others in this order, some of those left out."""
    left = iter(longer)
    return all(word in left for word in shorter)
