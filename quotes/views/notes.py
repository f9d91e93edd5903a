"""Notes on the quote in hand, or on the page of a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import annotating
from quotes import commands
from quotes.models import Note
from quotes.views.annotate import Outcome
from quotes.views.marking import change_in_hand, quote_or_404

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from accounts.access import SignedInRequest
    from quotes.models import Quote


@require_POST
@annotating
def note_add(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Write a note on a quote."""

    def change() -> None:
        commands.add_note(quote_id, text=request.POST.get("text", ""), by=request.user)

    return _answer(request, quote_or_404(quote_id), change, done=_("has a note"))


@require_POST
@annotating
def note_change(request: SignedInRequest, note_id: int) -> HttpResponse:
    """Give a note other words."""
    text = request.POST.get("text", "")

    def change() -> None:
        commands.change_note(note_id, text=text, by=request.user)

    return _answer(request, _quote_of(note_id), change, done=_("has a changed note"))


@require_POST
@annotating
def note_delete(request: SignedInRequest, note_id: int) -> HttpResponse:
    """Take a note away."""

    def change() -> None:
        commands.delete_note(note_id, by=request.user)

    return _answer(request, _quote_of(note_id), change, done=_("has a note less"))


def _answer(
    request: SignedInRequest, quote: Quote, change: Callable[[], None], *, done: str
) -> HttpResponse:
    """Answer as the article page does or, where the form stands there, with the quote's page."""
    if request.POST.get("page") != "quote":

        def in_hand(_quote: Quote) -> Outcome:
            change()
            return Outcome()

        return change_in_hand(request, quote, in_hand, done=done)
    try:
        change()
    except commands.Refused as refused:
        messages.error(request, refused.message)
    return redirect("quote-detail", quote.pk)


def _quote_of(note_id: int) -> Quote:
    note = Note.objects.select_related("quote").filter(pk=note_id).first()
    if note is None:
        message = f"There is no note {note_id}; perhaps somebody took it away."
        raise Http404(message)
    return note.quote
