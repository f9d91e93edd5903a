"""Who speaks, named within what was said: "« Oui, dit-elle. Demain. »" and "—Sí —dijo—. Mañana"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .elisions import words_in
from .found import Found
from .sources import SourceFinder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .found import Source
    from .lexicon import Lexicon
    from .quote import Span
    from .stretches import Paragraph, Stretch
    from .tokens import Token

_DASHES = "—–―"
_DASH = re.compile(f"[{_DASHES}]")
_LONGEST_INCISE = 14
_LONGEST_QUOTE = 4000


def take_out(text: str, quote: Found, lexicon: Lexicon) -> None:
    """Part a quotation that nobody is named beside where its speaker is named inside it."""
    if quote.kind != "direct" or (quote.source and quote.source.cue):
        return
    parts: list[Span] = []
    for part in quote.parts:
        inside = None if quote.source and quote.source.cue else _incise(text, part, lexicon)
        if inside is None:
            parts.append(part)
            continue
        quote.source, quote.how = inside[0], "after"
        parts += inside[1]
    quote.parts = parts


def has_incise(text: str, stretch: Stretch, lexicon: Lexicon) -> bool:
    """Whether a passage in marks names its speaker inside."""
    return _incise(text, (stretch.start, stretch.end), lexicon) is not None


def _incise(text: str, part: Span, lexicon: Lexicon) -> tuple[Source, list[Span]] | None:
    if part[1] - part[0] > _LONGEST_QUOTE:
        return None
    words = words_in(text, part, (), lexicon)
    finder = SourceFinder(words, lexicon)
    for cue in finder.cues:
        if not cue.saying or cue.first < 2 or words[cue.first - 1].text != ",":  # noqa: PLR2004
            continue
        source = finder.after_quote(cue.first)
        if source is None or source.mention is None or source.mention.first <= cue.first:
            continue
        end = _end(words, source.last)
        if end is None:
            continue
        parts = [(part[0], words[cue.first - 2].end)]
        if any(word.text[0].isalnum() for word in words[end + 1 :]):
            parts.append((words[end + 1].start, part[1]))
        return source, parts
    return None


def _end(words: Sequence[Token], last: int) -> int | None:
    """Return the token that closes an incise, or None where none is near."""
    for index in range(last, min(len(words), last + _LONGEST_INCISE)):
        if words[index].text in ",.!?;":
            return index
    return None if last + _LONGEST_INCISE < len(words) else len(words)


def dialogue(text: str, paragraph: Paragraph, number: int, lexicon: Lexicon) -> Found | None:
    """Read a paragraph that a dash opens, if dashes in it part off who says it."""
    start = paragraph.start
    while start < paragraph.end and text[start].isspace():
        start += 1
    if start >= paragraph.end or text[start] not in _DASHES:
        return None
    said, asides = _alternate(text, start + 1, paragraph.end)
    for aside in asides:
        words = words_in(text, aside, (), lexicon)
        source = SourceFinder(words, lexicon).after_quote(0) if words else None
        if source and source.cue and source.cue[0] == 0:
            return Found("direct", said, number, source, "after")
    return None


def _alternate(text: str, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Return what was said and what the narrator put in, without white space round it."""
    edges = [start]
    for match in _DASH.finditer(text, start, end):
        opens = (
            text[match.start() - 1].isspace() and not text[match.end() : match.end() + 1].isspace()
        )
        if opens == (len(edges) % 2 == 1):
            edges += [match.start()]
    edges.append(end)
    spans = [_trimmed(text, low + (at > 0), high) for at, (low, high) in enumerate(pairwise(edges))]
    return [span for span in spans[::2] if span], [span for span in spans[1::2] if span]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and not text[start].isalnum() and text[start] not in "¿¡(«“":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
