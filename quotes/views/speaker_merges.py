"""Two speakers that may be one: offered, previewed, merged, unmerged, told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import annotating, may
from accounts.models import Role
from quotes import commands
from quotes.forms import LONGEST
from quotes.models import Speaker
from quotes.queries.duplicates import COUNTED, QUOTES, count_duplicates, likely_duplicates
from quotes.queries.names import find_speakers
from quotes.queries.speaker_merges import MOST, preview_merge
from quotes.views.records import do, version_in, words_in
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest


@require_safe
@annotating
def speaker_duplicates(request: SignedInRequest) -> HttpResponse:
    """Offer pairs of speakers who may be one."""
    context = {
        "pairs": likely_duplicates(),
        "count": count_duplicates(),
        "counted": COUNTED,
        "most": QUOTES,
    }
    return render(request, "quotes/speaker_duplicates.html", context)


@require_POST
@annotating
def speaker_apart(request: SignedInRequest) -> HttpResponse:
    """Remember that two are two."""
    first, second = number_in(request, "first"), number_in(request, "second")
    try:
        commands.tell_apart(first, second, by=request.user)
    except commands.Missing as missing:
        raise Http404(missing.message) from missing
    except commands.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("They are two; they are not offered as one again."))
    return redirect("speaker-duplicates")


@require_http_methods(["GET", "HEAD", "POST"])
@annotating
def speaker_merge(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    """Show with whom a speaker can be merged and what that would move, or merge them."""
    merge = request.method == "POST"
    return _merge(request, speaker_id) if merge else _page(request, speaker_id)


def _merge(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    into = number_in(request, "into")

    def merge() -> object:
        return commands.merge_speakers(
            speaker_id,
            into,
            version=version_in(request),
            by=request.user,
            reason=words_in(request, "reason"),
        )

    def page(request: Any, **more: Any) -> HttpResponse:
        return _page(request, speaker_id, **more)

    return do(
        request,
        merge,
        done=_("Merged. All of it can be unmerged here."),
        back=reverse("speaker-detail", args=[into]),
        page=page,
    )


@require_POST
@annotating
def speaker_unmerge(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    """Let a merged speaker be somebody else again."""
    speaker = _speaker_or_404(speaker_id)
    back = reverse("speaker-detail", args=[speaker.merged_into_id or speaker_id])
    try:
        commands.unmerge_speaker(speaker_id, by=request.user)
    except commands.Refused as refused:
        messages.error(request, refused.message)
    else:
        words = _("%(name)s is somebody else again, with all that was theirs.")
        messages.success(request, words % {"name": speaker.name})
    return redirect(back)


def _page(
    request: SignedInRequest, speaker_id: int, *, refused: str = "", status: int = 200
) -> HttpResponse:
    speaker = _speaker_or_404(speaker_id)
    if speaker.merged_into_id:
        return redirect("speaker-detail", speaker.merged_into_id)
    into = Speaker.objects.select_related("merged_into").filter(pk=number_in(request, "into"))
    other = into.first()
    other = other and (other.merged_into or other)
    chosen = None if other is None or other == speaker else other
    asked = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    # Nobody is proposed for an unnamed source: a reviewer looks for whom it is.
    looked_for = asked or ("" if speaker.article_id else speaker.name)
    found = find_speakers(looked_for, user=request.user) if looked_for else []
    context = {
        "speaker": speaker,
        "q": asked,
        "options": [each for each in found if each.id != speaker.pk and not chosen],
        "preview": preview_merge(speaker, chosen) if chosen else None,
        "most": MOST,
        "may_merge_unnamed": may(request.user, Role.REVIEWER),
        "refused": refused,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "quotes/speaker_merge.html", context, status=status)


def _speaker_or_404(speaker_id: int) -> Speaker:
    speaker = Speaker.objects.select_related("article").filter(pk=speaker_id).first()
    if speaker is None:
        message = f"There is no speaker {speaker_id}."
        raise Http404(message)
    return speaker
