"""Filters in words, each with the address of the same view without it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.queries.choices import Choice, Choices
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
    "role": gettext_lazy("role: %(name)s"),
    "descriptor": gettext_lazy("described as “%(name)s”"),
    "cue": gettext_lazy("cue “%(name)s”"),
    "cue_class": gettext_lazy("%(name)s cue"),
    "relay": gettext_lazy("via %(name)s"),
    "block": gettext_lazy("in the %(name)s"),
    "decided": gettext_lazy("decided %(name)s"),
    "family": gettext_lazy("copies of one article (%(name)s)"),
    "statement": gettext_lazy("one statement (%(name)s)"),
}
LISTED = ("speaker", "organisation", "target", "stance", "outlet", "article")
PLAIN = (
    *("kind", "act", "sourcing", "status", "waits", "language", "role", "attribute", "descriptor"),
    *("cue", "cue_class", "relay", "relayed", "block", "decided", "unsure"),
)
NUMBERED = ("family", "statement")
PARTS = {
    "target": gettext_lazy("with parts of the target"),
    "organisation": gettext_lazy("with parts of the organisation"),
}
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
    "role": gettext_lazy("the role"),
    "attribute": gettext_lazy("the attribute"),
    "descriptor": gettext_lazy("the description"),
    "cue": gettext_lazy("the cue"),
    "cue_class": gettext_lazy("the class of the cue"),
    "relay": gettext_lazy("the relay"),
    "relayed": gettext_lazy("the way it came"),
    "block": gettext_lazy("the place in the article"),
    "decided": gettext_lazy("the decision"),
    "unsure": gettext_lazy("the doubt"),
    "family": gettext_lazy("the article family"),
    "statement": gettext_lazy("the statement"),
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
    words = [Chip("q", f"“{filters.q}”", _without(query, "q"))] if filters.q else []
    named = [chip for field in (*LISTED, *PLAIN) for chip in _chosen(field, offered[field], query)]
    parts = [
        Chip("parts", str(PARTS[each]), _without(query, "parts", each)) for each in filters.parts
    ]
    return [*words, *_days(filters, query), *named, *_numbered(filters, query), *parts]


def _days(filters: QuoteFilters, query: QueryDict) -> list[Chip]:
    found = []
    for field, words in DAYS.items():
        day: date | None = getattr(filters, field)
        if day:
            text = f"{words} {date_format(day, 'j M Y')}"
            found.append(Chip(field, text, _without(query, field)))
    return found


def _chosen(field: str, offered: list[Choice], query: QueryDict) -> list[Chip]:
    found = []
    for each in offered:
        value = str(each.value)
        if each.chosen:
            found.append(Chip(field, _named(field, each.name), _without(query, field, value)))
        if each.left_out:
            found.append(_left_out(field, value, each.name, query))
    return found


def _numbered(filters: QuoteFilters, query: QueryDict) -> list[Chip]:
    """Answer the filters that name families, which have no name but a number."""
    found = []
    for field in NUMBERED:
        chosen, but = getattr(filters, field), filters.left_out().get(field, ())
        found += [
            Chip(field, _named(field, str(each)), _without(query, field, str(each)))
            for each in chosen
        ]
        found += [_left_out(field, str(each), str(each), query) for each in but]
    return found


def ways_out(found: list[Chip], counts: dict[str, int], query: QueryDict) -> list[Way]:
    """Answer what can be taken away where nothing fits, what helps most first."""
    ways = [_way(field, count, found, query) for field, count in counts.items()]
    return sorted(ways, key=lambda way: -way.count)


def _way(field: str, count: int, found: list[Chip], query: QueryDict) -> Way:
    if field.startswith("not_:"):
        chip = next(chip for chip in found if chip.field == field)
        return Way(chip.text, chip.without, count)
    return Way(_names(field, found), _without(query, field), count)


def _left_out(field: str, value: str, name: str, query: QueryDict) -> Chip:
    text = _("not %(what)s") % {"what": _named(field, name)}
    return Chip(f"not_:{field}:{value}", text, _without(query, "not", f"{field}:{value}"))


def _named(field: str, name: str) -> str:
    return str(NAMED[field] % {"name": name}) if field in NAMED else name


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
