"""Quotes as Parquet: the same columns and types whatever the quotes are, nothing inferred."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import json as arrow_json
from pyarrow import parquet

from quotes.interchange.dumps.outputs import Output
from quotes.interchange.dumps.shapes import SCHEMA_VERSION
from quotes.queries.dumps import PARQUET

if TYPE_CHECKING:
    from pathlib import Path

    from quotes.queries.dumped import Block

_TEXT, _ID, _FLAG = pa.string(), pa.int64(), pa.bool_()
_TIME = pa.timestamp("us", tz="UTC")
_SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("exact", _TEXT)])
_PARTS = pa.list_(_SPAN)
_NAMED = pa.struct([("id", _ID), ("name", _TEXT)])
_WHO = pa.struct([("id", _ID), ("name", _TEXT), ("kind", _TEXT)])
_ATTRIBUTION = pa.struct(
    [
        ("mention", _PARTS),
        ("speaker", _WHO),
        ("organisation", _WHO),
        ("sourcing", _TEXT),
        ("descriptor", _SPAN),
        ("condition", _SPAN),
    ]
)
_STANCE = pa.struct([("target", _NAMED), ("position", _TEXT), ("conditional", _FLAG)])
_READ = pa.schema(
    [
        *(("id", _ID), ("url", _TEXT), ("html_url", _TEXT), ("external_id", _TEXT)),
        *(("article", _ID), ("text_version", pa.int32()), ("kind", _TEXT), ("act", _TEXT)),
        *(("status", _TEXT), ("confidence", pa.float64()), ("reason", _TEXT), ("origin", _TEXT)),
        *(("changed", _FLAG), ("unsure", _FLAG)),
        ("decided", pa.struct([("at", _TIME), ("how", _TEXT)])),
        *(("display", _TEXT), ("quoted", pa.list_(_TEXT)), ("content", _PARTS), ("cue", _PARTS)),
        ("attributions", pa.list_(_ATTRIBUTION)),
        ("relays", pa.list_(pa.struct([("name", _TEXT), ("speaker", _WHO), ("span", _SPAN)]))),
        ("addressee", pa.struct([("name", _TEXT), ("span", _SPAN)])),
        *(("parent", _ID), ("said_on", _TEXT), ("earlier", _FLAG), ("place", _TEXT)),
        *(("channel", _TEXT), ("said_in", _TEXT), ("stances", pa.list_(_STANCE))),
        *(("stances_done", _FLAG), ("published_at", _TIME), ("outlet", _NAMED)),
        *(("language", _TEXT), ("version", pa.int32())),
        *(("created_at", _TIME), ("updated_at", _TIME)),
    ]
)
"""The members of a quote's JSON, under the same names."""
_FLAT = pa.schema(
    [
        *(("speaker_id", _ID), ("speaker", _TEXT), ("organisation_id", _ID)),
        *(("organisation", _TEXT), ("outlet_id", _ID), ("outlet", _TEXT)),
    ]
)
"""What most ask for, of the first attribution, so that nobody has to open lists for it."""
SCHEMA = pa.schema(
    [*(each for each in _READ if each.name != "outlet"), *_FLAT],
    metadata={"schema_version": SCHEMA_VERSION, "offset_unit": "codepoint"},
)
"""The columns of `quotes.parquet`; the file's metadata tells the schema's version and the unit."""
_OPTIONS = arrow_json.ParseOptions(explicit_schema=_READ, unexpected_field_behavior="ignore")


ROW_GROUP = 5_000
"""Rows that are kept until they are written together: their columns are read together, too."""


class Parquet:
    """A table of quotes for who counts in them."""

    def __init__(self, path: Path) -> None:
        self._output = Output(path)
        self._writer = parquet.ParquetWriter(self._output, SCHEMA, compression="zstd")
        self._kept: list[bytes] = []

    def add(self, block: Block) -> None:
        """Write a block, or keep it for the next row group."""
        self._kept += block.lines
        if len(self._kept) >= ROW_GROUP:
            self._write()

    def close(self) -> None:
        """Write the end; it is on the disk then."""
        with closing(self._output), closing(self._writer):
            self._write()

    def _write(self) -> None:
        if self._kept:
            self._writer.write_table(table_of(self._kept))
            self._kept = []

    def told(self, rows: int) -> dict[str, Any]:
        """Answer what a manifest says of the file."""
        return self._output.told(PARQUET, rows)


def table_of(lines: list[bytes]) -> pa.Table:
    """Answer quotes, each as its JSON, as a table with the columns of `SCHEMA`."""
    text = b"\n".join(lines)
    whole = arrow_json.ReadOptions(block_size=len(text) + 1, use_threads=False)
    read = arrow_json.read_json(BytesIO(text), whole, _OPTIONS).combine_chunks()
    first = _first(read["attributions"])
    columns = {
        **{name: read[name] for name in read.column_names},
        **{f"{name}_id": _member(first, name, "id") for name in ("speaker", "organisation")},
        **{name: _member(first, name, "name") for name in ("speaker", "organisation")},
        "outlet_id": pc.struct_field(read["outlet"], "id"),
        "outlet": pc.struct_field(read["outlet"], "name"),
    }
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _first(lists: pa.ChunkedArray) -> pa.Array:
    """Answer the first of each list, null where it is empty."""
    return pc.list_element(pc.list_slice(lists, 0, 1, return_fixed_size_list=True), 0)


def _member(structs: pa.ChunkedArray, *names: str) -> pa.ChunkedArray:
    return pc.struct_field(structs, [*names])
