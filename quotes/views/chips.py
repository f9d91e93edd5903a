"""Filters in words, each with the address of the same view without it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.formats import date_format

from quotes.queries.choices import Choices
from quotes.queries.filters import QuoteFilters

if TYPE_CHECKING:
    from datetime import date

DAYS = {
    "published_from": "printed from",
    "published_to": "printed until",
    "said_from": "said from",
    "said_to": "said until",
}
NAMED = {"organisation": "for ", "waits": "waits: "}
LISTED = ("speaker", "organisation", "target", "stance", "outlet", "article")
PLAIN = ("kind", "act", "sourcing", "status", "waits")
FIELD_WORDS = {
    "q": "the words",
    "kind": "the kind",
    "act": "the act",
    "sourcing": "the sourcing",
    "waits": "the queue",
    "published_from": "the first day of printing",
    "published_to": "the last day of printing",
    "said_from": "the first day of saying",
    "said_to": "the last day of saying",
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
                text = NAMED.get(field, "") + each.name
                found.append(Chip(field, text, _without(query, field, str(each.value))))
    tags = filters.language
    return found + [Chip("language", f"in {t}", _without(query, "language", t)) for t in tags]


def ways_out(found: list[Chip], counts: dict[str, int], query: QueryDict) -> list[Way]:
    """Answer what can be taken away where nothing fits, what helps most first."""
    ways = [
        Way(_names(field, found), _without(query, field), count) for field, count in counts.items()
    ]
    return sorted(ways, key=lambda way: -way.count)


def _names(field: str, found: list[Chip]) -> str:
    named = " or ".join(chip.text for chip in found if chip.field == field)
    words = FIELD_WORDS.get(field, f"the {field}")
    return words if field in DAYS else f"{words} {named}"


def _without(query: QueryDict, field: str, value: str = "") -> str:
    """Write the query without a field, or without one of its values, on its first page."""
    left = query.copy()
    left.pop("after", None)
    kept = [each for each in left.pop(field, []) if value and each != value]
    if kept:
        left.setlist(field, kept)
    return f"?{left.urlencode()}" if left else "?"
