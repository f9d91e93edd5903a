"""Filters in words, each with the address of the same view without it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.queries.choices import Choices
from quotes.queries.filters import QuoteFilters

if TYPE_CHECKING:
    from datetime import date

DAYS = {
    "published_from": gettext_lazy("printed from"),
    "published_to": gettext_lazy("printed until"),
    "said_from": gettext_lazy("said from"),
    "said_to": gettext_lazy("said until"),
}
NAMED = {
    "organisation": gettext_lazy("for %(name)s"),
    "waits": gettext_lazy("waits: %(name)s"),
    "language": gettext_lazy("in %(name)s"),
}
LISTED = ("speaker", "organisation", "target", "stance", "outlet", "article")
PLAIN = ("kind", "act", "sourcing", "status", "waits")
FIELD_WORDS = {
    "q": gettext_lazy("the words"),
    "speaker": gettext_lazy("the speaker"),
    "organisation": gettext_lazy("the organisation"),
    "target": gettext_lazy("the target"),
    "stance": gettext_lazy("the stance"),
    "outlet": gettext_lazy("the outlet"),
    "article": gettext_lazy("the article"),
    "status": gettext_lazy("the status"),
    "language": gettext_lazy("the language"),
    "kind": gettext_lazy("the kind"),
    "act": gettext_lazy("the act"),
    "sourcing": gettext_lazy("the sourcing"),
    "waits": gettext_lazy("the queue"),
    "published_from": gettext_lazy("the first day of printing"),
    "published_to": gettext_lazy("the last day of printing"),
    "said_from": gettext_lazy("the first day of saying"),
    "said_to": gettext_lazy("the last day of saying"),
}


@dataclass(frozen=True)
class Chip:
    """One filter that is on; `without` is the query that leaves it out."""

    field: str
    text: str
    without: str


@dataclass(frozen=True)
class Way:
    """A filter that may be taken away where nothing fits, and how many quotes would be left."""

    text: str
    without: str
    count: int


def chips(filters: QuoteFilters, offered: Choices, query: QueryDict) -> list[Chip]:
    """Answer the filters that are on."""
    found = [Chip("q", f"“{filters.q}”", _without(query, "q"))] if filters.q else []
    for field, words in DAYS.items():
        day: date | None = getattr(filters, field)
        if day:
            text = f"{words} {date_format(day, 'j M Y')}"
            found.append(Chip(field, text, _without(query, field)))
    for field in (*LISTED, *PLAIN):
        for each in offered[field]:
            if each.chosen:
                without = _without(query, field, str(each.value))
                found.append(Chip(field, _named(field, each.name), without))
    return found + [
        Chip("language", _named("language", tag), _without(query, "language", tag))
        for tag in filters.language
    ]


def ways_out(found: list[Chip], counts: dict[str, int], query: QueryDict) -> list[Way]:
    """Answer what can be taken away where nothing fits, what helps most first."""
    ways = [
        Way(_names(field, found), _without(query, field), count) for field, count in counts.items()
    ]
    return sorted(ways, key=lambda way: -way.count)


def _named(field: str, name: str) -> str:
    return NAMED[field] % {"name": name} if field in NAMED else name


def _names(field: str, found: list[Chip]) -> str:
    named = _(" or ").join(chip.text for chip in found if chip.field == field)
    words = str(FIELD_WORDS[field])
    return words if field in DAYS else f"{words} {named}"


def _without(query: QueryDict, field: str, value: str = "") -> str:
    """Write the query without a field, or without one of its values, on its first page."""
    left = query.copy()
    left.pop("after", None)
    kept = [each for each in left.pop(field, []) if value and each != value]
    if kept:
        left.setlist(field, kept)
    return f"?{left.urlencode()}" if left else "?"
