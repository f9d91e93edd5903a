"""Where what was said ends: with its sentence, or where the narration takes over again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mentions import mention_before

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .cues import Cue
    from .lexicon import Lexicon
    from .tokens import Token

_BARS = frozenset(";")
_STOPS = frozenset(".?!…") | {"...", "...."}


def ending_after(
    tokens: Sequence[Token],
    first: int,
    cues: Sequence[Cue],
    lexicon: Lexicon,
    taken: Collection[int] = (),
) -> int:
    """Return the token a content that begins at token `first` ends before.

    `taken` are the offsets where quoted words begin that are read already.
    """
    high = len(tokens)
    by_first = {cue.first: cue for cue in cues if cue.first > first}
    depth = 0
    for index in range(first, high):
        token = tokens[index]
        if token.stretch and token.stretch.start in taken:
            return index
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
            if depth < 0:
                return index
        if token.text in _BARS:
            return index
        if depth == 0 and _breaks(tokens, first, index, by_first, lexicon):
            return index
    return high


def _breaks(
    tokens: Sequence[Token], first: int, index: int, cues: dict[int, Cue], lexicon: Lexicon
) -> bool:
    """Whether the narration takes over at this comma or "and"."""
    if index == first or index + 1 >= len(tokens):
        return False
    token, after = tokens[index], tokens[index + 1]
    if token.text == ",":
        if after.lower in lexicon.takes_over:
            return True
        cue = cues.get(index + 1)
        if cue is not None:
            return cue.source_follows or tokens[cue.verb].lower.endswith("ing") or True
        for at, other in cues.items():
            if index + 1 < at <= index + 12 and (
                mention := mention_before(tokens, index + 1, at, lexicon)
            ):
                return mention.first - index <= 2 or (
                    tokens[mention.first - 1].lower in ("and", "but", "while", "though")
                )
                other
        return False
    return False


def trimmed(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the end without punctuation and a joining word before it."""
    while last > first and not (
        tokens[last - 1].stretch
        or tokens[last - 1].text[0].isalnum()
        or tokens[last - 1].text in ")]%"
    ):
        last -= 1
    return last
