"""Targets: the list, the page of one, and the forms with which editors keep it right."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import annotating, reading
from articles.paging import BadCursor
from quotes import commands
from quotes.charts.bars import stance_bars
from quotes.forms import FilterRefused, check_names, read_choice, read_words
from quotes.models import Target
from quotes.queries.cards import cards
from quotes.queries.filters import may_see_undecided
from quotes.queries.name_history import history_of_target
from quotes.queries.search import find_page
from quotes.queries.targets import ORDERS, TargetsAsked, all_known_of, list_targets, target_of
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment, without_empty
from quotes.views.records import do, pairs_in, version_in, words_in
from quotes.views.sent import number_in
from quotes.views.target_figures import (
    NOTHING_ASKED,
    Asked,
    read_asked,
    target_context,
    target_file,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest

QUOTES = 20
KINDS = [each for each in Target.Kind.values if each != Target.Kind.SPEAKER]


@require_safe
@reading
@varies_by_htmx
def target_list(request: HttpRequest) -> HttpResponse:
    """List targets by name, kind or what is said of them, or those that a few letters fit best."""
    query = without_empty(request.GET)
    try:
        check_names(query, ("q", "kind", "order", "parts", "after"))
        asked = TargetsAsked(
            q=read_words(query.get("q", ""), "q"),
            kind=read_choice(query, "kind", ("", *Target.Kind.values)),
            order=read_choice(query, "order", ORDERS),
            with_parts=read_choice(query, "parts", ("", "target")) == "target",
        )
        page = list_targets(asked, user=request.user, cursor=query.get("after"))
    except (FilterRefused, BadCursor) as refused:
        return refuse(request, refused)
    template = "quotes/target_list.html"
    name = f"{template}#results" if wants_fragment(request) else template
    bars = stance_bars([asdict(row.taken) for row in page.rows])
    drawn = [(row, bar, asdict(row.taken)) for row, bar in zip(page.rows, bars, strict=True)]
    context = {
        "rows": drawn,
        "next": page.next,
        "q": asked.q,
        "asked": asked,
        "kinds": Target.Kind.values,
        "orders": ORDERS,
    }
    return render(request, name, context)


@require_safe
@reading
def target_detail(request: HttpRequest, target_id: int) -> HttpResponse:
    """Show a target and the quotes about it; one that was merged is shown as what it became."""
    target = target_or_404(request, target_id)
    if target.merged_into_id:
        return redirect("target-detail", target.merged_into_id)
    try:
        asked = read_asked(request)
        if asked.file:
            return target_file(target, asked, request)
        return _page(request, target, asked)
    except (FilterRefused, BadCursor) as refused:
        return refuse(request, refused)


@require_POST
@annotating
def target_facts(request: SignedInRequest, target_id: int) -> HttpResponse:
    """Say what a target is called, what it is, and what it is part of."""

    def change() -> object:
        changes: commands.TargetChanges = {"name": words_in(request, "name")}
        if kind := request.POST.get("kind"):
            changes["kind"] = kind
        if words_in(request, "part_of") != words_in(request, "part_of_was"):
            changes["part_of"] = words_in(request, "part_of") or None
        if "attributes" in request.POST:
            changes["attributes"] = pairs_in(request, "attributes")
        return commands.change_target(
            target_id, version=version_in(request), by=request.user, changes=changes
        )

    return _do(request, target_id, change, done=_("Saved."))


@require_POST
@annotating
def target_undo(request: SignedInRequest, target_id: int) -> HttpResponse:
    """Take back a step of this target's history, or do it again."""

    def change() -> object:
        return commands.undo_step(number_in(request, "step"), by=request.user)

    return _do(request, target_id, change, done=_("Undone."))


def _do(request: SignedInRequest, target_id: int, change: Any, *, done: str) -> HttpResponse:
    target = target_or_404(request, target_id)

    def page(request: HttpRequest, **more: Any) -> HttpResponse:
        now = target_or_404(request, target_id)
        return _page(request, now.merged_into or now, **more)

    back = reverse("target-detail", args=[target.pk])
    return do(request, change, done=done, back=back, page=page)


def _page(
    request: HttpRequest,
    target: Target,
    asked: Asked = NOTHING_ASKED,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    user = request.user
    works_here = may_see_undecided(user)
    page = find_page(asked.about(target), user=user, cursor=request.GET.get("after"), limit=QUOTES)
    context = {
        "known": all_known_of(target),
        "target": target,
        "cards": cards(page.rows, people=False, every_text=works_here),
        "next": page.next,
        "history": history_of_target(target, user=user),
        "kinds": KINDS,
        "works_here": works_here,
        "refused": refused,
        "sent": request.POST if refused else {},
        **target_context(target, asked, user=user),
    }
    return render(request, "quotes/target_detail.html", context, status=status)


def target_or_404(request: HttpRequest, target_id: int) -> Target:
    """Answer a target this person may see; raises Http404."""
    target = target_of(target_id, user=request.user)
    if target is None:
        message = f"There is no target {target_id} to be seen here."
        raise Http404(message)
    return target
