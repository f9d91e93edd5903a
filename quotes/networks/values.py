"""The numbers of a network: two-mode (actor × target) and one-mode (actor × actor).

`n(a, t, k)` is the number of statements of actor a on target t with position k. Each matrix is the
plain sum that the definitions give, computed by products of matrices; targets are taken in
stretches, so that a hundred thousand of them cost time and no memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.networks.choices import POSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from quotes.networks.choices import Choice, Normalisation
    from quotes.networks.statements import Count, Key

    Matrix = NDArray[np.float64]

STRETCH = 2_000
"""So many targets are multiplied at once."""
COMBINED = {"support": 1, "oppose": 2}
"""What a cell of a combined two-mode network adds up: 1 support only, 2 oppose only, 3 both."""


@dataclass(frozen=True)
class Values:
    """A matrix with the keys of its rows and columns, sorted by name."""

    rows: list[Key]
    columns: list[Key]
    matrix: Matrix


def values_of(
    counts: Sequence[Count],
    choice: Choice,
    *,
    row_name: Callable[[Any], str] = str,
    column_name: Callable[[Any], str] = str,
    also_rows: Sequence[Key] = (),
) -> Values:
    """Answer the values of a network, sorted by name; `also_rows` are there without statements.

    A one-mode network has its rows as columns.
    """
    rows = _sorted({*(each.actor for each in counts), *also_rows}, row_name)
    columns = _sorted({each.target for each in counts}, column_name)
    cells = _Cells(counts, rows, columns)
    if choice.mode == "two":
        return Values(rows, columns, _two_mode(cells, choice))
    return Values(rows, rows, _one_mode(cells, choice))


class _Cells:
    """The counts as arrays: place of the actor, of the target, of the position, and how many."""

    def __init__(self, counts: Sequence[Count], rows: list[Key], columns: list[Key]) -> None:
        row_of = {key: place for place, key in enumerate(rows)}
        column_of = {key: place for place, key in enumerate(columns)}
        self.shape = len(rows), len(columns)
        self.actor = np.array([row_of[each.actor] for each in counts], dtype=np.intp)
        self.target = np.array([column_of[each.target] for each in counts], dtype=np.intp)
        self.position = np.array([POSITIONS.index(each.position) for each in counts], dtype=np.intp)
        self.n = np.array([each.n for each in counts], dtype=np.float64)

    def of(self, position: int, *, first: int = 0, last: int | None = None) -> Matrix:
        """Answer `n(a, t, k)` for one position and a stretch of targets."""
        width = (self.shape[1] if last is None else min(last, self.shape[1])) - first
        found = np.zeros((self.shape[0], width))
        here = (self.position == position) & (self.target >= first) & (self.target < first + width)
        np.add.at(found, (self.actor[here], self.target[here] - first), self.n[here])
        return found

    def stretches(self) -> Iterator[list[Matrix]]:
        """Answer `n(a, t, k)` for all positions that occur, a stretch of targets at a time."""
        positions = np.unique(self.position)
        for first in range(0, self.shape[1], STRETCH):
            yield [self.of(k, first=first, last=first + STRETCH) for k in positions]

    def activity(self) -> Matrix:
        """Answer `n(a)`: how many statements each actor makes."""
        return np.bincount(self.actor, self.n, minlength=self.shape[0]).astype(np.float64)


def _two_mode(cells: _Cells, choice: Choice) -> Matrix:
    support, oppose = (cells.of(POSITIONS.index(each)) for each in COMBINED)
    every = sum((cells.of(k) for k in range(len(POSITIONS))), np.zeros(cells.shape))
    match choice.qualifier:
        case "subtract":
            weights = support - oppose
        case "combine":
            weights = COMBINED["support"] * (support > 0) + COMBINED["oppose"] * (oppose > 0)
        case _:
            weights = every
    match choice.normalisation:
        case "activity":
            return _divided(weights, every.sum(axis=1, keepdims=True))
        case "prominence":
            return _divided(weights, every.sum(axis=0, keepdims=True))
    return weights.astype(np.float64)


def _one_mode(cells: _Cells, choice: Choice) -> Matrix:
    actors = cells.shape[0]
    congruence, ignoring, where_both = (np.zeros((actors, actors)) for _ in range(3))
    for by_position in cells.stretches():
        every: Any = sum(by_position)
        ignoring += every @ every.T
        for n in by_position:
            congruence += n @ n.T
            where_both += n @ (n > 0).T.astype(np.float64)
    conflict = ignoring - congruence
    weights = {
        "ignore": ignoring,
        "congruence": congruence,
        "conflict": conflict,
        "subtract": congruence - conflict,
    }[choice.qualifier]
    activity = cells.activity()
    norm = _norm(choice.normalisation, activity, congruence, where_both)
    found = weights if norm is None else _divided(weights, norm)
    np.fill_diagonal(found, 0)
    return found


def _norm(
    normalisation: Normalisation, activity: Matrix, congruence: Matrix, where_both: Matrix
) -> Matrix | None:
    """Answer what each weight of a one-mode network is divided by."""
    one, other = activity[:, None], activity[None, :]
    match normalisation:
        case "average":
            norm: Matrix = (one + other) / 2
        case "cosine":
            # So in the program: not the cosine of two vectors, but the product of two activities.
            norm = one * other
        case "jaccard":
            only_one, only_other = one - where_both, other - where_both.T
            norm = only_one + only_other + congruence
        case _:
            return None
    return norm


def _divided(weights: Matrix, by: Matrix) -> Matrix:
    """Divide; what would be divided by nothing is 0."""
    by = np.broadcast_to(by, weights.shape)
    return np.divide(weights, by, out=np.zeros(weights.shape), where=by != 0)


def _sorted(keys: set[Key], name: Callable[[Any], str]) -> list[Key]:
    return sorted(keys, key=lambda key: (name(key), str(key)))
