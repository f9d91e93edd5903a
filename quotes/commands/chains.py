"""Whole chains of mentions at once: one source named right names it right everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.refusals import Conflict, Missing
from quotes.commands.steps import step
from quotes.commands.versions import lock_quote
from quotes.models import Attribution, Quote
from quotes.queries.chains import chains_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.models import User
    from quotes.commands.versions import Seen

SPEAKER = frozenset({"speaker:0", "sourcing:0"})


def apply_speaker_to_chain(
    quote_id: int, *, version: int | Seen, by: User | None
) -> tuple[int, ...]:
    """Give this quote's speaker to the quotes of its chain, and answer which; one step.

    Of the chain it was in before its speaker was changed, where that has quotes left. What is only
    suggested stays so. Raises Missing, StaleVersion, DuplicateQuote or Conflict.
    """
    with explained(), transaction.atomic():
        quote = lock_quote(quote_id, version, SPEAKER)
        found = chains_of(quote.text_version_id).followers(quote_id)
        if found is None:
            message = _("no other quote of this source has another speaker; say who it is first")
            raise Conflict("speaker", quote_id, message)
        _locked(found.quotes)
        given = quote.attributions.get(position=0)
        detail = {"count": len(found.quotes) + 1, "name": found.name}
        with step(
            "apply_speaker_to_chain",
            article_id=quote.article_id,
            quote_id=quote_id,
            by=by,
            detail=detail,
        ):
            _name_as(given, found.quotes)
        return found.quotes


def move_mention(quote_id: int, *, like: int, version: int | Seen, by: User | None) -> Quote:
    """Make the source of this quote that of the quote `like`, of the same text.

    Its own words that name the source stay. Raises Missing, StaleVersion, DuplicateQuote or
    Conflict.
    """
    with explained() as refused, transaction.atomic():
        quote = refused.quote = lock_quote(quote_id, version, SPEAKER)
        given = Attribution.objects.filter(
            quote=like, quote__text_version=quote.text_version_id, position=0
        ).first()
        if given is None or like == quote_id:
            raise Missing(
                "like",
                like,
                _("there is no other quote %(like)s with a source here") % {"like": like},
            )
        row = quote.attributions.filter(position=0).first()
        if row and _source(row) == _source(given):
            message = _("its source is this one already")
            raise Conflict("like", like, message)
        with step("move_mention", article_id=quote.article_id, quote_id=quote_id, by=by):
            if row is None:
                Attribution.objects.create(quote=quote, position=0, sourcing="named")
            _name_as(given, [quote_id])
        quote.refresh_from_db()
        return quote


def _locked(quotes: Collection[int]) -> None:
    rows = Quote.objects.select_for_update(of=("self",)).filter(pk__in=quotes)
    list(rows.order_by("pk").values_list("pk"))


def _source(row: Attribution) -> tuple[object, ...]:
    return row.speaker_id, row.proposed_name if row.speaker_id is None else "", row.sourcing


def _name_as(given: Attribution, quotes: Collection[int]) -> None:
    """Give the first attribution of these quotes the source of another one."""
    Attribution.objects.filter(quote__in=quotes, position=0).update(
        speaker=given.speaker_id,
        proposed_name="" if given.speaker_id else given.proposed_name,
        proposed_kind=given.proposed_kind,
        sourcing=given.sourcing,
    )
    from_machine = When(origin=Quote.Origin.MACHINE, then=True)
    Quote.objects.filter(pk__in=quotes).update(
        version=F("version") + 1,
        updated_at=Now(),
        changed=Case(from_machine, default=F("changed")),
    )
