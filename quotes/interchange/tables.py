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


def csv_lines(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, raw: bool = False
) -> Iterator[str]:
    """Write a table line by line, as long as it may be; numbers stay numbers.

    A text that a spreadsheet would take for a formula begins with ' instead, unless `raw`;
    `as_printed` takes that away.
    """
    line = StringIO()
    writer = csv.writer(line)
    for row in chain([header], rows):
        writer.writerow(row if raw else [_cell(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a small table in one piece."""
    return "".join(csv_lines(header, rows)).encode()


def as_printed(cell: str) -> str:
    """Answer the words of a cell that is safe for spreadsheets."""
    return cell[1:] if cell.startswith("'") and _computes(cell) else cell


def csv_rows(rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> bytes:
    """Write rows of a table; `raw` ones say what is stored, whatever a spreadsheet makes of it."""
    lines = StringIO()
    told = rows if raw else ([_cell(value) for value in row] for row in rows)
    csv.writer(lines).writerows(told)
    return lines.getvalue().encode()


def _cell(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and _computes(value) else value


def _computes(value: str) -> bool:
    """Tell whether a spreadsheet would compute it, whatever ' stand before it."""
    return value.lstrip("'").startswith(FORMULAS)
