"""What editors do on the article page: each is one command, and answers what is different now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import annotating
from quotes import commands
from quotes.models import Quote
from quotes.queries import annotation
from quotes.queries.mentions import mention_of, nobody
from quotes.views.annotate import Outcome, Refusal, answer, sheet_or_404
from quotes.views.clash import clash_of, sent_in_words
from quotes.views.sent import (
    new_content_in,
    number_in,
    reference_in,
    spans_in,
    text_version_in,
    version_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest
    from quotes.queries.annotation import Sheet

STAYS_IN_PLACE = frozenset({
    "accept_quote", "reject_quote", "set_speaker", "add_target", "set_stance", "remove_stance",
})  # fmt: skip
"""Commands after which, and after whose undoing, every quote stands where it stood."""


@require_POST
@annotating
def quote_accept(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Accept a quote as it stands and move on."""
    return _decide(request, quote_id, commands.accept_quote, done=_("accepted"))


@require_POST
@annotating
def quote_reject(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Reject a quote and move on."""
    return _decide(request, quote_id, commands.reject_quote, done=_("rejected"))


@require_POST
@annotating
def quote_content(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Make the parts sent the content of a quote; or join, split or take away those it has."""

    def change(quote: Quote) -> Outcome:
        version, content = version_in(request), new_content_in(request, quote)
        commands.set_content(quote.pk, version=version, by=request.user, content=content)
        return Outcome()

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("has new content"))


