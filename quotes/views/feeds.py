"""Feeds of views: the newest quotes that an address asks for, as Atom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed

from accounts.access import may
from accounts.api import TokenAuthentication
from accounts.models import Role
from articles.paging import BadCursor
from quotes.forms import FilterRefused, read_filters
from quotes.interchange.atom import Feed, write_feed
from quotes.models import Quote
from quotes.queries.choices import Unknown, choices
from quotes.queries.quote_json import quotes_as_links
from quotes.queries.search import Facets, find_page
from quotes.views.addresses import asks_for_undecided, without_empty
from quotes.views.chips import chips
from quotes.views.headings import about

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, QueryDict
    from django.http.response import HttpResponseBase

    from accounts.models import User
    from quotes.queries.filters import QuoteFilters

ON_A_PAGE = 50
"""So many quotes are on one page of a feed."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a search that finds nothing was changed last."""
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Fed:
    """What a feed is made of: its title, the path of the page it is of, which quotes, its time."""

    title: str
    page: str
    filters: QuoteFilters
    changed_at: datetime


@require_safe
def quote_feed(request: HttpRequest) -> HttpResponseBase:
    """Answer the newest quotes that the filters of the address choose, as pages of a feed.

    What was said, unless the address asks for other acts. Where reading is not public it wants a
    sign-in or a token, as the API does.
    """
    try:
        user = reader_of(request)
    except AuthenticationFailed as failed:
        return nobody_known(str(failed.detail))
    if not may(user, Role.READER):
        return nobody_known()
    query = without_empty(request.GET)
    try:
        filters = read_filters(query, also=("after",))
        if asks_for_undecided(filters):
            return refuse_plainly(_("A feed has accepted quotes alone."))
        fed = Fed(_title(filters, query, user), _page_of(query), filters, NEVER)
        return answer_feed(request, fed, user=user)
    except (FilterRefused, BadCursor, Unknown) as refused:
        return refuse_plainly(refused.message)


def answer_feed(
    request: HttpRequest, fed: Fed, *, user: User | AnonymousUser
) -> HttpResponseBase | HttpResponse:
    """Answer the page of a feed that the cursor `after` begins, or 304. Raises BadCursor."""
    base, query = f"{request.scheme}://{request.get_host()}", without_empty(request.GET)
    cursor = query.get("after")
    filters = replace(fed.filters, act=fed.filters.act or ("said",))
    page = find_page(filters, user=user, cursor=cursor, limit=ON_A_PAGE)
    first = f"{base}{_address(request.path, query, None)}"
    feed = Feed(
        title=fed.title,
        first=first,
        address=f"{base}{_address(request.path, query, cursor)}",
        next=f"{base}{_address(request.path, query, page.next)}" if page.next else "",
        page=f"{base}{fed.page}",
        language=get_language() or "",
        changed_at=fed.changed_at,
    )
    written = write_feed(feed, quotes_as_links(page.rows, base=base)).encode()
    return _answered(request, written)


def reader_of(request: HttpRequest) -> User | AnonymousUser:
    """Answer who reads a feed: by a token, else by their session. Raises AuthenticationFailed."""
    signed = TokenAuthentication().authenticate(request)  # type: ignore[arg-type]
    return signed[0] if signed else request.user


def nobody_known(why: str = "") -> HttpResponse:
    """Say that a feed is not for everybody, and how to read it."""
    why = why or _("This feed needs a sign-in, or a token: “Authorization: Bearer …”.")
    return HttpResponse(why, PLAIN, status=401, headers={"WWW-Authenticate": "Bearer"})


def refuse_plainly(why: str) -> HttpResponse:
    """Say what is wrong with an address, to programs."""
    return HttpResponse(why, PLAIN, status=400)


def _answered(request: HttpRequest, written: bytes) -> HttpResponseBase:
    answer = HttpResponse(written, "application/atom+xml; charset=utf-8")
    answer.headers["ETag"] = f'"{sha256(written).hexdigest()[:32]}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(answer, ("Authorization", "Cookie"))
    found = get_conditional_response(request, etag=answer.headers["ETag"], response=answer)
    return found or answer


def _title(filters: QuoteFilters, query: QueryDict, user: User | AnonymousUser) -> str:
    """Answer by whom and on what these quotes are, and what else they were narrowed to."""
    on = chips(filters, choices(filters, user=user, counts=Facets()), query)
    of = about(on)
    taken = str(Quote.Act.SAID.label)
    rest = [chip.text for chip in on if chip.text not in of and chip.text != taken]
    title = f"{_('Quotes')} {of}".strip()
    return f"{title}: {', '.join(rest)}" if rest else title


def _page_of(query: QueryDict) -> str:
    return _address(reverse("quote-list"), query, None)


def _address(path: str, query: QueryDict, cursor: str | None) -> str:
    """Answer the address of a page of a view: of the first without a cursor."""
    left = query.copy()
    left.pop("after", None)
    if cursor:
        left["after"] = cursor
    return f"{path}?{left.urlencode()}" if left else path
