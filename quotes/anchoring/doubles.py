"""Whether a stretch of a text is a quote already."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotes.spans import Spans

SHARED = 0.6
"""What two contents share of the longer one from which they are the same statement."""


class Doubles:
    """The contents of quotes in one text, asked whether another one is nearly the same."""

    def __init__(self, contents: Iterable[Spans]) -> None:
        self._contents = sorted(contents)
        self._starts = [content[0][0] for content in self._contents]
        self._longest = max(
            (content[-1][1] - content[0][0] for content in self._contents), default=0
        )

    def has(self, content: Spans) -> bool:
        """Tell whether one of them shares most of its characters with this content."""
        first = bisect_left(self._starts, content[0][0] - self._longest)
        last = bisect_left(self._starts, content[-1][1])
        return any(_is_same(content, other) for other in self._contents[first:last])


def _is_same(one: Spans, other: Spans) -> bool:
    shared = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in one
        for other_start, other_end in other
    )
    return shared >= SHARED * max(_length(one), _length(other))


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
