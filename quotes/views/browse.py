"""Quotes to read: those that were asked for, and one with all that is known of it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import reading, to_sign_in
from articles.paging import BadCursor, page_of
from quotes.forms import FilterRefused, read_filters
from quotes.queries.cards import cards
from quotes.queries.choices import (
    MOST,
    Unknown,
    choices,
    count_quotes,
    count_without_each,
)
from quotes.queries.filters import QuoteFilters, find_quotes, may_see_undecided
from quotes.queries.hits import read_terms
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment, without_empty
from quotes.views.chips import Chip, chips, ways_out

PAGE_LENGTH = 25


@require_safe
@reading
@varies_by_htmx
def quote_list(request: HttpRequest) -> HttpResponseBase:
    """Show the quotes that the address asks for: the whole page, or only its results to htmx."""
    query = without_empty(request.GET)
    if query != request.GET and not wants_fragment(request):
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
    try:
        filters = read_filters(query, also=("after",))
        asked = filters.waits or set(filters.status) - {"accepted"}
        if asked and not may_see_undecided(request.user):
            return _refuse_undecided(request)
        context = _found(request, filters, query)
    except (FilterRefused, BadCursor, Unknown) as refused:
        return refuse(request, refused)
    if not wants_fragment(request):
        return render(request, "quotes/quote_list.html", context)
    answer = render(request, "quotes/quote_list.html#results", context)
    # Typing changes the address in place; whatever is chosen is a step that Back undoes.
    step = "HX-Replace-Url" if request.htmx.source == "div#words" else "HX-Push-Url"  # type: ignore[attr-defined]
    answer.headers[step] = f"{request.path}?{query.urlencode()}" if query else request.path
    return answer


def _found(request: HttpRequest, filters: QuoteFilters, query: QueryDict) -> dict[str, object]:
    offered = choices(filters, user=request.user)
    found = find_quotes(filters, user=request.user)
    cursor = query.get("after")
    page = page_of(found.only("sort_at"), filters=filters.given(), cursor=cursor, limit=PAGE_LENGTH)
    works_here = may_see_undecided(request.user)
    rows = cards(
        [row.pk for row in page.rows],
        people=False,
        terms=read_terms(filters.q),
        every_text=works_here,
    )
    on = chips(filters, offered, query)
    count = count_quotes(filters, user=request.user)
    counts = {} if count else count_without_each(filters, user=request.user)
    return {
        "cards": rows,
        "next": page.next,
        "count": count,
        "most": MOST,
        "filters": filters,
        "offered": offered,
        "chips": on,
        "about": _about(on),
        "ways": ways_out(on, counts, query),
        "works_here": works_here,
    }


def _about(on: list[Chip]) -> str:
    """Say by whom and on what the quotes of a heading are, where that is one speaker or target."""
    words = {"speaker": _("by %(name)s"), "target": _("on %(name)s")}
    named = {field: [chip.text for chip in on if chip.field == field] for field in words}
    about = [words[field] % {"name": each[0]} for field, each in named.items() if len(each) == 1]
    return " ".join(about)


def _refuse_undecided(request: HttpRequest) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return to_sign_in(request)
    message = _("Quotes that nobody has accepted are for annotators and above.")
    raise PermissionDenied(message)
