"""What editors say of a quote beside its words: facts, sources, relays, and what words are.

Each is one command on the quote in hand, and answers what is different now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import annotating
from quotes import commands, splitting
from quotes.commands.attributions import read_part
from quotes.queries.mentions import mention_of
from quotes.views.annotate import Outcome
from quotes.views.facts import facts_in
from quotes.views.marking import change_in_hand, quote_or_404
from quotes.views.sent import number_in, reference_in, spans_in, version_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest
    from quotes.models import Quote
    from quotes.spans import Spans

OF_QUOTE = {"cue", "addressee", "relay"}
OF_SOURCE = {"mention", "descriptor", "condition"}


@require_POST
@annotating
def quote_facts(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Say what the form names: kind, act, occasion, addressee, parent, unsure, stances done."""

    def change(quote: Quote) -> Outcome:
        changes = facts_in(request, quote)
        before = mention_of(quote.pk) if "kind" in changes else None
        commands.change_quote(
            quote.pk, version=version_in(request), by=request.user, changes=changes
        )
        is_whole = "kind" in changes and "term" in {changes["kind"], quote.kind}
        return Outcome(whole=is_whole, mention=before)

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("changed"))


@require_POST
@annotating
def quote_words(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Make the selected words what the form says they are, or take such words away."""

    def change(quote: Quote) -> Outcome:
        cleared = request.POST.get("clear", "")
        what = cleared or request.POST.get("take", "")
        words = None if cleared else spans_in(request)
        moved = _take(request, quote, what, words)
        return Outcome(moved=moved)

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("changed"))


@require_POST
@annotating
def quote_attribution(request: SignedInRequest, quote_id: int, position: int) -> HttpResponse:
    """Say how the article identifies one source, for whom it speaks, or that it is none."""

    def change(quote: Quote) -> Outcome:
        given: dict[str, Any] = {"version": version_in(request), "by": request.user}
        moved, before = _mentions(quote), mention_of(quote.pk)
        if "away" in request.POST:
            commands.remove_attribution(quote.pk, **given, position=position)
        else:
            changes = _of_source(request)
            commands.change_attribution(quote.pk, **given, position=position, changes=changes)
        return Outcome(moved=moved, mention=before)

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("has another source"))


@require_POST
@annotating
def quote_attribution_add(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Attribute a quote to one source more, named by the selected words if there are any."""

    def change(quote: Quote) -> Outcome:
        words = spans_in(request) if request.POST.get("spans") else None
        changes: commands.AttributionChanges = {"mention": words}
        commands.add_attribution(
            quote.pk, version=version_in(request), by=request.user, changes=changes
        )
        return Outcome()

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("has one source more"))


@require_POST
@annotating
def quote_relay(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Name one through whom a quote came, take one away, or let one come before the other."""

    def change(quote: Quote) -> Outcome:
        relays = _relays(quote)
        place = number_in(request, "up") or number_in(request, "away")
        if place and place >= len(relays):
            raise commands.Missing("relay", place, _("this is not there any more"))
        if "up" in request.POST:
            relays.insert(max(0, place - 1), relays.pop(place))
        elif "away" in request.POST:
            relays[place : place + 1] = []
        else:
            relays.append(commands.RelayInput(name=request.POST.get("relay", "")))
        commands.change_quote(
            quote.pk, version=version_in(request), by=request.user, changes={"relays": relays}
        )
        return Outcome()

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("changed"))


def _take(request: SignedInRequest, quote: Quote, what: str, words: Any) -> Spans:
    """Store the words, and answer what of the text was marked before."""
    given: dict[str, Any] = {"version": version_in(request), "by": request.user}
    field, _dash, add = what.partition("-")
    if field in OF_SOURCE:
        position, moved = number_in(request, "position"), _mentions(quote)
        if add:
            words = _joined(quote, _mention(quote, position), words)
        changes: Any = {field: words}
        commands.change_attribution(quote.pk, **given, position=position, changes=changes)
        return moved
    if field not in OF_QUOTE:
        message = _("the form does not say what the words are")
        raise commands.Invalid("take", what, message)
    commands.change_quote(quote.pk, **given, changes=_of_quote(quote, field, words, add=bool(add)))
    return ()


def _of_quote(quote: Quote, field: str, words: Any, *, add: bool) -> commands.QuoteChanges:
    if field == "cue":
        return {"cue": _joined(quote, quote.cue or (), words) if add else words}
    text = " ".join(each["exact"] for each in words or ())
    if field == "addressee":
        return {"addressee": text, "addressee_span": words}
    return {"relays": [*_relays(quote), commands.RelayInput(name=text, span=words)]}


def _joined(quote: Quote, spans: Spans, words: Any) -> Spans:
    """Answer the parts there are and the words sent, touching ones as one."""
    read, _words = read_part(quote, words, "spans")
    return splitting.union(spans, read or ())


def _mention(quote: Quote, position: int) -> Spans:
    """Answer where the words stand that name one source."""
    rows = quote.attributions.filter(position=position, mention__isnull=False)
    return rows.values_list("mention", flat=True).first() or ()


def _mentions(quote: Quote) -> Spans:
    rows = quote.attributions.filter(mention__isnull=False).values_list("mention", flat=True)
    return tuple(part for mention in rows for part in mention or ())


def _relays(quote: Quote) -> list[commands.RelayInput]:
    return [
        commands.RelayInput(name=row.name, speaker=row.speaker_id, span=row.span)
        for row in quote.relays.order_by("position")
    ]


def _of_source(request: HttpRequest) -> commands.AttributionChanges:
    if "sourcing" in request.POST:
        return {"sourcing": request.POST["sourcing"]}
    named = reference_in(request, "organisation")
    return {"organisation": None if request.POST.get("clear") or not named else named}
