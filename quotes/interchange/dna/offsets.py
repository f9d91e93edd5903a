"""Offsets of a program that counts UTF-16 units, and ours, which count code points."""

from __future__ import annotations

import re
from bisect import bisect_left

BMP = "\uffff"
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""What counts as two units."""
CR_BEFORE_LF = re.compile(r"\r(?=\n)")
"""What a stored text leaves out."""


class Offsets:
    """Where the UTF-16 units of a text as a file has it stand in the text as it is stored.

    Stored texts have LF for every line end, and no byte order marks in front.
    """

    def __init__(self, text: str) -> None:
        self.pairs: list[int] = []
        if max(text, default="") > BMP:
            self.pairs = [at.start() + n for n, at in enumerate(ASTRAL.finditer(text))]
        marks = len(text) - len(text.lstrip("\ufeff"))
        self.left_out = [*range(marks)]
        if "\r" in text:
            self.left_out += [at.start() for at in CR_BEFORE_LF.finditer(text)]
        self.length = len(text) + len(self.pairs)

    def span(self, start: int, stop: int) -> tuple[int, int] | None:
        """Answer a stretch in code points of the stored text; None where it lies outside.

        An edge inside a character, or between CR and LF, takes in the whole of it.
        """
        if not 0 <= start < stop <= self.length:
            return None
        first = start - bisect_left(self.pairs, start)
        last = stop - bisect_left(self.pairs, stop - 1)
        place = first - bisect_left(self.left_out, first)
        end = last - bisect_left(self.left_out, last)
        if self._is_left_out(last - 1) and last > first:
            end += 1
        return (place, end) if place < end else None

    def _is_left_out(self, at: int) -> bool:
        found = bisect_left(self.left_out, at)
        return found < len(self.left_out) and self.left_out[found] == at


class Units:
    """Where the code points of a text stand in UTF-16 units."""

    def __init__(self, text: str) -> None:
        is_flat = max(text, default="") <= BMP
        self.astral = [] if is_flat else [at.start() for at in ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        """Answer the offset in UTF-16 units."""
        return offset + bisect_left(self.astral, offset)
