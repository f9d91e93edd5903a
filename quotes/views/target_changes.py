"""Who changed their mind on a target, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import reading
from quotes.forms import FilterRefused, read_choice, read_filters
from quotes.queries.choices import Unknown
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.figures.moves import moves_on
from quotes.queries.merged import all_who_are
from quotes.views.addresses import refuse, without_empty
from quotes.views.moves_files import moves_file
from quotes.views.targets import target_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST, IN_A_FILE = 30, 200
NEWEST = 20_000
"""Positions that are looked at: this page is asked for when one wants to know."""


@require_safe
@reading
def target_changes(request: HttpRequest, target_id: int) -> HttpResponse:
    """List every change of position on a target: people first, then sides; days narrow when."""
    target = target_or_404(request, target_id)
    if target.merged_into_id:
        return redirect("target-changes", target.merged_into_id)
    query = without_empty(request.GET)
    try:
        filters = read_filters(query, also=("as", "counting"))
        read_choice(query, "counting", COUNTINGS)
        file = read_choice(query, "as", ("page", "changes.csv"))
        ids = all_who_are(target)
        most = MOST if file == "page" else IN_A_FILE
        people, sides = moves_on(ids, filters=filters, user=request.user, most=most, newest=NEWEST)
    except (FilterRefused, Unknown) as refused:
        return refuse(request, refused)
    if file != "page":
        return moves_file(f"{target.name} changes", [*people.shown, *sides.shown], request)
    context = {
        "target": target,
        "people": people,
        "sides": sides,
        "asked": {"query": query, "filters": filters, "counting": COUNTINGS[0]},
        "newest": NEWEST,
    }
    return render(request, "quotes/target_changes.html", context)
