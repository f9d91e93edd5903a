"""Which of thousands of quotes reach into a few lines of a text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Lines:
    """Tells of a stretch of text whether it shares anything with one of some lines."""

    def __init__(self, lines: Collection[tuple[int, int]]) -> None:
        self._starts = sorted(start for start, _ in lines)
        self._ends = sorted(end for _, end in lines)

    def among(self, quotes: list[int], starts: list[int], ends: list[int]) -> Iterator[int]:
        """Yield the quotes of the stretches that share anything with one of the lines."""
        if self._starts:
            first, last = self._starts[0], self._ends[-1]
            for quote, start, end in zip(quotes, starts, ends, strict=True):
                if start <= last and end >= first and self._reaches(start, end):
                    yield quote

    def _reaches(self, start: int, end: int) -> bool:
        before = bisect_right(self._starts, end)
        return before > 0 and self._ends[before - 1] >= start
