"""What came and what went between two versions of printed words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Piece:
    """Some printed words that stayed (""), came ("ins") or went ("del"); a gap has no words."""

    kind: str
    words: str
    is_gap: bool = False


def word_difference(before: Sequence[str], after: Sequence[str]) -> tuple[Piece, ...]:
    """Compare the parts of a quote word by word; between two parts stands a gap."""
    old, new = _tokens(before), _tokens(after)
    found: list[Piece] = []
    for what, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            found += _pieces("", old[start:end])
        else:
            found += [*_pieces("del", old[start:end]), *_pieces("ins", new[new_start:new_end])]
    return tuple(found)


def _tokens(parts: Sequence[str]) -> list[str]:
    found: list[str] = []
    for part in parts:
        found += [*([""] if found else []), *re.findall(r"\w+|\s+|[^\w\s]", part)]
    return found


def _pieces(kind: str, tokens: Sequence[str]) -> Iterator[Piece]:
    words = ""
    for token in tokens:
        if token:
            words += token
            continue
        if words:
            yield Piece(kind, words)
        yield Piece(kind, "", is_gap=True)
        words = ""
    if words:
        yield Piece(kind, words)
