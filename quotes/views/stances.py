"""Where the speaker of the quote in hand stands: each is one command, and answers what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import annotating
from quotes import commands
from quotes.views.annotate import Outcome
from quotes.views.marking import change_in_hand, quote_or_404
from quotes.views.sent import number_in, reference_in, version_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest
    from quotes.models import Quote

IF = " if"


@require_POST
@annotating
def quote_stance(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Say where the speaker stands on a target, whether on a condition, or that it is about it.

    A hint that hangs on a condition is taken with it: "oppose if".
    """
    position, conditional = request.POST.get("position", ""), request.POST.get("conditional")
    if position.endswith(IF):
        position, conditional = position.removesuffix(IF), "1"

    def change(quote: Quote) -> Outcome:
        target, version = reference_in(request, "target"), version_in(request)
        given: dict[str, Any] = {"version": version, "by": request.user}
        is_so = None if conditional is None else conditional == "1"
        if position:
            commands.set_stance(quote.pk, target, **given, position=position, conditional=is_so)
            return Outcome(lit_after=number_in(request, "target"))
        if is_so is not None:
            commands.set_conditional(quote.pk, target, **given, conditional=is_so)
            return Outcome(lit=number_in(request, "target"))
        added = commands.add_target(quote.pk, target, **given)
        return Outcome(lit=added.target_id)

    done = _("has a stance") if position or conditional else _("has a target")
    return change_in_hand(request, quote_or_404(quote_id), change, done=done)


@require_POST
@annotating
def quote_stance_remove(request: SignedInRequest, quote_id: int, target_id: int) -> HttpResponse:
    """Say that a quote is not about a target."""

    def change(quote: Quote) -> Outcome:
        commands.remove_stance(quote.pk, target_id, version=version_in(request), by=request.user)
        return Outcome(lit=target_id)

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("has a stance less"))
