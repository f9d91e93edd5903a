"""Pairing quotation marks: which glyphs open, which close, and what lies between them.

A mark is judged by its glyph and by what stands on either side of it, because newsrooms mix curly
and straight marks, even in one pair, and because apostrophes and inches are printed with the same
glyphs. The scan is one pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .paragraphs import paragraphs
from .singles import quotes_in_singles, single_pairs
from .stretches import Paragraph, Stretch, stretch_between
from .turns import with_headings, with_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Of three straight apostrophes the inner one is single: the first two open, the last two close.
_DOUBLE = re.compile("[\"＂“”„‟«»「」『』〝〞〟]|``|''(?!')|(?<![^\\s([—–-])''")
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
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]\W*")
_BEFORE_OPENER = frozenset("([{—–-/¿¡:")


class _Mark(NamedTuple):
    start: int
    end: int
    glyph: str
    after_gap: bool
    before_gap: bool
    before_space: bool
    first: bool
    in_word: bool


def quoted_paragraphs(text: str) -> list[Paragraph]:
    """Return every paragraph, with each quoted stretch that holds a letter or digit."""
    found: list[Paragraph] = []
    running = False
    spans = list(paragraphs(text))
    singles_outside = quotes_in_singles(text, spans)
    read = _in_singles if singles_outside else _in_doubles
    for start, end in spans:
        stretches = read(text, start, end, running=running)
        running = any(not stretch.closed for stretch in stretches[-1:])
        found.append(Paragraph(start, end, [one for one in stretches if _is_quoted(text, one)]))
    return with_turns(text, found if singles_outside else with_headings(text, found))


def inner_stretches(text: str, start: int, end: int) -> list[Stretch]:
    """Return the passages in marks inside a quoted one, single or double."""
    found = _in_doubles(text, start, end, running=False)
    return [one for one in found if one.closed and _is_quoted(text, one)]


def _in_doubles(text: str, start: int, end: int, *, running: bool) -> list[Stretch]:
    """Read a paragraph whose outer marks are double ones; single ones count between them."""
    found = list(_double_pairs(text, start, end, running=running))
    edge = start
    singles: list[Stretch] = []
    for low, high in [*((s.open, s.close) for s in found), (end, end)]:
        singles += single_pairs(text, (edge, low), outer=False)
        edge = high
    return sorted([*found, *singles]) if singles else found


def _in_singles(text: str, start: int, end: int, *, running: bool) -> list[Stretch]:
    """Read a paragraph whose outer marks are single ones; double ones count between them."""
    found = single_pairs(text, (start, end), outer=True, running=running)
    edge = start
    doubles: list[Stretch] = []
    for low, high in [*((s.open, s.close) for s in found), (end, end)]:
        doubles += _double_pairs(text, edge, low, running=False)
        edge = high
    return sorted([*found, *doubles]) if doubles else found


def _double_pairs(text: str, start: int, end: int, *, running: bool) -> Iterator[Stretch]:
    marks = [_judge(text, match, start, end) for match in _DOUBLE.finditer(text, start, end)]
    return _pairs(text, marks, end, running=running) if marks else iter(())


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
        elif _is_nested_opener(opener, marks, index):
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


def _is_nested_opener(opener: _Mark, marks: Sequence[_Mark], index: int) -> bool:
    """A second curly opener is nested if two closers follow it, else the first was left open.

    In straight marks one is enough.
    """
    if marks[index].glyph != "“" or not marks[index].after_gap:
        return False
    following = [mark.glyph for mark in marks[index + 1 : index + 3]]
    if opener.glyph in _STRAIGHT:
        return following[:1] == ["”"]
    return following == ["”", "”"] and not marks[index + 2].after_gap


def _stretch(text: str, opener: _Mark, closer: tuple[int, int], *, running: bool) -> Stretch:
    marks = (opener.start, opener.end), closer
    return stretch_between(text, *marks, continues=running and opener.first)


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
