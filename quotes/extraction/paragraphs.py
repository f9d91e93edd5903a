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


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of each paragraph that is not blank, in order."""
    break_ = _BLANK_LINE if _is_hard_wrapped(text) else _LINE_END
    start = 0
    for match in break_.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _is_hard_wrapped(text: str) -> bool:
    """Tell lines broken at a width, as in mail, from a paragraph a line."""
    if "\n\n" not in text:
        return False
    inner = [len(line) for block in text.split("\n\n") for line in block.split("\n")[:-1]]
    wrapped = sum(length in _WRAP_AT for length in inner)
    return len(inner) > 2 * (text.count("\n\n") + 1) and wrapped > 0.8 * len(inner)
