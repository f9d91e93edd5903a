"""What a network does not show."""

from __future__ import annotations

from dataclasses import dataclass

FEW = 100_000
"""Statements without a name are counted up to one more than this, where nothing is filtered."""


@dataclass(frozen=True)
class LeftOut:
    """Statements without a name or a clear position, and rows with too few, and too many."""

    without_row: int = 0
    without_column: int = 0
    without_position: int = 0
    rows_under_minimum: int = 0
    rows_over_limit: int = 0
    columns_over_limit: int = 0
