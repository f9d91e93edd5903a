"""What may be asked of quotes: the same filters for the page, the API and every figure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from accounts.models import Role
from articles.queries import withdrawn_articles
from quotes.models import Quote

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


CUE_CLASSES = ("neutral", "endorsing", "distancing")
"""What a cue verb says of what it reports: "said", "pointed out", "claimed"."""
WITH_PARTS = ("target", "organisation")
"""The filters that may take in all that is part of what they name."""
NOBODY = 0
"""The id that stands for no speaker, organisation or target at all; an address says "none"."""
MAY_LACK = ("speaker", "organisation", "target")
"""The filters that may ask for quotes that have none."""
_IDS = {"article", "speaker", "organisation", "target", "outlet", "family", "statement"}


@dataclass(frozen=True, kw_only=True)
class QuoteFilters:
    """What a list of quotes is narrowed to; a tuple means any of these, empty means all.

    `target` and `stance` together mean one and the same stance. Dates are inclusive, in the
    newsroom's time zone. Without `status` quotes are the accepted ones; `waits` names queues of the
    desk, which may hold quotes of any status. `role` is one held at the time, `attribute` is
    "party:Green", `family` is of articles and `statement` of quotes; `parts` names the filters that
    take in what is part of theirs. `not_` has "field:value": none of these; `left_out` reads it.
    """

    q: str = ""
    article: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    organisation: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    stance: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    sourcing: tuple[str, ...] = ()
    outlet: tuple[int, ...] = ()
    language: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    said_from: date | None = None
    said_to: date | None = None
    waits: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    descriptor: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()
    cue_class: tuple[str, ...] = ()
    relay: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    relayed: tuple[str, ...] = ()
    family: tuple[int, ...] = ()
    statement: tuple[int, ...] = ()
    attribute: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()

    def left_out(self) -> dict[str, tuple[Any, ...]]:
        """Answer the values that `not_` leaves out, by filter; ids are numbers."""
        found: dict[str, tuple[Any, ...]] = {}
        for each in self.not_:
            field, _, value = each.partition(":")
            found[field] = (*found.get(field, ()), _id(value) if field in _IDS else value)
        return found

    def given(self) -> dict[str, object]:
        """Answer the filters that narrow anything, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


def _id(value: str) -> int:
    return NOBODY if value == "none" else int(value)


def visible_quotes(user: User | AnonymousUser) -> QuerySet[Quote]:
    """Answer every quote that this person may see: readers accepted ones that stand."""
    if may_see_undecided(user):
        return Quote.objects.all()
    accepted = Quote.objects.filter(status=Quote.Status.ACCEPTED)
    return accepted.exclude(article__in=withdrawn_articles().values("pk"))


def may_see_undecided(user: User | AnonymousUser) -> bool:
    """Tell whether suggestions and rejected quotes may be shown to this person."""
    return user.is_authenticated and user.is_at_least(Role.ANNOTATOR)


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Keep, of attributions or stances, those of quotes that figures count and readers see."""
    accepted = rows.filter(status=Quote.Status.ACCEPTED).exclude(quote__kind=Quote.Kind.TERM)
    return accepted.exclude(quote__article__in=withdrawn_articles().values("pk"))
