"""What a person says of a statement's family: this quote belongs to it, or stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Role
from quotes.commands.explain import explained
from quotes.commands.refusals import Conflict, Invalid, Missing
from quotes.commands.steps import step
from quotes.models import Quote, StatementPlace

if TYPE_CHECKING:
    from accounts.models import User


def take_out_of_family(quote_id: int, *, by: User) -> Quote:
    """Say that a quote is no printing of what its family says; the machine joins it to none.

    Raises Missing or Conflict.
    """
    with explained(), transaction.atomic():
        quote = _locked(quote_id)
        if quote.family_id is None:
            raise Conflict("quote", quote_id, _("this quote is of no family"))
        return _place(quote, None, command="take_out_of_family", by=by)


def put_into_family(quote_id: int, beside: int, *, by: User) -> Quote:
    """Say that a quote prints the same statement as another, `beside` which it stands from now on.

    Both are accepted, and of one speaker; unnamed sources of two articles only a reviewer puts
    together, unless the articles are copies. Raises Missing, Invalid or Conflict.
    """
    with explained(), transaction.atomic():
        found = {pk: _locked(pk) for pk in sorted({quote_id, beside})}
        quote, other = found[quote_id], found[beside]
        if quote == other:
            raise Invalid("beside", beside, _("a quote does not stand beside itself"))
        _refuse_two_statements(quote, other, by=by)
        return _place(quote, other, command="put_into_family", by=by)


def leave_family_to_machine(quote_id: int, *, by: User) -> Quote:
    """Take back what a person said of a quote's family; raises Missing or Conflict."""
    with explained(), transaction.atomic():
        quote = _locked(quote_id)
        place = StatementPlace.objects.filter(quote=quote).first()
        if place is None:
            raise Conflict("quote", quote_id, _("nobody has said anything of its family"))
        with step("leave_family_to_machine", article_id=quote.article_id, quote_id=quote_id, by=by):
            place.delete()
        quote.refresh_from_db(fields=["family"])
        return quote


def _place(quote: Quote, beside: Quote | None, *, command: str, by: User) -> Quote:
    detail = {"beside": beside.pk} if beside else {}
    with step(command, article_id=quote.article_id, quote_id=quote.pk, by=by, detail=detail):
        StatementPlace.objects.update_or_create(quote=quote, defaults={"beside": beside})
    quote.refresh_from_db(fields=["family"])
    return quote


def _locked(quote_id: int) -> Quote:
    quotes = Quote.objects.select_for_update(of=("self",)).select_related("speaker", "article")
    quote = quotes.filter(pk=quote_id).first()
    if quote is None:
        message = _("there is no quote %(quote_id)s") % {"quote_id": quote_id}
        raise Missing("quote", quote_id, message)
    return quote


def _refuse_two_statements(quote: Quote, other: Quote, *, by: User) -> None:
    for one in (quote, other):
        if one.status != Quote.Status.ACCEPTED or one.kind == Quote.Kind.TERM:
            message = _("quote %(quote_id)s is not accepted: only what is counted has a family")
            raise Conflict("beside", other.pk, message % {"quote_id": one.pk})
    if quote.speaker_id is not None and quote.speaker_id == other.speaker_id:
        return
    if not (_is_unnamed(quote) and _is_unnamed(other)):
        message = _("they are said by two speakers: if it is one, correct or merge that first")
        raise Conflict("beside", other.pk, message)
    copies = quote.article.family_id is not None and (
        quote.article.family_id == other.article.family_id
    )
    if quote.article_id != other.article_id and not copies and not by.is_at_least(Role.REVIEWER):
        message = _("whether unnamed sources of two articles said one thing, a reviewer decides")
        raise Conflict("beside", other.pk, message)


def _is_unnamed(quote: Quote) -> bool:
    return quote.speaker is None or quote.speaker.article_id is not None
