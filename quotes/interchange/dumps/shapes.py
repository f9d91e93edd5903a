"""What a dump's files are: lines of JSON, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import orjson

from quotes.interchange.dumps.outputs import Squeezed
from quotes.interchange.tables import csv_rows
from quotes.queries.dumps import GZIP
from quotes.queries.table import COLUMNS, row_of

if TYPE_CHECKING:
    from pathlib import Path

    from quotes.queries.dumped import Block

SCHEMA_VERSION = "1"
"""What a dump's files hold; a new number where a program that reads them has to change."""


class Shape(Protocol):
    """One way to write objects, into a file of its own."""

    def add(self, block: Block) -> None:
        """Write a block."""

    def close(self) -> None:
        """Write the end."""

    def told(self, rows: int) -> dict[str, Any]:
        """Answer what a manifest says of the file."""


class Lines:
    """One object a line, the very JSON of the API."""

    def __init__(self, path: Path) -> None:
        self._file = Squeezed(path)
        self.close = self._file.close

    def add(self, block: Block) -> None:
        """Write a block."""
        if block.lines:
            self._file.write(b"\n".join(block.lines) + b"\n")

    def told(self, rows: int) -> dict[str, Any]:
        """Answer what a manifest says of the file."""
        return self._file.output.told(GZIP, rows)


class Csv:
    """A table of quotes for spreadsheets."""

    def __init__(self, path: Path, *, raw: bool) -> None:
        self._file, self._raw = Squeezed(path), raw
        self._file.write(csv_rows([COLUMNS]))
        self.close = self._file.close

    def add(self, block: Block) -> None:
        """Write a block."""
        pairs = zip(block.lines, block.titles, strict=True)
        rows = (row_of(orjson.loads(line), orjson.loads(title)) for line, title in pairs)
        self._file.write(csv_rows(rows, raw=self._raw))

    def told(self, rows: int) -> dict[str, Any]:
        """Answer what a manifest says of the file."""
        return self._file.output.told(GZIP, rows)
