"""A list of quotes as a file: one row each, as many as there are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, cast

from django.http import StreamingHttpResponse
from django.utils import timezone

from quotes.forms import read_choice, read_sort
from quotes.interchange.tables import csv_pieces
from quotes.queries.choices import choices
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.search import Facets
from quotes.queries.table import COLUMNS, quote_rows

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters

QUOTES = "quotes.csv"
"""What a list of quotes is answered as: `as=quotes.csv`."""


def quotes_file(
    request: HttpRequest, filters: QuoteFilters, query: QueryDict
) -> StreamingHttpResponse:
    """Answer all quotes of a view as CSV, written while they are read; best match as newest.

    Raises FilterRefused, or Unknown for an id that stands for nothing this person may see.
    """
    order = "oldest" if read_sort(query) == "oldest" else "newest"
    counting = cast("Counting", read_choice(query, "counting", COUNTINGS))
    choices(filters, user=request.user, counts=Facets())  # refuses what is not known
    base = f"{request.scheme}://{request.get_host()}"
    pages = quote_rows(filters, user=request.user, order=order, counting=counting, base=base)
    rows = chain.from_iterable(pages)
    answer = StreamingHttpResponse(
        csv_pieces(COLUMNS, rows), content_type="text/csv; charset=utf-8"
    )
    name = f"quotes-{timezone.localdate():%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
