"""Words in marks that nobody said: scare quotes, titles, nicknames of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .stretches import Paragraph

_LONGEST = 60
_MOST_WORDS = 8


def find_terms(
    text: str, paragraphs: Sequence[Paragraph], found: Iterable[Found]
) -> Iterator[Found]:
    """Yield each short passage in marks that is part of no quote."""
    parts = iter(sorted(part for quote in found for part in quote.parts))
    reached = 0
    part = next(parts, None)
    for number, paragraph in enumerate(paragraphs):
        for stretch in paragraph.stretches:
            while part and part[0] <= stretch.start:
                reached, part = max(reached, part[1]), next(parts, None)
            if reached < stretch.end and stretch.closed and _is_short(text, *stretch[1:3]):
                yield Found("term", [(stretch.start, stretch.end)], number, None, "term")


def _is_short(text: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST and len(text[start:end].split()) <= _MOST_WORDS
