"""Speakers: the list, the page of one, and the forms with which editors keep it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import annotating, may, reading
from accounts.models import Role
from articles.paging import BadCursor
from quotes import commands
from quotes.forms import FilterRefused, check_names, read_words, values
from quotes.models import Speaker
from quotes.queries.cards import cards
from quotes.queries.choices import Unknown, choices
from quotes.queries.duplicates import COUNTED, count_duplicates
from quotes.queries.filters import may_see_undecided
from quotes.queries.name_history import history_of_speaker
from quotes.queries.search import Facets, find_page
from quotes.queries.speakers import KINDS, MOST, ORDERS, all_known_of, list_speakers, speaker_of
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment, without_empty
from quotes.views.chips import chips
from quotes.views.records import day_in, do, pairs_in, version_in, words_in
from quotes.views.sent import number_in
from quotes.views.speaker_figures import (
    NOTHING_ASKED,
    Asked,
    figure_context,
    figures_of,
    read_asked,
)
from quotes.views.speaker_files import file_of
from quotes.views.speaker_stances import target_asked, with_stances

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest

QUOTES = 10


@require_safe
@reading
@varies_by_htmx
def speaker_list(request: HttpRequest) -> HttpResponse:
    """List speakers by name, kind and order, or those whom a few letters fit best."""
    query = without_empty(request.GET)
    given = query.get("attribute", "")
    try:
        check_names(query, ("q", "kind", "order", "attribute", "target", "after"))
        q = read_words(query.get("q", ""), "q")
        kind = _one_of(query.get("kind", ""), "kind", KINDS)
        order = _one_of(query.get("order", ""), "order", ORDERS) or "name"
        attribute = values.attribute("attribute", given) if given else ""
        target = target_asked(request, query)
        page = list_speakers(
            q,
            user=request.user,
            cursor=query.get("after"),
            kind=kind,
            order=order,
            attribute=attribute,
        )
    except (FilterRefused, BadCursor, Unknown) as refused:
        return refuse(request, refused)
    works_here = may(request.user, Role.ANNOTATOR)
    context: dict[str, Any] = {
        **with_stances(target, page.rows),
        "target": target,
        "next": page.next,
        "q": q,
        "kind": kind,
        "order": order,
        "attribute": attribute,
        "kinds": KINDS if works_here else KINDS[:-1],
        "most": MOST,
        "works_here": works_here,
    }
    if wants_fragment(request):
        return render(request, "quotes/speaker_list.html#results", context)
    if works_here:
        context |= {"likely": count_duplicates(), "likely_most": COUNTED}
    return render(request, "quotes/speaker_list.html", context)


@require_safe
@reading
@varies_by_htmx
def speaker_detail(request: HttpRequest, speaker_id: int) -> HttpResponse:
    """Show all that is known of a speaker; who was merged is shown as whom they became."""
    speaker = _speaker_or_404(request, speaker_id)
    if speaker.merged_into_id:
        return redirect("speaker-detail", speaker.merged_into_id)
    try:
        asked = read_asked(request, speaker)
        if asked.file != "page":
            return file_of(asked.file, speaker, figures_of(speaker, asked, request), request)
        return _page(request, speaker, asked=asked)
    except (FilterRefused, BadCursor, Unknown) as refused:
        return refuse(request, refused)


@require_POST
@annotating
def speaker_facts(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    """Say what a speaker is called first, what it is, and what it is part of."""

    def change() -> object:
        changes: commands.SpeakerChanges = {
            "name": words_in(request, "name"),
            "kind": request.POST.get("kind", ""),
            "wikidata_id": words_in(request, "wikidata_id") or None,
            "attributes": pairs_in(request, "attributes"),
        }
        if words_in(request, "part_of") != words_in(request, "part_of_was"):
            changes["part_of"] = words_in(request, "part_of") or None
        return commands.change_speaker(
            speaker_id, version=version_in(request), by=request.user, changes=changes
        )

    return _do(request, speaker_id, change, done=_("Saved."))


@require_POST
@annotating
def speaker_names(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    """Add a name, or take one away."""
    by, version, gone = request.user, version_in(request), number_in(request, "remove")

    def change() -> object:
        if gone:
            return commands.remove_speaker_name(speaker_id, gone, version=version, by=by)
        name = words_in(request, "name")
        return commands.add_speaker_name(speaker_id, name, version=version, by=by)

    return _do(
        request, speaker_id, change, done=_("The name is gone.") if gone else _("Name added.")
    )


@require_POST
@annotating
def speaker_roles(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    """Add a role, change one, or take one away."""
    by, version = request.user, version_in(request)
    gone, known = number_in(request, "remove"), number_in(request, "known")

    def change() -> object:
        if gone:
            return commands.remove_role(speaker_id, gone, version=version, by=by)
        role = commands.RoleInput(
            role=words_in(request, "role"),
            organisation=words_in(request, "organisation") or None,
            since=day_in(request, "since"),
            until=day_in(request, "until", last=True),
        )
        if known:
            return commands.change_role(speaker_id, known, role, version=version, by=by)
        return commands.add_role(speaker_id, role, version=version, by=by)

    return _do(
        request, speaker_id, change, done=_("The role is gone.") if gone else _("Role saved.")
    )


@require_POST
@annotating
def speaker_undo(request: SignedInRequest, speaker_id: int) -> HttpResponse:
    """Take back a step of this speaker's history, or do it again."""

    def change() -> object:
        return commands.undo_step(number_in(request, "step"), by=request.user)

    return _do(request, speaker_id, change, done=_("Undone."))


def _do(request: SignedInRequest, speaker_id: int, change: Any, *, done: str) -> HttpResponse:
    speaker = _speaker_or_404(request, speaker_id)

    def page(request: HttpRequest, **more: Any) -> HttpResponse:
        now = _speaker_or_404(request, speaker_id)
        return _page(request, now.merged_into or now, **more)

    back = reverse("speaker-detail", args=[speaker.pk])
    return do(request, change, done=done, back=back, page=page)


def _page(
    request: HttpRequest,
    speaker: Speaker,
    *,
    asked: Asked = NOTHING_ASKED,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    user = request.user
    figures = figures_of(speaker, asked, request)
    context = {"speaker": speaker, "refused": refused, "sent": request.POST if refused else {}}
    context |= figure_context(speaker, figures, asked)
    if wants_fragment(request) and not refused:
        return render(request, "quotes/speaker_detail.html#months", context)
    after = asked.query.get("after")
    page = find_page(figures.filters, user=user, cursor=after, limit=QUOTES)
    works_here = may_see_undecided(user)
    offered = choices(asked.filters, user=user, counts=Facets())
    context |= {
        "chips": chips(asked.filters, offered, asked.query),
        "known": all_known_of(speaker, user=user),
        "cards": cards(page.rows, people=False, every_text=works_here),
        "next": page.next,
        "history": history_of_speaker(speaker, user=user),
        "kinds": Speaker.Kind.values,
        "works_here": works_here,
    }
    return render(request, "quotes/speaker_detail.html", context, status=status)


def _speaker_or_404(request: HttpRequest, speaker_id: int) -> Speaker:
    speaker = speaker_of(speaker_id, user=request.user)
    if speaker is None:
        message = f"There is no speaker {speaker_id} to be seen here."
        raise Http404(message)
    return speaker


def _one_of(value: str, name: str, choices: tuple[str, ...]) -> str:
    if value and value not in choices:
        message = _("“%(name)s” cannot be “%(value)s”. It is one of %(names)s.") % {
            "name": name,
            "value": value[:40],
            "names": ", ".join(choices),
        }
        raise FilterRefused(name, value, message)
    return value
