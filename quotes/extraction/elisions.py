"""Tokens of a language whose small words lose their vowel: "l’élue" is "l’" and "élue"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon
    from .quote import Span
    from .stretches import Stretch

_ELIDED = re.compile(r"[^\W\d_]{1,7}[’'](?=[^\W_])")


def words_in(text: str, span: Span, stretches: Sequence[Stretch], lexicon: Lexicon) -> list[Token]:
    """Cut a passage into tokens as its language writes words, its stretches whole."""
    found = tokens(text, span, stretches)
    if not lexicon.elided:
        return found
    return [part for token in found for part in _parted(token, lexicon)]


def _parted(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    match = _ELIDED.match(token.text)
    if match and match[0].lower().replace("'", "’") in lexicon.elided:
        middle = token.start + match.end()
        yield Token(token.start, middle, match[0], match[0].lower())
        rest = token.text[match.end() :]
        yield Token(middle, token.end, rest, rest.lower())
    else:
        yield token
