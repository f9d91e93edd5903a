"""Records as lines: a first one that says what the file is, and a last one that counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from quotes.interchange.records import describe
from quotes.interchange.records.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from quotes.queries.filters import QuoteFilters

NAME = "verbatim"
HEAD = {"type": NAME, "schema": VERSION, "offset_unit": "codepoint"}


def write(filters: QuoteFilters, path: Path) -> int:
    """Write the accepted quotes asked for with all they name; answer how many quotes."""
    records = describe(filters, source=NAME)
    with path.open("wb") as file:
        file.writelines(lines_of(records.all))
    return len(records.quotes)


def lines_of(records: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield the lines of a file of these records."""
    end = {"type": "end", "records": len(records)}
    for record in (HEAD, *records, end):
        yield orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
