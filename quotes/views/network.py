"""The network of who argues with whom: a page, a picture and files, all of one address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import reading
from quotes.forms import FilterRefused
from quotes.forms.network import OWN, read_network, single
from quotes.forms.values import one_of
from quotes.interchange.network_files import network_csv, network_graphml
from quotes.networks.choices import MODES, NORMALISATIONS, QUALIFIERS, Mode
from quotes.queries.figures.network import find_network
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment, without_empty
from quotes.views.network_page import NetworkPage, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

DEFAULTS = {"rows": "speaker", "normalisation": "average", "duplicates": "all"}
FORMATS = {"svg": "image/svg+xml", "csv": "text/csv", "graphml": "application/graphml+xml"}
TEMPLATE = "quotes/network.html"


@require_safe
@reading
@varies_by_htmx
def network(request: HttpRequest) -> HttpResponse:
    """Show the network that the address asks for, or answer it as a file."""
    query = _fitting(without_empty(request.GET))
    if query != request.GET and not wants_fragment(request):
        return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
    try:
        filters, asked = read_network(query, also=("format", "colour"), defaults=DEFAULTS)
        named = single(query, "format")
        kind = one_of("format", named, [*FORMATS]) if named else ""
        colour = single(query, "colour")
    except FilterRefused as refused:
        return refuse(request, refused)
    found = find_network(filters, asked, user=request.user)
    if kind in {"csv", "graphml"}:
        return _file(network_csv(found) if kind == "csv" else network_graphml(found), kind)
    page = page_of(found, query, colour=colour)
    if kind:
        return _file(render_to_string("quotes/network.svg", {"page": page}).encode(), kind)
    return _page(request, query, page)


def _page(request: HttpRequest, query: QueryDict, page: NetworkPage) -> HttpResponse:
    context: dict[str, Any] = {"page": page, "kept": _kept(query)}
    if not wants_fragment(request):
        return render(request, TEMPLATE, context)
    answer = render(request, f"{TEMPLATE}#network", context)
    address = reverse("network")
    answer.headers["HX-Push-Url"] = f"{address}?{query.urlencode()}" if query else address
    return answer


def _file(body: bytes, kind: str) -> HttpResponse:
    name = f'attachment; filename="network.{kind}"'
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-cache"}
    return HttpResponse(body, content_type=FORMATS[kind], headers=headers)


def _fitting(query: QueryDict) -> QueryDict:
    """Leave out what belongs to the other mode: a form sends it where the mode was changed."""
    given = query.get("mode", MODES[0])
    mode: Mode = "two" if given == "two" else "one"
    for name, known in (("qualifier", QUALIFIERS), ("normalisation", NORMALISATIONS)):
        value = query.get(name, "")
        there = {each for values in known.values() for each in values}
        if value in there and value not in known[mode]:
            del query[name]
    rows, columns = query.get("rows", DEFAULTS["rows"]), query.get("columns", "")
    if (rows == "target") == (columns == "target") and columns in {
        "speaker",
        "organisation",
        "target",
    }:
        del query["columns"]
    return query


def _kept(query: QueryDict) -> list[tuple[str, str]]:
    """Answer the filters that the form does not show, so that it sends them again."""
    shown = {*OWN, "format", "colour", "said_from", "said_to"} - {"columns"}
    return [
        (name, value) for name, values in query.lists() if name not in shown for value in values
    ]
