"""The page of one target, and the forms with which editors keep it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import annotating, reading
from articles.paging import BadCursor, page_of
from quotes import commands
from quotes.forms import LONGEST, FilterRefused, check_names
from quotes.models import Target
from quotes.queries.cards import cards
from quotes.queries.filters import QuoteFilters, find_quotes, may_see_undecided
from quotes.queries.name_history import history_of_target
from quotes.queries.names import find_targets
from quotes.queries.one_target import stances_on_both
from quotes.queries.targets import all_known_of, target_of
from quotes.views.addresses import refuse
from quotes.views.records import do, version_in, words_in
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest

QUOTES, CONFLICTS = 20, 20
KINDS = [each for each in Target.Kind.values if each != Target.Kind.SPEAKER]


@require_safe
@reading
def target_detail(request: HttpRequest, target_id: int) -> HttpResponse:
    """Show a target and the quotes about it; one that was merged is shown as what it became."""
    target = _target_or_404(request, target_id)
    if target.merged_into_id:
        return redirect("target-detail", target.merged_into_id)
    try:
        check_names(request.GET, ("after",))
        return _page(request, target)
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


@require_http_methods(["GET", "HEAD", "POST"])
@annotating
def target_merge(request: SignedInRequest, target_id: int) -> HttpResponse:
    """Show with what a target can be merged and what that would do, or merge them."""
    if request.method != "POST":
        return _merge_page(request, target_id)
    into = number_in(request, "into")

    def merge() -> object:
        return commands.merge_targets(
            target_id,
            into,
            version=version_in(request),
            by=request.user,
            keep=request.POST.get("keep") or None,
        )

    def page(request: Any, **more: Any) -> HttpResponse:
        return _merge_page(request, target_id, **more)

    back = reverse("target-detail", args=[into])
    done = _("Merged. All of it can be unmerged here.")
    return do(request, merge, done=done, back=back, page=page)


@require_POST
@annotating
def target_unmerge(request: SignedInRequest, target_id: int) -> HttpResponse:
    """Let a merged target be something else again."""
    target = _target_or_404(request, target_id)
    back = reverse("target-detail", args=[target.merged_into_id or target_id])
    try:
        commands.unmerge_target(target_id, by=request.user)
    except commands.Refused as refused:
        messages.error(request, refused.message)
    else:
        words = _("%(name)s is a target of its own again, with the stances that gave way.")
        messages.success(request, words % {"name": target.name})
    return redirect(back)


def _do(request: SignedInRequest, target_id: int, change: Any, *, done: str) -> HttpResponse:
    target = _target_or_404(request, target_id)

    def page(request: HttpRequest, **more: Any) -> HttpResponse:
        now = _target_or_404(request, target_id)
        return _page(request, now.merged_into or now, **more)

    back = reverse("target-detail", args=[target.pk])
    return do(request, change, done=done, back=back, page=page)


def _page(
    request: HttpRequest, target: Target, *, refused: str = "", status: int = 200
) -> HttpResponse:
    user = request.user
    filters = QuoteFilters(target=(target.pk,))
    found = find_quotes(filters, user=user).only("sort_at")
    page = page_of(found, filters=filters.given(), cursor=request.GET.get("after"), limit=QUOTES)
    works_here = may_see_undecided(user)
    context = {
        "known": all_known_of(target, user=user),
        "target": target,
        "cards": cards([row.pk for row in page.rows], people=False, every_text=works_here),
        "next": page.next,
        "history": history_of_target(target, user=user),
        "kinds": KINDS,
        "works_here": works_here,
        "refused": refused,
        "sent": request.POST if refused else {},
    }
    return render(request, "quotes/target_detail.html", context, status=status)


def _merge_page(
    request: SignedInRequest, target_id: int, *, refused: str = "", status: int = 200
) -> HttpResponse:
    target = _target_or_404(request, target_id)
    if target.merged_into_id:
        return redirect("target-detail", target.merged_into_id)
    into = Target.objects.select_related("merged_into").filter(pk=number_in(request, "into"))
    other = into.first()
    other = other and (other.merged_into or other)
    chosen = None if other is None or other == target else other
    asked = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    both = stances_on_both(target, chosen) if chosen else []
    differing = [each for each in both if each.differs]
    context = {
        "target": target,
        "into": chosen,
        "q": asked,
        "options": []
        if chosen
        else [
            each
            for each in find_targets(asked or target.name, user=request.user)
            if each.id != target.pk
        ],
        "known": all_known_of(target, user=request.user),
        "differing": differing[:CONFLICTS],
        "differing_count": len(differing),
        "same_count": len(both) - len(differing),
        "refused": refused,
    }
    return render(request, "quotes/target_merge.html", context, status=status)


def _target_or_404(request: HttpRequest, target_id: int) -> Target:
    target = target_of(target_id, user=request.user)
    if target is None:
        message = f"There is no target {target_id} to be seen here."
        raise Http404(message)
    return target
