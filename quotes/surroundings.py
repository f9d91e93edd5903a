"""What stands round a quote: its paragraph, and at least the sentence before and the one after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extraction.elisions import words_in
from quotes.extraction.languages import lexicon_of
from quotes.extraction.marks import quoted_paragraphs
from quotes.extraction.sentences import sentences

if TYPE_CHECKING:
    from quotes.spans import Span, Spans

NEAR = 900
"""Code points on either side that are looked at; what is longer ends at a space."""


def surroundings(text: str, content: Spans, block: Span, *, language: str = "") -> Span:
    """Return where to begin and to end showing a quote in its context, inside its block."""
    first, last = content[0][0], content[-1][1]
    low, high = max(block[0], first - NEAR), min(block[1], last + NEAR)
    start = text.rfind("\n", low, first) + 1 or _space_after(text, low, first, block[0])
    end = text.find("\n", last, high)
    end = end if end >= 0 else _space_before(text, high, last, block[1])
    found = sentence_spans(text, (start, end), language)
    if text[start - 1 : start] == "\n" and not any(stop <= first for _, stop in found):
        start = _before(text, low, start, language)
    if text[end : end + 1] == "\n" and not any(begin >= last for begin, _ in found):
        end = _after(text, end, high, language)
    return start, end


def sentence_spans(text: str, span: Span, language: str) -> list[Span]:
    """Return the sentences of a stretch of text, in code points of the text."""
    start, end = span
    stretch = text[start:end]
    lexicon = lexicon_of(stretch, language)
    return [
        (start + sentence[0].start, start + sentence[-1].end)
        for paragraph in quoted_paragraphs(stretch)
        for sentence in sentences(
            stretch,
            words_in(stretch, (paragraph.start, paragraph.end), paragraph.stretches, lexicon),
            lexicon,
        )
        if sentence
    ]


def _space_after(text: str, low: int, first: int, block: int) -> int:
    """Return where to begin in a paragraph that is longer than is shown."""
    return low if low == block else text.find(" ", low, first) + 1 or low


def _space_before(text: str, high: int, last: int, block: int) -> int:
    space = text.rfind(" ", last, high)
    return high if high == block or space < 0 else space


def _before(text: str, low: int, start: int, language: str) -> int:
    """Return where the last sentence of the paragraph before begins, or `start`."""
    stop = low + len(text[low:start].rstrip())
    begin = text.rfind("\n", low, stop) + 1 or _space_after(text, low, stop, 0)
    found = sentence_spans(text, (begin, stop), language) if begin < stop else []
    return found[-1][0] if found else start


def _after(text: str, end: int, high: int, language: str) -> int:
    """Return where the first sentence of the paragraph after ends, or `end`."""
    begin = high - len(text[end:high].lstrip())
    stop = text.find("\n", begin, high)
    found = sentence_spans(text, (begin, stop if stop >= 0 else high), language)
    return found[0][1] if found else end
