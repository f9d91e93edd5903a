"""Two people at one quote: what each has seen, and when a change of one meets one of the other.

Nobody is asked who they are: one person with two windows is two here, for what one agrees to or
changes is what the window shows. A page sends the version it shows as `Seen`.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from quotes.commands.refusals import Missing, PartConflict, StaleVersion
from quotes.models import Quote
from quotes.queries import parts as quote_parts

DECIDED = frozenset({"content", "speaker", "status", "kind"})
"""What one has to have seen as it is to accept or reject a quote."""
EVERYTHING = frozenset({*quote_parts.COLUMNS, *quote_parts.OF_A_SOURCE, "relays", "stance"})


# At every change: Django takes longer to write this than PostgreSQL to answer it.
_LOCK = "select * from quotes_quote where id = %s for update"


class Seen(NamedTuple):
    """The version a page showed: changes of other parts since then stand beside the new one."""

    version: int


def lock_quote(
    quote_id: int, version: int | Seen | None, parts: frozenset[str] = EVERYTHING
) -> Quote:
    """Answer the quote, locked until the transaction ends; `parts` are those to be changed.

    A number has to be the version stored. With `Seen` only `parts` have to be as they were then.
    Raises Missing, StaleVersion or its PartConflict.
    """
    quote = next(iter(Quote.objects.raw(_LOCK, [quote_id])), None)
    if quote is None:
        raise Missing(
            "quote", quote_id, _("there is no quote %(quote_id)s") % {"quote_id": quote_id}
        )
    if not isinstance(version, Seen) and version not in {None, quote.version}:
        raise StaleVersion(sent=version, current=quote.version)
    refuse_if_changed(quote, version, parts)
    return quote


def refuse_if_changed(quote: Quote, seen: int | Seen | None, parts: frozenset[str]) -> None:
    """Raise PartConflict where one of these parts is not any more as a page showed it."""
    if not isinstance(seen, Seen) or quote.version == seen.version or not parts:
        return
    happened = quote_parts.since(quote.pk, seen.version)
    for part in sorted(happened.parts):
        change = happened.last_of(part) if quote_parts.touches(part, parts) else None
        if change:
            raise PartConflict(sent=seen.version, current=quote.version, part=part, change=change)
