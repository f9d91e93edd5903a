"""What an address asks for, before anything is read: a page or its results, and what is refused."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from articles.paging import BadCursor
from quotes.forms import FilterRefused
from quotes.queries.choices import Unknown

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
