"""Tables as CSV (RFC 4180): UTF-8, a header, a comma; a spreadsheet computes nothing from them."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Cell = str | int | float | None

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a cell begins that a spreadsheet would compute (OWASP, CSV injection)."""


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Write a table line by line, as long as it may be; numbers stay numbers.

    A text that a spreadsheet would take for a formula begins with ' instead.
    """
    line = StringIO()
    writer = csv.writer(line)
    for row in chain([header], rows):
        writer.writerow([_cell(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a small table in one piece."""
    return "".join(csv_lines(header, rows)).encode()


def _cell(value: Cell) -> Cell:
    if isinstance(value, str) and value.startswith(FORMULAS):
        return f"'{value}"
    return value
