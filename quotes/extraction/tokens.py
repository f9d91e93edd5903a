"""A paragraph as tokens: words, punctuation, and each quoted stretch as one opaque token."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .lexicon import Lexicon
    from .quote import Span
    from .stretches import Stretch

_LONG = 40
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|(?i:s?he|it|they|we|i|you|who|that|there)(?=[’'](?:s|d|ll|re|ve|m)\b)"
    r"|[’'](?:s|d|ll|re|ve|m)\b"
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
    found: list[Token] = []
    add = found.append
    at = span[0]
    for stretch in stretches:
        _add_words(text, at, stretch.open, add)
        add(Token(stretch.open, stretch.close, "", "", stretch))
        at = stretch.close
    _add_words(text, at, span[1], add)
    return found


def _add_words(text: str, start: int, end: int, add: Callable[[Token], None]) -> None:
    """Cut what lies between two places at spaces, and each piece as it was cut before."""
    at = start
    for piece in text[start:end].split(" "):
        if piece:
            for first, last, word, lower in (_cut if len(piece) < _LONG else _cut_anew)(piece):
                add(_new(Token, (at + first, at + last, word, lower, None)))
            at += len(piece)
        at += 1


def _cut_anew(piece: str) -> tuple[tuple[int, int, str, str], ...]:
    return tuple(
        (match.start(), match.end(), word, word.lower())
        for match in _TOKEN.finditer(piece)
        for word in (match[0],)
    )


_cut = lru_cache(maxsize=16_384)(_cut_anew)  # the same words come again and again


def is_abbreviating(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a full stop belongs to the word before it: "Mr.", "J."."""
    if tokens[index].text != "." or index == 0 or tokens[index - 1].end != tokens[index].start:
        return False
    before = tokens[index - 1]
    return before.lower in lexicon.abbreviations or (
        len(before.text) == 1 and before.text.isupper()
    )
