"""The matrix: who stands where, drawn, as numbers and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import reading
from quotes.forms import FilterRefused
from quotes.forms.matrix import read_matrix
from quotes.queries.choices import Unknown
from quotes.queries.figures.matrix import who_stands_where
from quotes.queries.figures.matrix_choices import usual_months
from quotes.queries.figures.matrix_order import in_order, left_out_most, moved_most
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment, without_empty
from quotes.views.files import csv_file, svg_file
from quotes.views.matrix_files import HEADER, matrix_lines, matrix_picture
from quotes.views.matrix_shown import by_month, heads, lines, offered

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from quotes.forms.matrix import MatrixQuery
    from quotes.queries.figures.matrix import Matrix


@require_safe
@reading
@varies_by_htmx
def matrix(request: HttpRequest) -> HttpResponse:
    """Show who stands where on what, now and before."""

    def page(found: Matrix, asked: MatrixQuery) -> HttpResponse:
        query = without_empty(request.GET)
        context = {
            "matrix": found,
            "asked": asked.asked,
            "columns": heads(found.columns, asked.sort, "sort", query),
            "rows": lines(found, asked.by, query),
            "moves": moved_most(found),
            "differences": left_out_most(found),
            "charts": by_month(found),
            "query": query.urlencode(),
            **offered(query, found, asked.sort),
        }
        template = "quotes/matrix.html"
        name = f"{template}#results" if wants_fragment(request) else template
        answer = render(request, name, context)
        if wants_fragment(request):
            answer.headers["HX-Push-Url"] = f"{request.path}?{query.urlencode()}"
        return answer

    return _found(request, page)


@require_safe
@reading
def matrix_csv(request: HttpRequest) -> HttpResponse:
    """Answer the matrix as a table, a row for each cell."""
    return _found(request, lambda found, _asked: csv_file(_("matrix"), HEADER, matrix_lines(found)))


@require_safe
@reading
def matrix_svg(request: HttpRequest) -> HttpResponse:
    """Answer the matrix as a picture."""
    return _found(request, lambda found, _asked: svg_file(_("matrix"), matrix_picture(found)))


def _found(
    request: HttpRequest, answer: Callable[[Matrix, MatrixQuery], HttpResponse]
) -> HttpResponse:
    try:
        asked = read_matrix(without_empty(request.GET), usual=usual_months())
        found = who_stands_where(asked.asked, user=request.user)
    except (FilterRefused, Unknown) as refused:
        return refuse(request, refused)
    return answer(in_order(found, rows=asked.sort, columns=asked.by), asked)
