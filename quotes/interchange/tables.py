"""Tables as CSV (RFC 4180): UTF-8, a header, a comma; a spreadsheet computes nothing from them."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Cell = str | int | float | None

TOGETHER = 200
"""Rows of a piece: worth sending, and soon there."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a cell begins that a spreadsheet would compute (OWASP, CSV injection)."""


def csv_pieces(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, raw: bool = False
) -> Iterator[bytes]:
    """Write a table some rows at a time, as long as it may be."""
    left = chain([header], rows)
    while some := [*islice(left, TOGETHER)]:
        yield csv_rows(some, raw=raw)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a small table in one piece."""
    return b"".join(csv_pieces(header, rows))


def csv_rows(rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> bytes:
    """Write rows of a table; numbers stay numbers.

    A text that a spreadsheet would take for a formula, whatever ' stand before it, gets one ' more,
    unless `raw`.
    """
    lines = StringIO()
    told = rows if raw else ([_cell(value) for value in row] for row in rows)
    csv.writer(lines).writerows(told)
    return lines.getvalue().encode()


def _cell(value: Cell) -> Cell:
    if isinstance(value, str) and value.lstrip("'").startswith(FORMULAS):
        return f"'{value}"
    return value
