"""The figures of a speaker's page as files: numbers as CSV, charts as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.charts.bars import stance_bars
from quotes.charts.pictures import bars_picture, timeline_picture
from quotes.queries.figures.standing import POSITIONS
from quotes.templatetags.charts import name_below, series_in_words, told, told_bar
from quotes.views.files import csv_file, source_line, svg_file
from quotes.views.moves_files import moves_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from quotes.interchange.tables import Cell
    from quotes.models import Speaker
    from quotes.views.speaker_figures import Figures

BARS = ("oppose", "mixed", "neutral", "unclear", "support")


def file_of(name: str, speaker: Speaker, figures: Figures, request: HttpRequest) -> HttpResponse:
    """Answer one figure of a speaker as the file of this name."""
    made: dict[str, Callable[[], HttpResponse]] = {
        "months.csv": lambda: _months_csv(speaker, figures),
        "months.svg": lambda: _months_svg(speaker, figures, request),
        "stances.csv": lambda: _stances_csv(speaker, figures),
        "stances.svg": lambda: _stances_svg(speaker, figures, request),
        "changes.csv": lambda: moves_file(f"{speaker.name} changes", figures.moves.shown, request),
    }
    return made[name]()


def _months_csv(speaker: Speaker, figures: Figures) -> HttpResponse:
    series = figures.months.series
    rows: list[list[Cell]] = [
        [column.period.key, *column.counts] for column in figures.months.columns
    ]
    name = f"{speaker.name} {figures.on or ''} by {figures.months.unit}"
    header = ["quotes" if each == "all" else each for each in series]
    return csv_file(name, [figures.months.unit, *header], rows)


def _months_svg(speaker: Speaker, figures: Figures, request: HttpRequest) -> HttpResponse:
    title = (
        _("%(speaker)s on %(target)s") % {"speaker": speaker.name, "target": figures.on.name}
        if figures.on
        else _("%(speaker)s: quotes by time") % {"speaker": speaker.name}
    )
    picture = timeline_picture(
        figures.months,
        title=title,
        about=told(figures.months, title),
        source=source_line(request),
        names=[name_below(column) for column in figures.months.columns],
        legend=[(each, series_in_words(each)) for each in figures.months.series],
    )
    return svg_file(title, picture)


def _stances_csv(speaker: Speaker, figures: Figures) -> HttpResponse:
    header = ["target_id", "target", *POSITIONS, "not_judged", "quotes"]
    rows: list[list[Cell]] = [
        [row.target.pk, row.target.name, *row.counts.values(), row.quotes]
        for row in figures.standing.rows
    ]
    return csv_file(f"{speaker.name} stances", header, rows)


def _stances_svg(speaker: Speaker, figures: Figures, request: HttpRequest) -> HttpResponse:
    title = _("Where %(speaker)s stands") % {"speaker": speaker.name}
    rows = figures.standing.rows
    bars = stance_bars([row.counts for row in rows])
    drawn = [
        (row.target.name, told_bar({each: row.counts[each] for each in ("oppose", "support")}), bar)
        for row, bar in zip(rows, bars, strict=True)
    ]
    picture = bars_picture(
        drawn,
        title=title,
        about=_("%(n)s targets; oppose to the left, support to the right.") % {"n": len(rows)},
        source=source_line(request),
        legend=[(each, series_in_words(each)) for each in BARS],
    )
    return svg_file(title, picture)
