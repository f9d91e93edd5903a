"""Quotes to read: those that were asked for, and all values of what narrows them."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import reading
from articles.paging import BadCursor
from quotes.charts.timeline import Timeline
from quotes.forms import FilterRefused, read_choice, read_filters, read_words
from quotes.queries.choices import Unknown
from quotes.queries.filters import QuoteFilters, may_see_undecided
from quotes.views.addresses import (
    asks_for_undecided,
    refuse,
    refuse_undecided,
    varies_by_htmx,
    wants_fragment,
    without_empty,
)
from quotes.views.facets import LONG
from quotes.views.found import BESIDE, all_values, found
from quotes.views.months_files import FILES, months_file
from quotes.views.quote_files import QUOTES, quotes_file


@require_safe
@reading
@varies_by_htmx
def quote_list(request: HttpRequest) -> HttpResponseBase:
    """Show the quotes that the address asks for: the whole page, or only its results to htmx."""
    query = without_empty(request.GET)
    if query != request.GET and not wants_fragment(request):
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
    try:
        filters = read_filters(query, also=BESIDE)
        if asks_for_undecided(filters) and not may_see_undecided(request.user):
            return refuse_undecided(request)
        kind = read_choice(query, "as", (*FILES, QUOTES))
        if kind != FILES[0]:
            return _file(request, kind, filters, query)
        context = found(filters, query, user=request.user)
    except (FilterRefused, BadCursor, Unknown) as refused:
        return refuse(request, refused)
    if not wants_fragment(request):
        return render(request, "quotes/quote_list.html", context)
    answer = render(request, "quotes/_found.html", context)
    # Typing changes the address in place; whatever is chosen is a step that Back undoes.
    step = "HX-Replace-Url" if request.htmx.source == "div#words" else "HX-Push-Url"  # type: ignore[attr-defined]
    answer.headers[step] = f"{request.path}?{query.urlencode()}" if query else request.path
    return answer


@require_safe
@reading
def quote_choices(request: HttpRequest, field: str) -> HttpResponseBase:
    """List all values of one filter of the quotes that the address asks for, with their counts."""
    if field not in LONG:
        message = _("There is no list of %(field)s.") % {"field": field}
        raise Http404(message)
    query = without_empty(request.GET)
    try:
        filters = read_filters(query, also=(*BESIDE, "find"))
        if asks_for_undecided(filters) and not may_see_undecided(request.user):
            return refuse_undecided(request)
        find = read_words(query.get("find", ""), "find")
        context = all_values(field, filters, query, find=find, user=request.user)
    except (FilterRefused, Unknown) as refused:
        return refuse(request, refused)
    return render(request, "quotes/quote_choices.html", context)


def _file(
    request: HttpRequest, kind: str, filters: QuoteFilters, query: QueryDict
) -> HttpResponseBase:
    """Answer the quotes of a view, or their months, as a file. Raises what `found` raises."""
    if kind == QUOTES:
        return quotes_file(request, filters, query)
    context = found(filters, query, user=request.user)
    if "chart" not in context:
        raise Http404(_("No quote fits, so that there is nothing to draw."))
    about = str(context["about"])
    return months_file(kind, cast("Timeline", context["chart"]), about=about, request=request)
