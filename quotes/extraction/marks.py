"""Pairing quotation marks: which glyphs open, which close, and what lies between them.

A mark is judged by its glyph and by what stands on either side of it, because newsrooms mix curly
and straight marks, even in one pair, and because apostrophes and inches are printed with the same
glyphs. The scan is one pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .quote import Span

_DOUBLE = re.compile("[\"＂“”„‟«»「」『』〝〞〟]|``|''")
_SINGLE = re.compile("['‘’‚‹›]")
_STRAIGHT = frozenset('"＂')
_CLOSERS = {
    "“": frozenset('”"〞'),
    "„": frozenset('“”"'),
    "‟": frozenset('”"'),
    "”": frozenset('”"'),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    '"': frozenset('"”'),
    "＂": frozenset("＂"),
    "「": frozenset("」"),
    "『": frozenset("』"),
    "〝": frozenset("〞〟"),
}
_OPENS_ONLY_AT_A_GAP = frozenset("”«»")
_LONGEST_HEADING = 50
_FEWEST_TURNS = 2
_LABEL = re.compile(r"[^\W\d_a-z][^\W\d_a-z.’'-]+(?: [^\W\d_a-z][^\W\d_a-z.’'-]+){0,3}:\s+(?=\w)")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]\W*")
_SINGLE_OPENERS = frozenset("'‘‚‹")
_BEFORE_OPENER = frozenset("([{—–-/¿¡:")
_ENDS_A_QUOTE = frozenset(",.?!…–—")
_ELISION = re.compile(r"(?:em|til|till|tis|twas|n|bout|cause|cos|round|\d\ds?)\b", re.IGNORECASE)


class Stretch(NamedTuple):
    """What one pair of marks holds: `start:end` inside, `open:close` with the marks."""

    open: int
    start: int
    end: int
    close: int
    closed: bool
    continues: bool
    """The paragraph before ended inside a quote, and this one opens its marks again."""


class _Mark(NamedTuple):
    start: int
    end: int
    glyph: str
    after_gap: bool
    before_gap: bool
    before_space: bool
    first: bool
    in_word: bool


class Paragraph(NamedTuple):
    """One paragraph and the outermost quoted stretches in it, in order."""

    start: int
    end: int
    stretches: list[Stretch]
    is_heading: bool = False
    """It is no more than a few words in single marks, in an article that quotes in double ones."""


def quoted_paragraphs(text: str) -> list[Paragraph]:
    """Return every paragraph, with each quoted stretch that holds a letter or digit."""
    found: list[Paragraph] = []
    running = False
    for start, end in paragraphs(text):
        stretches, running = _paragraph(text, start, end, running=running)
        found.append(
            Paragraph(start, end, [stretch for stretch in stretches if _is_quoted(text, stretch)])
        )
    quotes_in_double = any(text[s.open] not in _SINGLE_OPENERS for p in found for s in p.stretches)
    found = [_headed(text, one) for one in found] if quotes_in_double else found
    labels = [_label_end(text, one) for one in found]
    if sum(map(bool, labels)) < _FEWEST_TURNS:
        return found
    return [_without(one, end) if end else one for one, end in zip(found, labels, strict=True)]


def _label_end(text: str, paragraph: Paragraph) -> int:
    """Return where the words begin in a turn of a transcript, as `"ROE: We sail.`, or 0."""
    first = paragraph.stretches[0] if paragraph.stretches else None
    if first is None or first.open != paragraph.start:
        return 0
    match = _LABEL.match(text, first.start, first.end)
    return match.end() if match else 0


def _without(paragraph: Paragraph, label: int) -> Paragraph:
    """Return a paragraph whose first stretch begins after the label that names its speaker."""
    first, *others = paragraph.stretches
    return paragraph._replace(stretches=[first._replace(open=label, start=label), *others])


def _headed(text: str, paragraph: Paragraph) -> Paragraph:
    """Return a paragraph, told to be a heading if all of it is a few words in single marks."""
    start, end, stretches, _ = paragraph
    if len(stretches) != 1 or text[stretches[0].open] not in _SINGLE_OPENERS:
        return paragraph
    outside = text[start : stretches[0].open] + text[stretches[0].close : end]
    short = stretches[0].end - stretches[0].start <= _LONGEST_HEADING
    return paragraph._replace(is_heading=short and not any(map(str.isalnum, outside)))


def _paragraph(text: str, start: int, end: int, *, running: bool) -> tuple[list[Stretch], bool]:
    marks = [_judge(text, match, start, end) for match in _DOUBLE.finditer(text, start, end)]
    found = list(_pairs(text, marks, end, running=running)) if marks else []
    singles = _single_pairs(text, found, start, end)
    unclosed = bool(found) and not found[-1].closed
    return (sorted([*found, *singles]) if singles else found), unclosed


def _judge(text: str, match: re.Match[str], low: int, high: int) -> _Mark:
    start, end = match.span()
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    glyph = text[start] if end == start + 1 else ("“" if text[start] == "`" else "”")
    after_gap = before.isspace() or before in _BEFORE_OPENER
    in_word = before == "=" or (
        glyph in _STRAIGHT
        and before.isalnum()
        and (after.isalpha() or (before.isdigit() and not after.isalnum()))
    )
    return _Mark(
        start, end, glyph, after_gap, not after.isalnum(), after.isspace(), start == low, in_word
    )


def _pairs(text: str, marks: Sequence[_Mark], end: int, *, running: bool) -> Iterator[Stretch]:
    opener: _Mark | None = None
    depth = 0
    for index, mark in enumerate(marks):
        if opener is None:
            if _can_open(mark):
                opener, depth = mark, 0
        elif _is_nested_opener(marks, index):
            depth += 1
        elif _can_close(opener, mark):
            if depth:
                depth -= 1
                continue
            yield _stretch(text, opener, (mark.start, mark.end), running=running)
            opener = None
    if opener is not None:
        yield _stretch(text, opener, (end, end), running=running)


def _can_open(mark: _Mark) -> bool:
    if mark.in_word or mark.glyph not in _CLOSERS:
        return False
    if mark.glyph == "”" and mark.before_space and not mark.first:
        return False
    if mark.glyph in _STRAIGHT and mark.before_space and not mark.after_gap:
        return False
    return mark.after_gap or mark.glyph not in _OPENS_ONLY_AT_A_GAP


def _can_close(opener: _Mark, mark: _Mark) -> bool:
    if mark.in_word and not mark.before_gap:
        return False
    if mark.glyph in _CLOSERS[opener.glyph]:
        return True
    return mark.glyph == opener.glyph and not mark.after_gap and mark.before_gap


def _is_nested_opener(marks: Sequence[_Mark], index: int) -> bool:
    """A second curly opener is nested if two closers follow it, else the first was left open."""
    if marks[index].glyph != "“" or not marks[index].after_gap:
        return False
    following = [mark.glyph for mark in marks[index + 1 : index + 3]]
    return following == ["”", "”"] and not marks[index + 2].after_gap


def _stretch(text: str, opener: _Mark, closer: Span, *, running: bool) -> Stretch:
    """Return what lies between two marks, without white space at its edges."""
    first, last = opener.end, closer[0]
    while last > first and text[last - 1].isspace():
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    closed = closer[1] > closer[0]
    return Stretch(opener.start, first, last, closer[1], closed, running and opener.first)


def inner_stretches(text: str, start: int, end: int) -> list[Stretch]:
    """Return the passages in marks inside a quoted one, single or double."""
    found, _ = _paragraph(text, start, end, running=False)
    return [one for one in found if one.closed and _is_quoted(text, one)]


def _single_pairs(text: str, doubles: Sequence[Stretch], start: int, end: int) -> list[Stretch]:
    """Return stretches in single marks outside double ones that end as a quoted sentence does."""
    found: list[Stretch] = []
    edge = start
    for low, high in [*((s.open, s.close) for s in doubles), (end, end)]:
        opener = -1
        for match in _SINGLE.finditer(text, edge, low):
            at = match.start()
            if _opens_single(text, at, edge, low):
                opener = at
            elif opener >= 0 and _closes_single(text, at, low):
                found.append(Stretch(opener, opener + 1, at, at + 1, closed=True, continues=False))
                opener = -1
        edge = high
    return found


def _opens_single(text: str, at: int, low: int, high: int) -> bool:
    if text[at] not in _SINGLE_OPENERS or at + 1 >= high or text[at + 1].isspace():
        return False
    gap = at == low or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENER
    return gap and not _ELISION.match(text, at + 1)


def _closes_single(text: str, at: int, high: int) -> bool:
    return text[at - 1] in _ENDS_A_QUOTE and (at + 1 >= high or not text[at + 1].isalnum())


def _is_quoted(text: str, stretch: Stretch) -> bool:
    """Whether a stretch is no nickname (Ilka "Skip" Moor), no "(LAUGHTER)", and not empty."""
    inside = text[stretch.start : stretch.end]
    if not any(map(str.isalnum, inside)) or _BRACKETED.fullmatch(inside):
        return False
    follows = text[stretch.close : stretch.close + 2]
    if not (inside.istitle() and inside.isalpha() and follows[:1] == " " and follows[1:].isupper()):
        return True
    before = text[max(0, stretch.open - 30) : stretch.open].split()
    return not (before and before[-1][0].isupper() and before[-1].isalpha())
