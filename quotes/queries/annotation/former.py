"""Quotes that stood in a text and stand in a newer one now: drawn as they stood, to read alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from quotes.models import Attribution, Placement, Quote
from quotes.queries.corrections import spans_of
from quotes.queries.filters import may_see_undecided
from quotes.segments import Mark

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User

WENT = (
    Placement.Decision.ITSELF,
    Placement.Decision.TAKEN,
    Placement.Decision.PLACED,
)


def former_marks(text_version_id: int, *, user: User | AnonymousUser) -> list[Mark]:
    """Answer the marks of quotes that went on from a text to another; their links lead there."""
    went = _went_on_from(text_version_id)
    if not may_see_undecided(user):
        went = went.filter(quote__status=Quote.Status.ACCEPTED)
    rows = list(went.values_list("quote", "was", "text_version__number", "quote__kind"))
    names = _names([pk for pk, *_rest in rows])
    marks = []
    for pk, was, number, kind in rows:
        if kind != Quote.Kind.TERM:
            who = names.get(pk) or _("nobody yet")
            label = _("%(who)s, in text %(number)s now") % {"who": who, "number": number}
            marks.append(Mark(pk, "quote", spans_of(was, "content"), label=label))
            marks += [Mark(pk, "cue", spans_of(was, "cue"))] if "cue" in was else []
            mentions = [name for name in was if name.startswith("mention:")]
            marks += [Mark(pk, "mention", spans_of(was, name)) for name in mentions]
    return marks


def _went_on_from(text_version_id: int) -> QuerySet[Placement]:
    went = Placement.objects.filter(old_text=text_version_id, decision__in=WENT)
    elsewhere = went.exclude(quote__text_version=F("old_text"))
    return elsewhere.exclude(quote__status=Quote.Status.REJECTED).order_by("quote")


def _names(quotes: list[int]) -> dict[int, str]:
    first = Attribution.objects.filter(quote__in=quotes, position=0)
    name = Coalesce("speaker__merged_into__name", "speaker__name", "proposed_name")
    return dict(first.values_list("quote", name))
