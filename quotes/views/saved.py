"""Saved views: kept from the page they are of, listed, renamed, shared, taken away, and fed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from rest_framework.exceptions import AuthenticationFailed

from accounts.access import may, own_page, reading, signed_in
from accounts.api import TokenAuthentication
from accounts.models import Role
from quotes import commands
from quotes.forms import FilterRefused, read_filters, read_known
from quotes.interchange.atom import Feed, write_feed
from quotes.queries.filters import QuoteFilters
from quotes.queries.quote_json import quotes_as_links
from quotes.queries.saved import find_view, own_views, shared_views
from quotes.queries.search import find_page
from quotes.views.addresses import without_empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest

    from accounts.access import SignedInRequest
    from accounts.models import User
    from quotes.models import SavedView

FED = 50
"""So many of the newest quotes are in a feed."""
LEFT_OUT = ("after", "csrfmiddlewaretoken")


@require_safe
@reading
def view_list(request: HttpRequest) -> HttpResponse:
    """List one's own views, and those that others share."""
    context = {"own": own_views(request.user), "shared": shared_views(request.user)}
    return render(request, "quotes/view_list.html", context)


@require_POST
@signed_in
def view_save(request: SignedInRequest) -> HttpResponse:
    """Keep the page and the filters that one came from."""
    path, query = request.POST.get("path", ""), _filters_sent(request)
    back = own_page(request, f"{path}?{query}" if query else path, default=reverse("view-list"))

    def save() -> None:
        name, shared = request.POST.get("name", ""), "shared" in request.POST
        commands.save_view(name, path=path, query=query, shared=shared, by=request.user)

    return _do(request, save, done=_("Saved. It is in your saved views."), back=back)


@require_POST
@signed_in
def view_change(request: SignedInRequest, view_id: int) -> HttpResponse:
    """Rename a view, and share it or not."""

    def change() -> None:
        name, shared = request.POST.get("name", ""), "shared" in request.POST
        commands.change_view(view_id, name=name, shared=shared, by=request.user)

    return _do(request, change, done=_("Saved."))


@require_POST
@signed_in
def view_delete(request: SignedInRequest, view_id: int) -> HttpResponse:
    """Take a view away."""

    def take_away() -> None:
        commands.delete_view(view_id, by=request.user)

    return _do(request, take_away, done=_("Taken away."))


@require_safe
def view_feed(request: HttpRequest, view_id: int) -> HttpResponse:
    """Answer the newest quotes of a view as Atom: what was said, and is accepted, alone.

    A private view, or one where reading is not public, wants a sign-in or a token, as the API does.
    """
    try:
        user = _reader(request)
    except AuthenticationFailed as failed:
        return _unknown(str(failed.detail))
    view = find_view(view_id, user=user) if may(user, Role.READER) else None
    if view is None and not user.is_authenticated:
        return _unknown(_("This feed needs a sign-in, or a token: “Authorization: Bearer …”."))
    if view is None:
        raise Http404(_("There is no view %(view_id)s to be seen here.") % {"view_id": view_id})
    base = f"{request.scheme}://{request.get_host()}"
    feed = Feed(
        title=view.name,
        address=f"{base}{request.path}",
        page=f"{base}{view.path}?{view.query}" if view.query else f"{base}{view.path}",
        changed_at=view.updated_at,
    )
    written = write_feed(feed, _newest(view, user, base=base))
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


def _newest(view: SavedView, user: User | AnonymousUser, *, base: str) -> list[dict[str, Any]]:
    try:
        filters = read_filters(read_known(QueryDict(view.query)))
    except FilterRefused as refused:  # kept before a word of it was given up
        raise Http404(refused.message) from refused
    if filters.act and "said" not in filters.act:
        return []
    fed: QuoteFilters = replace(filters, act=("said",), status=(), waits=())
    page = find_page(fed, user=user, cursor=None, limit=FED)
    return quotes_as_links(page.rows, base=base)


def _reader(request: HttpRequest) -> User | AnonymousUser:
    """Answer who reads a feed: by a token, else by their session."""
    signed = TokenAuthentication().authenticate(request)  # type: ignore[arg-type]
    return signed[0] if signed else request.user


def _unknown(why: str) -> HttpResponse:
    answer = HttpResponse(why, status=401, content_type="text/plain; charset=utf-8")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _filters_sent(request: HttpRequest) -> str:
    """Answer the filters to keep, without empty ones and the place in a list."""
    query = without_empty(QueryDict(request.POST.get("query", "")))
    for name in LEFT_OUT:
        query.pop(name, None)
    return query.urlencode()


def _do(
    request: SignedInRequest, change: Callable[[], None], *, done: str, back: str = ""
) -> HttpResponse:
    try:
        change()
    except commands.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect(back or "view-list")
