"""What an address asks for, before anything is read: a page or its results, and what is refused."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from accounts.access import to_sign_in
from articles.paging import BadCursor
from quotes.forms import FilterRefused
from quotes.queries.choices import Unknown
from quotes.queries.filters import QuoteFilters

varies_by_htmx = vary_on_headers("HX-Request", "HX-Request-Type")
"""Tells caches that one address has a page and fragments of it."""


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx wants a part of the page; its Back asks for the whole of it."""
    return request.headers.get("HX-Request-Type") == "partial"


def without_empty(query: QueryDict) -> QueryDict:
    """Leave out what a browser's form sends for its empty fields."""
    left = QueryDict(mutable=True)
    for name, values in query.lists():
        if kept := [value for value in values if value.strip()]:
            left.setlist(name, kept)
    return left


def refuse(request: HttpRequest, refused: FilterRefused | BadCursor | Unknown) -> HttpResponse:
    """Say which parameter of the address is wrong, and how to go on."""
    template = "bad_address.html#results" if wants_fragment(request) else "bad_address.html"
    context = {"refused": refused, "back": request.path}
    return render(request, template, context, status=400)


def asks_for_undecided(filters: QuoteFilters) -> bool:
    """Tell whether quotes are asked for that nobody has accepted."""
    return bool(filters.waits or set(filters.status) - {"accepted"})


def refuse_undecided(request: HttpRequest) -> HttpResponseBase:
    """Say who may see quotes that nobody has accepted. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    message = _("Quotes that nobody has accepted are for annotators and above.")
    raise PermissionDenied(message)
