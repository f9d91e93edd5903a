"""Quotes by month as files: the numbers as CSV, the chart as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.charts.pictures import timeline_picture
from quotes.templatetags.charts import name_below, series_in_words, told
from quotes.views.files import csv_file, source_line, svg_file

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from quotes.charts.timeline import Timeline
    from quotes.interchange.tables import Cell

FILES = ("page", "months.csv", "months.svg")
"""What a list of quotes is answered as: `as=months.csv`."""


def months_file(kind: str, chart: Timeline, *, about: str, request: HttpRequest) -> HttpResponse:
    """Answer a chart of quotes by month as a file; `about` is of which quotes."""
    title = _("Quotes %(about)s by %(unit)s") % {"about": about, "unit": chart.unit}
    title = " ".join(title.split())
    if kind == "months.csv":
        series = ["quotes" if each == "all" else each for each in chart.series]
        rows: list[list[Cell]] = [[column.period.key, *column.counts] for column in chart.columns]
        return csv_file(title, [chart.unit, *series], rows)
    picture = timeline_picture(
        chart,
        title=title,
        about=told(chart, title),
        source=source_line(request),
        names=[name_below(column) for column in chart.columns],
        legend=[(each, series_in_words(each)) for each in chart.series],
    )
    return svg_file(title, picture)
