"""Cutting a text into paragraphs, the longest stretch that a quotation mark may rule over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .quote import Span

_LINE_END = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|[\u2029\f]\s*")
_WRAP_AT = range(45, 100)
_WIDEST = 100
_MOST_WIDE = 0.02
_FEWEST_LINES = 4
_LONGEST = 50_000


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of each paragraph that is not blank, in order.

    One of more than 50,000 code points, which nobody prints, is cut: what is read at once, and so
    the memory it takes, has a bound.
    """
    for start, end in _printed(text):
        at = start
        while end - at > _LONGEST:
            cut = text.rfind(" ", at + 1, at + _LONGEST) + 1 or at + _LONGEST
            yield at, cut
            at = cut
        yield at, end


def _printed(text: str) -> Iterator[Span]:
    break_ = _BLANK_LINE if _is_hard_wrapped(text) else _LINE_END
    start = 0
    for match in break_.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _is_hard_wrapped(text: str) -> bool:
    """Tell lines broken at a width, as in mail and old books, from a paragraph a line."""
    text = text.replace("\r\n", "\n")
    if "\n\n" not in text:
        return False
    blocks = [block.split("\n") for block in text.split("\n\n")]
    wide = sum(len(line) > _WIDEST for lines in blocks for line in lines)
    if wide > _MOST_WIDE * text.count("\n"):
        return False
    inner = [len(line) for lines in blocks for line in lines[:-1]]
    wrapped = sum(length in _WRAP_AT for length in inner)
    return wrapped >= _FEWEST_LINES and wrapped > 0.8 * len(inner)
