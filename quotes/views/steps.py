"""The whole history: every step anybody took, each to be undone or done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import annotating, own_page
from articles.paging import BadCursor
from quotes import commands
from quotes.forms import FilterRefused, check_names, read_number
from quotes.models import Quote
from quotes.queries.steps import (
    StepFilters,
    article_named,
    list_steps,
    people_with_steps,
)
from quotes.queries.wording import UNDO, deed_of, who_did_what
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment

if TYPE_CHECKING:
    from accounts.access import SignedInRequest
    from quotes.models import Step


@dataclass(frozen=True)
class InTheWay:
    """A quote that was changed since, and by which later step, in words."""

    quote: Quote | None
    step: Step | None
    words: str


@require_safe
@annotating
@varies_by_htmx
def step_list(request: SignedInRequest) -> HttpResponse:
    """List what was done, newest first, by anybody or one person, everywhere or in one article."""
    try:
        check_names(request.GET, ("by", "article", "after"))
        context = _page(request)
    except (FilterRefused, BadCursor) as refused:
        return refuse(request, refused)
    template = "quotes/step_list.html"
    return render(request, f"{template}#results" if wants_fragment(request) else template, context)


@require_POST
@annotating
def step_undo(request: SignedInRequest, step_id: int) -> HttpResponse:
    """Undo a step, or redo it where it is an undo; `rest`: what nobody changed since."""
    rest = request.POST.get("rest") == "1"
    try:
        step = commands.undo_step(step_id, by=request.user, rest=rest)
    except commands.Missing as refused:
        return _refused(request, refused, status=404)
    except commands.Refused as refused:
        return _refused(request, refused, status=409)
    done = _("Done again") if step.command == UNDO else _("Undone")
    words = deed_of(step)
    but = _(", except where it was changed since") if rest else ""
    messages.success(request, f"{done}: {words}{but}.")
    return redirect(own_page(request, request.POST.get("next", ""), resolve_url("step-list")))


def _page(request: SignedInRequest) -> dict[str, Any]:
    filters = StepFilters(
        by=read_number(request.GET, "by"), article=read_number(request.GET, "article")
    )
    page = list_steps(filters, user=request.user, cursor=request.GET.get("after"))
    return {
        "steps": page.rows,
        "next": page.next,
        "people": people_with_steps(),
        "by": filters.by,
        "article": article_named(filters.article),
        "filters": filters,
    }


def _refused(request: HttpRequest, refused: commands.Refused, *, status: int) -> HttpResponse:
    """Say why nothing was undone, which later steps stand in the way, and what could be undone."""
    standing: list[InTheWay] = []
    others = 0
    if isinstance(refused, commands.ChangedSince):
        quotes = Quote.objects.only("content_words", "article_id").in_bulk(
            {each.quote_id for each in refused.standing if each.quote_id}
        )
        standing = [
            InTheWay(quotes.get(each.quote_id or 0), each.step, _words(each.step))
            for each in refused.standing
        ]
        others = refused.others
    context = {
        "refused": refused,
        "standing": standing,
        "others": others,
        "next": own_page(request, request.POST.get("next", ""), resolve_url("step-list")),
    }
    return render(request, "quotes/step_undo.html", context, status=status)


def _words(step: Step | None) -> str:
    return who_did_what(step) if step else _("it was changed from outside the app")
