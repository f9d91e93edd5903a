"""Parts as brat wants them: no fragment goes over the end of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.spans import Spans

LINE = re.compile(r"[^\n]+")
SPACE = re.compile(r"\s")


def cut(parts: Spans, text: str) -> Spans:
    """Answer the parts without ends of lines, cut where there were any.

    A part of nothing else stays as it is: brat has no way to say it.
    """
    found: list[tuple[int, int]] = []
    for start, end in parts:
        lines = [(start + at.start(), start + at.end()) for at in LINE.finditer(text[start:end])]
        found += lines or [(start, end)]
    return tuple(found)


def joined(fragments: Sequence[tuple[int, int]], text: str) -> Spans:
    """Answer fragments with only ends of lines between them as one part."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(fragments):
        before = found[-1][1] if found else -1
        if found and before <= start and not text[before:start].strip("\n"):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def shown(fragments: Sequence[tuple[int, int]], text: str) -> str:
    """Answer the words of fragments as they stand at the end of a line of an .ann file."""
    return SPACE.sub(" ", " ".join(text[start:end] for start, end in fragments))
