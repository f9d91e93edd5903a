"""All quotes of a list as CSV: one row each, as many as there are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quotes.api.described.describe import query
from quotes.api.network import AsCsv
from quotes.api.protocol import streams
from quotes.api.protocol.answers import base_of
from quotes.api.protocol.problems import wrong_parameter
from quotes.interchange.tables import csv_pieces
from quotes.queries.snapshots import one_snapshot
from quotes.queries.table import COLUMNS, quote_rows

if TYPE_CHECKING:
    from collections.abc import Generator

    from django.http import StreamingHttpResponse
    from rest_framework.request import Request

    from quotes.api.protocol.asked_for import Asked
    from quotes.queries.filters import QuoteFilters

OF_OBJECTS = (*streams.ONE_PAGE, "cursor", "fields", "offset_unit")
RAW = query(
    "raw",
    {"type": "string", "enum": ["true", "false"], "default": "false"},
    "Of CSV alone: every word as printed. Else ' stands before what a spreadsheet would compute.",
)
TABLE = {
    AsCsv.media_type: "A row for each quote, names in the first; newest first, or oldest. It has no"
    " line that tells its end: for programs there is NDJSON."
}
EXAMPLE: dict[int | str, object] = {
    AsCsv.media_type: ",".join(COLUMNS) + "\r\n36,http://localhost:8000/quotes/36/,…\r\n"
}


def is_table(request: Request) -> bool:
    """Tell whether the client wants CSV."""
    return bool(request.accepted_renderer.format == AsCsv.format)


def answer_table(request: Request, filters: QuoteFilters, asked: Asked) -> StreamingHttpResponse:
    """Answer all quotes that fit, of one moment, as they are read."""
    streams.refuse_page(request, OF_OBJECTS)
    raw = _is_raw(request)
    pieces = _pieces(request, filters, order=asked.order, raw=raw)
    return streams.answer_pieces(request, pieces, AsCsv.media_type)


def refuse_raw(request: Request) -> None:
    """Refuse the parameter that only CSV has."""
    if _is_raw(request):
        raise wrong_parameter("raw", "true", "is for Accept: text/csv alone")


def _is_raw(request: Request) -> bool:
    given = request.query_params.getlist("raw") or ["false"]
    if len(given) > 1 or given[0] not in {"true", "false"}:
        raise wrong_parameter("raw", given[-1], "is true or false")
    return given[0] == "true"


def _pieces(request: Request, filters: QuoteFilters, *, order: str, raw: bool) -> Generator[bytes]:
    order = "oldest" if order == "oldest" else "newest"
    with one_snapshot():
        pages = quote_rows(
            filters, user=request.user, order=order, counting="printings", base=base_of(request)
        )
        yield from csv_pieces(COLUMNS, chain.from_iterable(pages), raw=raw)
