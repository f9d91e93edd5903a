"""The figures of a target's page: what they are asked for, what they show, and them as files."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from quotes.charts.pictures import timeline_picture
from quotes.charts.timeline import stance_timeline
from quotes.forms import FilterRefused, check_names, read_choice, read_filters
from quotes.months import UNDATED, Months
from quotes.queries.cards import cards
from quotes.queries.figures.matrix import MARKS
from quotes.queries.figures.moves import moves_on
from quotes.queries.figures.taken import NEWEST
from quotes.queries.figures.target import figures_of_target
from quotes.queries.filters import QuoteFilters
from quotes.templatetags.charts import name_below, series_in_words, told
from quotes.views.addresses import without_empty
from quotes.views.files import csv_file, source_line, svg_file
from quotes.views.matrix_shown import months_in_words

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User
    from quotes.charts.timeline import Timeline
    from quotes.models import Target
    from quotes.queries.figures.target import TargetFigures

FILES = ("", "months.csv", "months.svg")
ALONE, WITH_PARTS = (), ("target",)


@dataclass(frozen=True)
class Asked:
    """What the address of a target's page asks for: parts counted with it, what is left out."""

    query: QueryDict
    filters: QuoteFilters
    file: str

    @property
    def with_parts(self) -> bool:
        """Whether its parts are counted with it."""
        return bool(self.filters.parts)

    @property
    def without(self) -> int:
        """What is left out, as the tallies mark it."""
        return sum(MARKS[each] for each in set(self.filters.not_))

    def about(self, target: Target) -> QuoteFilters:
        """Answer the filters of the quotes about the target."""
        return QuoteFilters(target=(target.pk,), parts=self.filters.parts, not_=self.filters.not_)

    def opens(self, target: Target) -> str:
        """Answer the address of the quotes that are counted."""
        query = QueryDict(mutable=True)
        query["target"] = str(target.pk)
        query.setlist("parts", list(self.filters.parts))
        query.setlist("not", list(self.filters.not_))
        query["act"] = "said"
        return f"{reverse('quote-list')}?{query.urlencode()}"


NOTHING_ASKED = Asked(QueryDict(), QuoteFilters(), "")


def read_asked(request: HttpRequest) -> Asked:
    """Read what the page is asked for. Raises FilterRefused."""
    query = without_empty(request.GET)
    check_names(query, ("after", "as", "not", "parts"))
    filters = read_filters(query, also=("after", "as"))
    for each in filters.not_:
        if each not in MARKS:
            message = _("Here “not” can be %(known)s.") % {"known": ", ".join(MARKS)}
            raise FilterRefused("not", each, message)
    return Asked(query, filters, read_choice(query, "as", FILES))


def target_context(target: Target, asked: Asked, *, user: User | AnonymousUser) -> dict[str, Any]:
    """Answer what the templates draw of the figures of a target."""
    figures = figures_of_target(
        target, with_parts=asked.with_parts, without=asked.without, user=user
    )
    people, sides = moves_on(figures.ids, filters=QuoteFilters(not_=asked.filters.not_), user=user)
    decisive = [pk for ids in figures.decisive.values() for pk in ids]
    shown = {card.quote["id"]: card for card in cards(decisive, people=False)}
    newest = figures.newest
    return {
        "figures": figures,
        "asked": asked,
        "chart": _chart(figures),
        "opens": asked.opens(target),
        "decisive": {
            side: [shown[pk] for pk in ids if pk in shown] for side, ids in figures.decisive.items()
        },
        "people": people,
        "looked_at": NEWEST,
        "sides": sides,
        "newest": figures.months[newest] if newest else None,
        "newest_in_words": months_in_words(Months(newest, newest)) if newest else "",
    }


def target_file(target: Target, asked: Asked, request: HttpRequest) -> HttpResponse:
    """Answer how a target moved, as numbers or as a picture."""
    figures = figures_of_target(
        target, with_parts=asked.with_parts, without=asked.without, user=request.user
    )
    if asked.file == "months.csv":
        header = ["month", "support", "oppose", "neutral", "mixed", "unclear", "not_judged", "net"]
        rows = [
            [_month(month) if month != UNDATED else "", *asdict(each).values(), each.net]
            for month, each in sorted(figures.months.items())
        ]
        return csv_file(f"{target.name} by month", header, rows)
    chart = _chart(figures)
    picture = timeline_picture(
        chart,
        title=target.name,
        about=told(chart, target.name),
        source=source_line(request),
        names=[name_below(column) for column in chart.columns],
        legend=[(each, series_in_words(each)) for each in chart.series],
    )
    return svg_file(target.name, picture)


def _chart(figures: TargetFigures) -> Timeline:
    counts = {
        _month(month): asdict(each)
        for month, each in sorted(figures.months.items())
        if month != UNDATED
    }
    return stance_timeline(counts, between=True)


def _month(month: int) -> str:
    return f"{month // 100:04}-{month % 100:02}"