@require_POST
@annotating
def quote_speaker(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Say who said it: somebody known, or a name."""

    def change(quote: Quote) -> Outcome:
        position, before = number_in(request, "position"), mention_of(quote.pk)
        if before.name and not position:
            unnamed = before.is_unnamed
        else:
            unnamed = quote.attributions.filter(position=position, sourcing="unnamed").exists()
        commands.set_speaker(
            quote.pk,
            version=version_in(request),
            by=request.user,
            speaker=reference_in(request, "speaker"),
            position=position,
            kind=request.POST.get("kind", ""),
            unnamed=unnamed,
        )
        return Outcome(mention=before)

    return change_in_hand(request, quote_or_404(quote_id), change, done=_("has a speaker"))


@require_POST
@annotating
def quote_delete(request: SignedInRequest, quote_id: int) -> HttpResponse:
    """Take a quote away; the next one is in hand then."""
    quote = quote_or_404(quote_id)
    before = sheet_or_404(request, quote.article_id, quote_id=quote_id)
    active = annotation.activate(before, before.by_id[quote_id])
    try:
        commands.delete_quote(quote_id, version=version_in(request), by=request.user)
    except commands.Refused as refused:
        return refuse(request, quote.article_id, quote_id, refused)
    following = (active.next or active.previous or 0) if active else 0
    number = before.text_version.number
    sheet = sheet_or_404(request, quote.article_id, text=number)
    deleted = _("Quote %(number)s deleted") % {"number": before.by_id[quote_id].number}
    changed = frozenset({quote_id})
    outcome = Outcome(changed=changed, whole=True, toast=deleted, chains=before.chains)
    return answer(request, sheet, following, outcome)


@require_POST
@annotating
def quote_mark(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Mark the parts sent as a new quote, or what is said at the text cursor; take it in hand."""
    was = number_in(request, "was")
    try:
        quote = _marked(request, text_version_in(request, article_id))
    except commands.Refused as refused:
        there = getattr(refused, "existing", None)
        return refuse(request, article_id, there or was, refused)
    sheet = sheet_or_404(request, article_id, quote_id=quote.pk)
    toast = f"{_called(sheet, quote.pk)} {_('marked')}"
    outcome = Outcome(whole=True, toast=toast, mention=nobody(quote.pk))
    return answer(request, sheet, quote.pk, outcome)


def _marked(request: SignedInRequest, text_version_id: int) -> Quote:
    selected = "content" if request.POST.get("content") else "spans"
    if request.POST.get("at") and not request.POST.get(selected):
        at = number_in(request, "at")
        return commands.mark_quote_at(text_version_id, at, by=request.user)
    return commands.mark_words(text_version_id, spans_in(request, selected), by=request.user)


def _decide(
    request: SignedInRequest, quote_id: int, command: Callable[..., Quote], *, done: str
) -> HttpResponse:
    before = mention_of(quote_id)
    try:
        quote = command(quote_id, version=version_in(request), by=request.user)
    except commands.Refused as refused:
        return refuse(request, quote_or_404(quote_id).article_id, quote_id, refused)
    sheet = sheet_or_404(request, quote.article_id, quote_id=quote_id)
    following = annotation.next_undecided(sheet, quote_id) or quote_id
    toast = f"{_called(sheet, quote_id)} {done}"
    outcome = Outcome(changed=frozenset({quote_id}), toast=toast, mention=before)
    return answer(request, sheet, following, outcome)


def change_in_hand(
    request: SignedInRequest, quote: Quote, change: Callable[[Quote], Outcome], *, done: str
) -> HttpResponse:
    """Make a change of the quote in hand, which stays in hand."""
    moved, place = (*quote.content, *(quote.cue or ())), annotation.place_in_text(quote)
    try:
        outcome = change(quote)
    except commands.Refused as refused:
        return refuse(request, quote.article_id, quote.pk, refused)
    sheet = sheet_or_404(request, quote.article_id, quote_id=quote.pk)
    toast = f"{_called(sheet, quote.pk)} {done}"
    outcome = replace(
        outcome,
        changed=outcome.changed | {quote.pk},
        moved=(*moved, *outcome.moved),
        whole=outcome.whole or annotation.changes_places(sheet, quote.pk, place),
        toast=outcome.toast or toast,
    )
    return answer(request, sheet, quote.pk, outcome)


def refuse(
    request: HttpRequest, article_id: int, quote_id: int, refused: commands.Refused
) -> HttpResponse:
    """Answer why nothing was stored, with the quote as it stands now."""
    is_conflict = isinstance(refused, commands.StaleVersion)
    status = 409 if isinstance(refused, commands.Conflict) else 422
    shown = number_in(request, "shown")
    sheet = sheet_or_404(request, article_id, quote_id=quote_id, text=shown)
    clash = clash_of(request, refused) if isinstance(refused, commands.PartConflict) else None
    message = _in_page_words(refused, sheet)
    kept = sent_in_words(request) if isinstance(refused, commands.Withdrawn) else ""
    refusal = Refusal(
        message,
        is_conflict=is_conflict,
        status=status,
        clash=clash,
        kept=kept,
        shows_steps=isinstance(refused, commands.ChangedSince),
    )
    outcome = Outcome(changed=frozenset({quote_id}), refusal=refusal, whole=is_conflict)
    return answer(request, sheet, quote_id, outcome)


def _called(sheet: Sheet, quote_id: int) -> str:
    """Answer what the page calls a quote: by its number, which terms have not."""
    number = sheet.by_id[quote_id].number
    return _("Quote %(number)s") % {"number": number} if number else _("Term")


def _in_page_words(refused: commands.Refused, sheet: Sheet) -> str:
    """Answer why, with quotes called by their numbers on the page."""
    match refused:
        case commands.StaleVersion(value=sent, current=current):
            return _(
                "somebody changed this quote since you opened it"
                " (version %(sent)s then, version %(current)s now)"
            ) % {"sent": sent, "current": current}
        case commands.Ambiguous(value=name):
            return _("“%(name)s” is the name of several: choose the one meant from the list") % {
                "name": name
            }
        case commands.DuplicateQuote(existing=existing) if there := sheet.by_id.get(existing or 0):
            number = there.number
            return _("these words of this speaker are marked already as quote %(number)s") % {
                "number": number
            }
    return refused.message


def quote_or_404(quote_id: int) -> Quote:
    """Answer what of a quote is asked for before it is changed; the command reads all of it."""
    asked = ("article_id", "text_version_id", "content", "cue", "kind")
    quote = Quote.objects.only(*asked).filter(pk=quote_id).first()
    if quote is None:
        message = f"There is no quote {quote_id}; perhaps somebody deleted it."
        raise Http404(message)
    return quote
