"""The figures of a speaker's page: what they are asked for, what they show, and them as files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from quotes.charts.bars import stance_bars
from quotes.charts.timeline import plain_timeline, stance_timeline
from quotes.forms import FilterRefused, read_choice, read_filters, read_known, read_number
from quotes.models import Speaker, Target
from quotes.queries.figures.beside import quoted_beside
from quotes.queries.figures.counting import COUNTINGS, Counting
from quotes.queries.figures.moves import SHOWN, SIDES, moves_of
from quotes.queries.figures.newest import MOST, said, tell_newest
from quotes.queries.figures.standing import Standing, Whose, stand, stand_by_month
from quotes.queries.figures.taken import NEWEST_OF_ONE
from quotes.queries.filters import QuoteFilters
from quotes.queries.merged import all_who_are
from quotes.views.addresses import without_empty

if TYPE_CHECKING:
    from django.http import HttpRequest

    from quotes.charts.timeline import Timeline
    from quotes.queries.figures.moves import Moves
    from quotes.queries.figures.newest import Newest

FILES = ("page", "months.csv", "months.svg", "stances.csv", "stances.svg", "changes.csv")
OWN = ("after", "on", "counting", "changes", "as")
ALL_CHANGES = 100
FOR_ALL_CHANGES = 20_000
"""Who asks for all changes, or for a file, has so many of the newest positions looked at."""


@dataclass(frozen=True)
class Asked:
    """What the address of a speaker's page asks for: filters of its figures, and its own."""

    query: QueryDict
    filters: QuoteFilters
    counting: Counting
    on: int | None
    all_changes: bool
    file: str

    @property
    def looks_at(self) -> int:
        """How many of the newest positions are looked at for changes."""
        is_short = self.file == "page" and not self.all_changes
        return NEWEST_OF_ONE if is_short else FOR_ALL_CHANGES


NOTHING_ASKED = Asked(
    QueryDict(), QuoteFilters(), COUNTINGS[0], on=None, all_changes=False, file="page"
)


@dataclass(frozen=True)
class Figures:
    """All that is drawn of a speaker; `whole` and `all_stands` are told without what is left out.

    `opens` is the address of the quotes counted.
    """

    filters: QuoteFilters
    newest: Newest
    whole: Newest | None
    standing: Standing
    moves: Moves
    months: Timeline
    on: Target | None
    opens: str
    is_side: bool


def read_asked(request: HttpRequest, speaker: Speaker) -> Asked:
    """Read what the page is asked for. Raises FilterRefused."""
    query = without_empty(request.GET)
    own = "organisation" if speaker.kind in SIDES else "speaker"
    if own in query:
        message = _("This page is about one already; “%(name)s” is for lists.") % {"name": own}
        raise FilterRefused(own, str(query[own]), message)
    return Asked(
        query,
        read_filters(query, also=OWN),
        cast("Counting", read_choice(query, "counting", COUNTINGS)),
        read_number(query, "on"),
        read_choice(query, "changes", ("", "all")) == "all",
        read_choice(query, "as", FILES),
    )


def figures_of(speaker: Speaker, asked: Asked, request: HttpRequest) -> Figures:
    """Answer the figures of a speaker, or of an organisation with its people."""
    user = request.user
    is_side = speaker.kind in SIDES
    who: dict[str, Any] = {"organisation" if is_side else "speaker": (speaker.pk,)}
    filters = said(asked.filters)
    ids = all_who_are(speaker)
    whose = Whose(ids, "organisation" if is_side else "speaker", filters, asked.counting, user)
    newest = tell_newest(replace(filters, **who), counting=asked.counting, user=user)
    with_all = replace(filters, not_=(), **who)
    on = _target(asked.on)
    most = ALL_CHANGES if asked.all_changes else SHOWN
    return Figures(
        replace(filters, **who),
        newest,
        tell_newest(with_all, counting=asked.counting, user=user) if filters.not_ else None,
        stand(whose),
        moves_of(speaker, ids, filters=asked.filters, user=user, most=most, newest=asked.looks_at),
        stance_timeline(stand_by_month(whose, all_who_are(on)), between=True)
        if on
        else plain_timeline(newest.months),
        on,
        opens=_opens(asked, who),
        is_side=is_side,
    )


def figure_context(speaker: Speaker, figures: Figures, asked: Asked) -> dict[str, Any]:
    """Answer what the templates draw."""
    rows = figures.standing.rows
    moved = figures.moves.targets
    unmoved = [row for row in rows if row.target.pk not in moved]
    return {
        "figures": figures,
        "asked": asked,
        "stands": list(zip(rows, stance_bars([row.counts for row in rows]), strict=True)),
        "unmoved": unmoved[:2],
        "more_unmoved": max(figures.standing.targets - len(moved) - 2, 0),
        "beside": quoted_beside(all_who_are(speaker), figures.newest.ids),
        "most": MOST,
        "looks_at": asked.looks_at,
        "countings": COUNTINGS,
        "address": f"?{asked.query.urlencode()}",
    }


def _target(pk: int | None) -> Target | None:
    found = Target.objects.filter(pk=pk or 0).select_related("merged_into").first()
    return found and (found.merged_into or found)


def _opens(asked: Asked, who: dict[str, tuple[int]]) -> str:
    """Answer the address of the quotes that are counted."""
    query = read_known(asked.query)
    for name, (value,) in who.items():
        query[name] = str(value)
    if "act" not in query:
        query["act"] = "said"
    return f"{reverse('quote-list')}?{urlencode(dict(query.lists()), doseq=True)}"
