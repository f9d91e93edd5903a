"""What marks alone tell, in a language whose words the extractor does not know."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .quote import Kind, Span
    from .stretches import Paragraph, Stretch

_TURN = re.compile(r"\s*[—–―]\s*(?=[^\W\d_]|[¿¡«“„\"])")
_DASH = re.compile(r",?\s+[—–―]\s+|(?<=[,!?…])\s*[—–―]\s*")
_STOPS = frozenset(".?!…。？！")
_MARKS = "\"'”“’»«」』)"
_WITHOUT_SPACES = "\u2e80"  # Chinese and Japanese begin here; their words are about two signs long
_FEWEST, _MANY = 3, 5
_LONGEST_BETWEEN = 120


def find_marked(text: str, paragraphs: Sequence[Paragraph]) -> list[Found]:
    """Return what is said in marks or after a dash, nobody named, its parts joined.

    Short passages that do not read like a sentence are names and titles, and left out.
    """
    found: list[Found] = []
    for number, paragraph in enumerate(paragraphs):
        turn = None if paragraph.stretches else _turn(text, paragraph)
        if turn:
            found.append(Found("direct", turn, number, None, "alone"))
        for stretch in paragraph.stretches:
            last = found[-1] if found else None
            if last and _goes_on(text, last, number, stretch):
                last.parts += _parts(text, (stretch.start, stretch.end))
                last.closed = stretch.closed
            elif (kind := _kind(text, stretch)) and (
                parts := _parts(text, (stretch.start, stretch.end))
            ):
                found.append(Found(kind, parts, number, None, "alone", closed=stretch.closed))
    return found


def _goes_on(text: str, last: Found, number: int, stretch: Stretch) -> bool:
    """Whether a quote goes on after who said it: `“A”, disse ela. “B.”`, or a new paragraph."""
    if stretch.continues:
        return not last.closed
    between = text[last.parts[-1][1] : stretch.open].strip(_MARKS + " \N{NO-BREAK SPACE}")
    if last.paragraph != number or not 0 < len(between) <= _LONGEST_BETWEEN:
        return False
    split = between[0] in ",—–" or text[last.parts[-1][1] - 1] == ","
    return split and between[-1] in ".,:—–" and not any(stop in between[1:-1] for stop in "?!:;")


def _kind(text: str, stretch: Stretch) -> Kind | None:
    """Return "direct" for a sentence in marks, "mixed" for many words of one, None for a name."""
    words = text[stretch.start : stretch.end]
    spaced = words[0] < _WITHOUT_SPACES
    many = len(words.split()) if spaced else len(words) // 2
    stops = words.rstrip(_MARKS)[-1:] in _STOPS
    led = text[max(0, stretch.open - 2) : stretch.open].rstrip()[-1:] in (":", "：")
    followed = text[stretch.close : stretch.close + 2].lstrip()[:1] in (",", "—", "–")
    if not led and not stops and many < _FEWEST - followed:
        return None
    if led or stops or not words[0].islower():
        return "direct"
    return "mixed" if many >= _MANY else None


def _turn(text: str, paragraph: Paragraph) -> list[Span]:
    """Return the parts of a paragraph that a dash opens, without who says them."""
    opened = _TURN.match(text, paragraph.start, paragraph.end)
    ends = text[paragraph.start : paragraph.end].rstrip()[-1:] in _STOPS
    if not opened or not ends or text.count(" ", opened.end(), paragraph.end) < _FEWEST - 1:
        return []
    said = _said().search(text, opened.end(), paragraph.end)
    return _parts(text, (opened.end(), said.start() if said else paragraph.end))


def _parts(text: str, span: Span) -> list[Span]:
    """Cut out what dashes part off: `A, — said she. — B`, in small letters."""
    parts = (_trimmed(text, part) for part in _spoken(text, span))
    return [part for part in parts if any(map(str.isalnum, text[slice(*part)]))]


def _spoken(text: str, span: Span) -> Iterator[Span]:
    low, aside = span[0], False
    for match in _DASH.finditer(text, *span):
        opens = text[match.end() : match.end() + 1].islower()
        if not aside and opens:
            yield low, match.start() + match[0].startswith(",")
            aside = True
        elif aside:
            low, aside = match.end(), False
    if not aside:
        yield low, span[1]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _said() -> re.Pattern[str]:
    data = tomllib.loads((Path(__file__).parent / "lexicon" / "any-said.toml").read_text("utf-8"))
    return re.compile(rf"(?<=,)\s+(?=(?:{'|'.join(data['said'].split())})\b)")
