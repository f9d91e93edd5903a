"""Two targets that may be one: previewed, merged, unmerged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import annotating
from quotes import commands
from quotes.forms import LONGEST
from quotes.models import Target
from quotes.queries.names import find_targets
from quotes.queries.target_merges import stances_on_both
from quotes.queries.targets import count_quotes_about
from quotes.views.records import do, version_in
from quotes.views.sent import number_in
from quotes.views.targets import target_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest

CONFLICTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@annotating
def target_merge(request: SignedInRequest, target_id: int) -> HttpResponse:
    """Show with what a target can be merged and what that would do, or merge them."""
    if request.method != "POST":
        return _page(request, target_id)
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
        return _page(request, target_id, **more)

    back = reverse("target-detail", args=[into])
    done = _("Merged. All of it can be unmerged here.")
    return do(request, merge, done=done, back=back, page=page)


@require_POST
@annotating
def target_unmerge(request: SignedInRequest, target_id: int) -> HttpResponse:
    """Let a merged target be something else again."""
    target = target_or_404(request, target_id)
    back = reverse("target-detail", args=[target.merged_into_id or target_id])
    try:
        commands.unmerge_target(target_id, by=request.user)
    except commands.Refused as refused:
        messages.error(request, refused.message)
    else:
        words = _("%(name)s is a target of its own again, with the stances that gave way.")
        messages.success(request, words % {"name": target.name})
    return redirect(back)


def _page(
    request: SignedInRequest, target_id: int, *, refused: str = "", status: int = 200
) -> HttpResponse:
    target = target_or_404(request, target_id)
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
        "quotes": count_quotes_about(target),
        "differing": differing[:CONFLICTS],
        "differing_count": len(differing),
        "same_count": len(both) - len(differing),
        "refused": refused,
    }
    return render(request, "quotes/target_merge.html", context, status=status)
