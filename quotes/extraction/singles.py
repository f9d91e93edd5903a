"""Pairing single quotation marks, which are printed with the glyphs of apostrophes.

British papers and novels quote in them, headlines and nested quotes everywhere. A mark opens after
a gap. It is closed by the first mark after punctuation, as spoken words end, else by the first
that could close it and is no plural's apostrophe ("the pilots' hut").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .stretches import Stretch, stretch_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .quote import Span

SINGLE_OPENERS = frozenset("'‘‚‹›")
_SINGLE = re.compile("['‘’‚‹›]")
_CLOSERS = {
    "'": frozenset("'’"),
    "‘": frozenset("’'"),
    "‚": frozenset("‘’'"),
    "‹": frozenset("›"),
    "›": frozenset("‹"),
}
_BEFORE_OPENER = frozenset('([{—–-/¿¡:“"„«»')
_ENDS_A_QUOTE = frozenset(",.?!…–—-*_。，？！)")
_ELISION = re.compile(
    r"(?:em|til|till|tis|twas|twere|twill|twould|twixt|n|bout|cause|cos|round|fraid|kay"
    r"|\d\ds?)\b",
    re.IGNORECASE,
)
_LONGEST_UNPUNCTUATED = 90
_REOPENS = re.compile(r"\s*['‘‚]")
_OPENING = re.compile(
    r"(?<![^\s(\[—–-])(?:(?P<double>(?:[\"“„«]|''|``)\S)|['‘‚](?=\w))|(?P<corner>[「『])",
)
# Begins with what it looks for, which is found many times as fast.
_SINGLE_OPENING = re.compile(r"['‘‚](?<![^\s(\[—–-].)(?=\w)")


def quotes_in_singles(text: str, paragraphs: Sequence[Span]) -> bool:
    """Tell whether an article's outer marks are single: the first ones in most paragraphs."""
    if not _SINGLE_OPENING.search(text):
        return False
    singles = doubles = 0
    for span in paragraphs:
        opening = (m for m in _OPENING.finditer(text, *span) if not _ELISION.match(text, m.end()))
        if first := next(opening, None):
            doubles += bool(first.lastgroup)
            singles += not first.lastgroup
    return singles > doubles


def single_pairs(text: str, span: Span, *, outer: bool, running: bool = False) -> list[Stretch]:
    """Return the stretches in single marks in a span of the text, a paragraph or part of one.

    Where they are the `outer` ones and the next paragraph opens them again, the last may be left
    open; `running` tells that the paragraph before did so.
    """
    found = list(_closed_pairs(text, span, longest=len(text) if outer else _LONGEST_UNPUNCTUATED))
    opener, closer = found[-1] if found else (-1, -1)
    if outer and opener >= 0 and _may_be_plural(text, closer) and _REOPENS.match(text, span[1]):
        found[-1] = opener, span[1]
    elif closer < 0:
        del found[-1:]
    return [_stretch(text, pair, span, running=running) for pair in found]


def _closed_pairs(text: str, span: Span, *, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the places of each pair's marks; of the last also if nothing closes it: -1."""
    opener, closer = -1, -1
    for match in _SINGLE.finditer(text, *span):
        at = match.start()
        if _opens(text, at, *span):
            if closer >= 0:
                yield opener, closer
            opener, closer = at, -1
        elif opener >= 0 and _could_close(text, opener, at, span[1]):
            if text[at - 1] in _ENDS_A_QUOTE:
                yield opener, at
                opener, closer = -1, -1
            elif at - opener <= longest:
                closer = _better(text, closer, at)
    if opener >= 0:
        yield opener, closer


def _stretch(text: str, pair: tuple[int, int], span: Span, *, running: bool) -> Stretch:
    opener, closer = pair
    end = closer + (closer < span[1])
    marks = (opener, opener + 1), (closer, end)
    return stretch_between(text, *marks, continues=running and opener == span[0])


def _opens(text: str, at: int, low: int, high: int) -> bool:
    if text[at] not in SINGLE_OPENERS or at + 1 >= high or text[at + 1].isspace():
        return False
    gap = at == low or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENER
    return gap and not _ELISION.match(text, at + 1)


def _could_close(text: str, opener: int, at: int, high: int) -> bool:
    if text[at] not in _CLOSERS[text[opener]] or text[at - 1].isspace() or at == opener + 1:
        return False
    return at + 1 >= high or not text[at + 1].isalnum()


def _better(text: str, closer: int, at: int) -> int:
    """Return which of two marks closes: not the one that may be a plural's apostrophe."""
    if closer >= 0 and (text[at - 1] in "sS" or not _may_be_plural(text, closer)):
        return closer
    return at


def _may_be_plural(text: str, closer: int) -> bool:
    """Whether no mark closes, or it stands as in "the pilots' hut"."""
    return closer < 0 or (text[closer - 1] in "sS" and text[closer + 1 : closer + 2] == " ")
