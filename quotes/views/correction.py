"""A text that came in after another: what became of the quotes, and a decision where it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import annotating
from articles.models import TextVersion
from articles.queries import visible_to
from quotes import commands
from quotes.queries.corrections import open_correction
from quotes.queries.wording import deed_of
from quotes.views.sent import number_in, spans_in, version_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest


@require_safe
@annotating
def article_correction(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show what a next text did to the quotes, those to be decided about first."""
    article = get_object_or_404(visible_to(request.user), pk=article_id)
    try:
        correction = open_correction(article, number=number_in(request, "text") or None)
    except TextVersion.DoesNotExist as error:
        message = "This article has no such text after its first one."
        raise Http404(message) from error
    return render(request, "articles/article_correction.html", {"correction": correction})


@require_POST
@annotating
def correction_decide(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Place one quote in the newer text, or leave it where it is; or take the last step back."""
    get_object_or_404(visible_to(request.user), pk=article_id)
    try:
        messages.success(request, _decide(request, article_id))
    except commands.Refused as refused:
        messages.error(request, _("Nothing was changed: %(why)s.") % {"why": refused.message})
    return redirect(f"{reverse('article-correction', args=[article_id])}#main")


def _decide(request: SignedInRequest, article_id: int) -> str:
    decision = request.POST.get("decision", "")
    if decision == "undo":
        step = commands.undo_last_step(article_id, by=request.user)
        return _("Undone: %(what)s.") % {"what": deed_of(step)}
    quote_id, version = number_in(request, "quote"), version_in(request)
    if decision == "leave":
        quote = commands.leave_quote(quote_id, version=version, by=request.user)
        return _("Left at text %(number)s.") % {"number": quote.text_version.number}
    if decision == "here":
        content = spans_in(request)
        commands.place_quote(quote_id, version=version, by=request.user, content=content)
        return _("Placed at the words you chose.")
    if decision == "place":
        chosen = request.POST.get("candidate", "")
        if not chosen.isdigit():
            raise commands.Invalid("candidate", chosen, _("choose one of the places first"))
        commands.place_quote(quote_id, version=version, by=request.user, candidate=int(chosen))
        return _("Placed there.")
    commands.place_quote(quote_id, version=version, by=request.user)
    return _("The quote has the new words.")
