"""Saved views: kept from the page they are of, listed, renamed, shared, taken away, and fed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from rest_framework.exceptions import AuthenticationFailed

from accounts.access import may, own_page, reading, signed_in
from accounts.models import Role
from articles.paging import BadCursor
from quotes import commands
from quotes.forms import FilterRefused, read_filters, read_known
from quotes.queries.saved import find_view, own_views, shared_views
from quotes.views.addresses import without_empty
from quotes.views.feeds import Fed, answer_feed, nobody_known, reader_of, refuse_plainly

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.access import SignedInRequest

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
def view_feed(request: HttpRequest, view_id: int) -> HttpResponseBase:
    """Answer the newest quotes of a view as Atom: accepted ones alone, and what was said of them.

    A private view, or one where reading is not public, wants a sign-in or a token, as the API does.
    """
    try:
        user = reader_of(request)
    except AuthenticationFailed as failed:
        return nobody_known(str(failed.detail))
    view = find_view(view_id, user=user) if may(user, Role.READER) else None
    if view is None and not user.is_authenticated:
        return nobody_known()
    if view is None:
        raise Http404(_("There is no view %(view_id)s to be seen here.") % {"view_id": view_id})
    try:
        filters = read_filters(read_known(QueryDict(view.query)))
    except FilterRefused as refused:  # kept before a word of it was given up
        raise Http404(refused.message) from refused
    page = f"{view.path}?{view.query}" if view.query else view.path
    fed = Fed(view.name, page, replace(filters, status=(), waits=()), view.updated_at)
    try:
        return answer_feed(request, fed, user=user)
    except BadCursor as refused:
        return refuse_plainly(refused.message)


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
