"""Records as lines: a first one that says what the file is, and a last one that counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from quotes.interchange.records import describe
from quotes.interchange.records.schema import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from quotes.queries.filters import QuoteFilters

NAME = "verbatim"
HEAD = {"type": NAME, "schema": VERSION, "offset_unit": "codepoint"}


def write(filters: QuoteFilters, path: Path) -> int:
    """Write the accepted quotes asked for with all they name; answer how many quotes."""
    records = describe(filters, source=NAME)
    with path.open("wb") as file:
        file.write(orjson.dumps(HEAD, option=orjson.OPT_APPEND_NEWLINE))
        for record in records.all:
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        end = {"type": "end", "records": len(records.all)}
        file.write(orjson.dumps(end, option=orjson.OPT_APPEND_NEWLINE))
    return len(records.quotes)
