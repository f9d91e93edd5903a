"""A paragraph as tokens: words, punctuation, and each quoted stretch as one opaque token."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .marks import Stretch
    from .quote import Span

_FILL = "\ue000"
_UNFILLED = str.maketrans({_FILL: "\ufffd"})
_TOKEN = re.compile(
    rf"(?P<stretch>{_FILL}+)"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:(?!-(?:t-)?(?:il|elle|on)s?\b)[’'.&-][^\W_]+)*(?:[’'](?![^\W_]))?"
    r"|-t-(?=[eio])|--+|\.\.\.+|[^\s\w]|_"
)


class Token(NamedTuple):
    """One word, mark of punctuation or quoted stretch, where it stands in the text."""

    start: int
    end: int
    text: str
    lower: str
    stretch: Stretch | None = None


_new = tuple.__new__  # a named tuple's own constructor takes twice as long


def tokens(text: str, span: Span, stretches: Sequence[Stretch]) -> list[Token]:
    """Cut one paragraph into tokens, its stretches (which must lie inside it, in order) whole."""
    offset = span[0]
    if not stretches:
        masked = text[offset : span[1]].translate(_UNFILLED)
        return [
            _new(Token, (match.start() + offset, match.end() + offset, word, word.lower(), None))
            for match in _TOKEN.finditer(masked)
            for word in (match[0],)
        ]
    masked = _mask(text, span, stretches)
    remaining = iter(stretches)
    found: list[Token] = []
    found_to = 0
    for match in _TOKEN.finditer(masked):
        start, end = match.span()
        if match.lastgroup:
            while found_to < end + offset:  # stretches that touch fill one run
                stretch = next(remaining)
                found_to = stretch.close
                found.append(Token(stretch.open, stretch.close, "", "", stretch))
        else:
            word = match.group()
            found.append(_new(Token, (start + offset, end + offset, word, word.lower(), None)))
    return found


def is_abbreviating(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a full stop belongs to the word before it: "Mr.", "J."."""
    if tokens[index].text != "." or index == 0 or tokens[index - 1].end != tokens[index].start:
        return False
    before = tokens[index - 1]
    return before.lower in lexicon.abbreviations or (
        len(before.text) == 1 and before.text.isupper()
    )


def _mask(text: str, span: Span, stretches: Sequence[Stretch]) -> str:
    """Return the paragraph at its own length, each stretch filled with one private character."""
    pieces: list[str] = []
    at = span[0]
    for stretch in stretches:
        pieces += (
            text[at : stretch.open].translate(_UNFILLED),
            _FILL * (stretch.close - stretch.open),
        )
        at = stretch.close
    pieces.append(text[at : span[1]].translate(_UNFILLED))
    return "".join(pieces)
