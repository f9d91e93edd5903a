"""In what order a matrix is read, and what moved most in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.nets import moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quotes.queries.figures.matrix import Cell, Head, Matrix

QUOTED, NAME, MOVE = "quotes", "name", "move"
ORDERS = (QUOTED, NAME, MOVE)
DOWN = "-"
"""Before the key of a column or row: the least net first."""


@dataclass(frozen=True)
class Move:
    """A net that moved from one time to another."""

    row: Head
    column: Head
    cell: Cell
    by: float


def in_order(matrix: Matrix, *, rows: str = QUOTED, columns: str = QUOTED) -> Matrix:
    """Sort a matrix in place: heads by what was said most, by name, by the largest move, or by net.

    By net it is on one column, or of one row, of which the key is given, DOWN before it for the
    least first. What has no net stands last; the order of those that are alike stays.
    """
    downs, acrosses = list(matrix.rows), list(matrix.columns)
    matrix.rows.sort(key=_key(rows, acrosses, matrix.at))
    matrix.columns.sort(key=_key(columns, downs, lambda head, other: matrix.at(other, head)))
    return matrix


def moved_most(matrix: Matrix, *, limit: int = 5) -> list[Move]:
    """Answer the nets that moved most, of cells with six clear quotes or more at both times."""
    moves = [
        Move(row, column, cell, by)
        for row, column, cell in matrix.each()
        if (by := moved(cell.before, cell.now))
    ]
    return sorted(moves, key=lambda move: -abs(move.by))[:limit]


def left_out_most(matrix: Matrix, *, limit: int = 5) -> list[Move]:
    """Answer the nets that differ most from those with nothing left out, in cells with six left."""
    moves = [
        Move(row, column, cell, cell.difference)
        for row, column, cell in matrix.each()
        if cell.difference and not cell.now.is_few
    ]
    return sorted(moves, key=lambda move: -abs(move.by))[:limit]


def _key(
    order: str, others: Iterable[Head], at: Callable[[Head, Head], Cell]
) -> Callable[[Head], tuple[float, str]]:
    if order == NAME:
        return lambda head: (0.0, head.name.casefold())
    if order == MOVE:
        every = list(others)
        return lambda head: (-_largest_move(at(head, other) for other in every), "")
    wanted = order.removeprefix(DOWN)
    by = next((other for other in others if str(other.key) == wanted), None)
    sign = 1 if order.startswith(DOWN) else -1

    def net(head: Head) -> tuple[float, str]:
        found = at(head, by).now.net if by else 0.0
        return (2.0 if found is None else sign * found, "")

    return net


def _largest_move(cells: Iterable[Cell]) -> float:
    return max((abs(moved(cell.before, cell.now) or 0.0) for cell in cells), default=0.0)
