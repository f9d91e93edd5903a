"""Offsets of a program that counts UTF-16 units, and ours, which count code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

BMP = "\uffff"


class Offsets:
    """Where the UTF-16 units of a text as a file has it stand in the text as it is stored.

    Stored texts have LF for every line end, and no byte order mark in front.
    """

    def __init__(self, text: str) -> None:
        self.units: list[int] | None = None
        self.places: list[int] | None = None
        self.length = len(text)
        if max(text, default="") > BMP or "\r" in text or text.startswith("\ufeff"):
            self._count(text)

    def span(self, start: int, stop: int) -> tuple[int, int] | None:
        """Answer a stretch in code points of the stored text; None where it lies outside.

        An edge inside a character, or between CR and LF, takes in the whole of it.
        """
        if not 0 <= start < stop <= self.length:
            return None
        if self.units is None or self.places is None:
            return start, stop
        first = bisect_right(self.units, start) - 1
        last = bisect_left(self.units, stop)
        place, end = self.places[first], self.places[last]
        return (place, end) if place < end else None

    def _count(self, text: str) -> None:
        units, places = [0], [0]
        marks = len(text) - len(text.lstrip("\ufeff"))
        for at, character in enumerate(text):
            units.append(units[-1] + (2 if character > BMP else 1))
            is_kept = at >= marks and not (character == "\r" and text[at + 1 : at + 2] == "\n")
            places.append(places[-1] + is_kept)
        self.units, self.places, self.length = units, places, units[-1]


class Units:
    """Where the code points of a text stand in UTF-16 units."""

    def __init__(self, text: str) -> None:
        is_flat = max(text, default="") <= BMP
        self.astral = [] if is_flat else [at for at, one in enumerate(text) if one > BMP]

    def __call__(self, offset: int) -> int:
        """Answer the offset in UTF-16 units."""
        return offset + bisect_left(self.astral, offset)
