"""Offsets of a text as a file has it, and of the same text as it is stored."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from quotes.spans import read_spans

if TYPE_CHECKING:
    from quotes.spans import Spans

CR_BEFORE_LF = re.compile(r"\r(?=\n)")


class AsStored:
    """Where code points of a file's text stand in the stored one.

    Stored texts have LF for every line end, and no byte order marks in front.
    """

    def __init__(self, text: str) -> None:
        marks = len(text) - len(text.lstrip("\ufeff"))
        self.left_out = [*range(marks)]
        if "\r" in text:
            self.left_out += [at.start() for at in CR_BEFORE_LF.finditer(text)]

    def __call__(self, parts: Spans) -> Spans:
        """Answer the parts in the stored text, without those of which nothing is stored."""
        if not self.left_out:
            return parts
        moved = [(self._at(start), self._at(end)) for start, end in parts]
        kept = [[start, end] for start, end in moved if start < end]
        return read_spans(kept, kept[-1][1]) if kept else ()

    def _at(self, offset: int) -> int:
        return offset - bisect_left(self.left_out, offset)
