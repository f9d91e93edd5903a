"""Two texts of an article, paragraph beside paragraph, with what came and what went."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from quotes.anchoring import same_lines
from quotes.queries.word_difference import word_difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.queries.word_difference import Piece


@dataclass(frozen=True)
class Beside:
    """One paragraph of either text, or of one alone; where they are the same, nothing is marked."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    is_same: bool


def lay_side_by_side(old: str, new: str) -> list[Beside]:
    """Answer the paragraphs of two texts in order, those at the same place beside each other."""
    lines, new_lines = old.split("\n"), new.split("\n")
    found: list[Beside] = []
    at, new_at = 0, 0
    for first, new_first, count in [*same_lines(lines, new_lines), (len(lines), len(new_lines), 0)]:
        found += _changed(lines[at:first], new_lines[new_at:new_first])
        found += [
            Beside(word_difference([line], [line]), word_difference([line], [line]), is_same=True)
            for line in lines[first : first + count]
            if line.strip()
        ]
        at, new_at = first + count, new_first + count
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Beside]:
    paragraphs = [line for line in old if line.strip()], [line for line in new if line.strip()]
    for one, other in zip_longest(*paragraphs, fillvalue=""):
        pieces = word_difference([one] if one else [], [other] if other else [])
        yield Beside(
            tuple(piece for piece in pieces if piece.kind != "ins"),
            tuple(piece for piece in pieces if piece.kind != "del"),
            is_same=False,
        )
