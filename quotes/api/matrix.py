"""The matrix: who stands where on what, now and before."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quotes.api.described.answered_records import COUNT
from quotes.api.described.describe import DAY, OF_QUOTES, READING, describe, query
from quotes.api.described.shapes import TEXT, listed, one_of, or_null, record
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import answer
from quotes.api.protocol.problems import wrong_parameter
from quotes.forms import NAMES
from quotes.forms.matrix import read_matrix
from quotes.nets import POSITIONS
from quotes.queries.choices import Unknown
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.figures.matrix import EMPTY, MOST, who_stands_where
from quotes.queries.figures.matrix_choices import usual_months
from quotes.queries.figures.matrix_order import in_order

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.months import Months
    from quotes.nets import Positions
    from quotes.queries.figures.matrix import Head, Matrix

NET = or_null(
    {
        "type": "number",
        "minimum": -1,
        "maximum": 1,
        "description": (
            "(support - oppose) / (support + oppose + neutral + mixed); null where that is none."
        ),
    }
)
COUNTED = record(
    {"net": NET, **dict.fromkeys(POSITIONS, COUNT), "quotes": COUNT},
    "Quotes by position; `unclear` and `unjudged` are in `quotes`, not in the net.",
)
HEAD = record({"id": {"type": ["integer", "string"]}, "name": TEXT}, "An id, or a value.")
TIME = or_null(record({"from": DAY, "to": DAY}, "Whole months."))
SHAPE = record(
    {
        "rows": listed(HEAD, "In the order asked for."),
        "columns": listed(HEAD, "Targets."),
        "values": listed(listed(NET), "The net of each cell, row by row."),
        "cells": listed(listed(COUNTED), "What each is made of."),
        "before_cells": or_null(listed(listed(COUNTED), "The same of the time before.")),
        "whole_cells": or_null(
            listed(listed(COUNTED), "The same with nothing left out, where the tallies know it.")
        ),
        "now": TIME,
        "before": TIME,
    }
)
PARAMETERS = [
    query(
        "rows",
        {"type": "string", "default": "speaker"},
        "`speaker`, `organisation`, or `attribute:KEY` of speakers or else of whom they speak for.",
    ),
    query("counting", one_of(COUNTINGS), "Printings, statements or independent outlets."),
    query(
        "now",
        {"type": "string", "examples": ["2031-05..2031-10", "2031-05", "ever"]},
        "Months, or `ever`. Left out: the newest six that have quotes, or twelve.",
    ),
    query(
        "before",
        {"type": "string", "examples": ["2030-11..2031-04", "year", "none"]},
        "What they are compared with: as many months before unless said.",
    ),
    query("sort", TEXT, "Rows by `quotes`, `name`, `move`, or net on a target: its id, or `-` id."),
    query("by", TEXT, "Columns by the same, or net of a row."),
    *(each for each in OF_QUOTES if each.name in NAMES),
]


class MatrixDetail(Endpoint):
    """Who stands where."""

    @describe(
        "get_matrix",
        f"Who stands where; {MOST} rows and columns at most, the most quoted unless named",
        {200: (SHAPE, "The matrix; of accepted quotes, of act `said` unless asked.")},
        problems=READING,
        parameters=PARAMETERS,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the matrix that the parameters choose."""
        asked = read_matrix(request.query_params, usual=usual_months())
        try:
            found = who_stands_where(asked.asked, user=request.user)
        except Unknown as unknown:
            told = "stands for nothing that is to be seen here"
            raise wrong_parameter(unknown.field, unknown.value, told) from unknown
        return answer(_written(in_order(found, rows=asked.sort, columns=asked.by)))


def _written(matrix: Matrix) -> dict[str, Any]:
    cells = [[matrix.at(row, column) for column in matrix.columns] for row in matrix.rows]
    marked = any(cell.whole is not None for row in cells for cell in row)
    return {
        "rows": [_head(each) for each in matrix.rows],
        "columns": [_head(each) for each in matrix.columns],
        "values": [[cell.now.net for cell in row] for row in cells],
        "cells": [[_counted(cell.now) for cell in row] for row in cells],
        "before_cells": [[_counted(cell.before) for cell in row] for row in cells]
        if matrix.asked.before
        else None,
        "whole_cells": [[_counted(cell.whole or EMPTY.now) for cell in row] for row in cells]
        if marked
        else None,
        "now": _time(matrix.asked.now),
        "before": _time(matrix.asked.before),
    }


def _head(head: Head) -> dict[str, Any]:
    return {"id": head.key, "name": head.name}


def _counted(positions: Positions) -> dict[str, Any]:
    return {"net": positions.net, **asdict(positions), "quotes": positions.quotes}


def _time(months: Months | None) -> dict[str, str] | None:
    if months is None:
        return None
    return {"from": months.first_day.isoformat(), "to": months.last_day.isoformat()}
