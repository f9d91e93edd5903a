"""What the forms of the article page say of a quote beside its words, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from quotes import commands, occasions

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from quotes.commands import QuoteChanges
    from quotes.models import Quote

WORDS = ("kind", "act", "channel")
NOTES = ("place", "said_in", "addressee")
FLAGS = ("unsure", "stances_done", "earlier")
LONGEST = 300


def facts_in(request: HttpRequest, quote: Quote) -> QuoteChanges:
    """Answer what the form names, and nothing else; raises Invalid."""
    given = request.POST
    changes: dict[str, Any] = {name: given[name] for name in WORDS if name in given}
    changes |= {name: _note(name, given[name]) for name in NOTES if name in given}
    changes |= {name: given[name] == "1" for name in FLAGS if name in given}
    if "parent" in given:
        changes["parent"] = int(given["parent"]) if given["parent"].isdecimal() else None
    if "said_on" in given:
        changes |= _said_on(given["said_on"], published=_published(quote))
    return cast("QuoteChanges", changes)


def _note(name: str, value: str) -> str:
    words = " ".join(value.split())
    if "\x00" in words or len(words) > LONGEST:
        message = _("wants at most %(most)s characters") % {"most": LONGEST}
        raise commands.Invalid(name, words[:40], message)
    return words


def _said_on(typed: str, *, published: date | None) -> dict[str, Any]:
    if not typed.strip():
        return {"said_on": None, "said_on_precision": None}
    read = occasions.read_typed(typed, published=published)
    if read is None:
        message = _("“%(typed)s” is no date: write 2031-02-28 or 28 Feb 2031")
        raise commands.Invalid("said_on", typed, message % {"typed": typed[:40]})
    return {"said_on": read.on, "said_on_precision": read.precision, "earlier": False}


def _published(quote: Quote) -> date | None:
    at = quote.published_at
    return timezone.localtime(at).date() if at else None
