"""What charts are called in words: periods, series, and a whole figure for those who hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from quotes.queries.labels import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.charts.bars import Stretch
    from quotes.charts.periods import Period
    from quotes.charts.timeline import Column, Timeline

register = template.Library()

UNITS = {
    "month": pgettext_lazy("column", "Month"),
    "quarter": pgettext_lazy("column", "Quarter"),
    "year": pgettext_lazy("column", "Year"),
}
SERIES = {
    "all": pgettext_lazy("column", "Quotes"),
    "support": pgettext_lazy("column", "Supports"),
    "between": pgettext_lazy("column", "Between"),
    "oppose": pgettext_lazy("column", "Opposes"),
    "mixed": pgettext_lazy("column", "Mixed"),
    "neutral": pgettext_lazy("column", "Neutral"),
    "unclear": pgettext_lazy("column", "Unclear"),
}
COARSE = {
    "quarter": gettext_lazy("Drawn by quarter: more than ten years."),
    "year": gettext_lazy("Drawn by year: more than thirty years."),
}
CLASSES = {
    "all": "b-all",
    "support": "b-sup",
    "between": "b-neu",
    "oppose": "b-opp",
    "mixed": "b-mix",
    "neutral": "b-neu",
    "unclear": "b-unc",
}


@register.filter
def period_in_words(period: Period) -> str:
    """Write a period as "Nov 2029", "Q4 2029" or "2029"."""
    return _written(period, "M Y")


@register.filter
def name_below(column: Column) -> str:
    """Write what stands below a column: its year only where it is another one than before."""
    if column.with_year or column.period.unit == "year":
        return period_in_words(column.period)
    if column.period.unit == "quarter":
        return _("Q%(number)s") % {"number": _quarter(column.period)}
    return date_format(column.period.first, "M")


@register.filter
def unit_in_words(unit: str) -> str:
    """Answer the heading of the periods in a table."""
    return str(UNITS[unit])


@register.filter
def coarse_in_words(unit: str) -> str:
    """Say that a chart is not drawn by month, and why; nothing where it is."""
    return str(COARSE.get(unit, ""))


@register.filter
def series_in_words(series: str) -> str:
    """Answer the heading of a column of counts."""
    return str(SERIES[series])


@register.filter
def look(kind: str) -> str:
    """Answer the class that colours a bar."""
    return CLASSES[kind]


@register.filter
def counts_at(chart: Timeline, at: int) -> tuple[int, ...]:
    """Answer the counts of the column at a place: small multiples share their columns."""
    return chart.columns[at].counts


@register.simple_tag
def told(chart: Timeline, name: str) -> str:
    """Tell a timeline in one sentence: its name, from when to when, how many, when most."""
    if not chart.columns or not chart.most:
        return _("%(name)s: none") % {"name": name}
    parts = {
        "name": name,
        "first": _written(chart.columns[0].period, "F Y"),
        "last": _written(chart.columns[-1].period, "F Y"),
        "counts": _counted(chart),
        "most": _written(chart.most.period, "F Y"),
    }
    return _("%(name)s, %(first)s to %(last)s: %(counts)s, most in %(most)s") % parts


@register.filter
def told_bar(counts: dict[str, int]) -> str:
    """Tell a bar of stances: "6 support, 98 oppose"; what there is none of is left out."""
    words = {"none": _("not judged")}
    told = [f"{n} {words.get(each) or worded(each, 'position')}" for each, n in counts.items() if n]
    return ", ".join(told)


@register.inclusion_tag("charts/_stance_bar.html")
def stance_bar(stretches: Sequence[Stretch], counts: dict[str, int]) -> dict[str, object]:
    """Draw the cell of a table with one bar of stances, and the same in words."""
    return {"stretches": stretches, "counts": counts}


def _counted(chart: Timeline) -> str:
    totals = chart.totals
    if "all" in totals:
        return ngettext("%(n)s in all", "%(n)s in all", totals["all"]) % {"n": totals["all"]}
    words = {"support": _("support"), "between": _("between"), "oppose": _("oppose")}
    return ", ".join(f"{n} {words[series]}" for series, n in totals.items())


def _written(period: Period, form: str) -> str:
    if period.unit == "month":
        return date_format(period.first, form)
    if period.unit == "quarter":
        told = {"number": _quarter(period), "year": period.first.year}
        return _("Q%(number)s %(year)s") % told
    return str(period.first.year)


def _quarter(period: Period) -> int:
    return period.first.month // 3 + 1
