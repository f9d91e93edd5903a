"""What a query string asks for, read strictly: what is not understood is refused, never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles.drafts import shown
from quotes.forms import values
from quotes.forms.values import LONGEST as LONGEST
from quotes.forms.values import FilterRefused as FilterRefused
from quotes.models import Attribution, Quote, Stance
from quotes.queries.filters import CUE_CLASSES, MAY_LACK, NOBODY, WITH_PARTS, QuoteFilters
from quotes.queries.waiting import INDEXED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from django.utils.datastructures import MultiValueDict

    Query = MultiValueDict[str, str]

CHOICES: dict[str, list[str]] = {
    "stance": [*Stance.Position.values, "none"],
    "kind": Quote.Kind.values,
    "act": Quote.Act.values,
    "status": Quote.Status.values,
    "sourcing": Attribution.Sourcing.values,
    "cue_class": [*CUE_CLASSES],
    "block": ["body", "headline", "standfirst", "caption"],
    "decided": ["single", "batch"],
    "unsure": ["yes"],
    "relayed": ["yes"],
    "parts": [*WITH_PARTS],
    "waits": [*INDEXED],
}
IDS = ("article", "speaker", "organisation", "target", "outlet", "family", "statement")
TYPED = ("role", "descriptor", "cue", "relay")
DAYS = ("published_from", "published_to", "said_from", "said_to")
SORTS = ("newest", "oldest", "best")
MOST_VALUES = 200
"""Values that one parameter may be given."""


def _chosen(name: str, value: str) -> str:
    return values.one_of(name, value, CHOICES[name])


SEVERAL: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(IDS, values.number),
    **dict.fromkeys(MAY_LACK, values.number_or_none),
    **dict.fromkeys(CHOICES, _chosen),
    **dict.fromkeys(TYPED, values.typed),
    "language": values.language,
    "attribute": values.attribute,
}
"""The parameters that may be given several times, meaning any of these, and who reads them."""
NEGATED = tuple(sorted(SEVERAL.keys() - {"status", "parts", "waits"}))
"""The parameters whose values `not=field:value` leaves out."""
NAMES = ("q", *SEVERAL, *DAYS, "not")


def read_filters(query: Query, *, also: Iterable[str] = ()) -> QuoteFilters:
    """Read the filters of a list of quotes; `also` names the parameters that others read.

    Raises FilterRefused, for a parameter that is given without a value, too.
    """
    known = check_names(query, (*NAMES, *also))
    given = {name: _values(known, name) for name in NAMES}
    read: dict[str, Any] = {
        name: tuple(dict.fromkeys(reads(name, value) for value in given[name]))
        for name, reads in SEVERAL.items()
    }
    days: dict[str, Any] = {name: values.day(name, _single(name, given[name])) for name in DAYS}
    _in_order(days, "published_from", "published_to")
    _in_order(days, "said_from", "said_to")
    left_out = tuple(dict.fromkeys(_left_out(value) for value in given["not"]))
    q = values.search("q", _single("q", given["q"]))
    return QuoteFilters(q=q, **read, **days, not_=left_out)


def read_known(query: Query) -> Query:
    """Answer what of a query are filters of quotes: a view of a figure has others beside them."""
    known = query.copy()
    for name in set(known) - {*NAMES}:
        del known[name]
    return known


def read_sort(query: Query) -> str:
    """Read the order of a list: newest first unless said. Raises FilterRefused."""
    return read_choice(query, "sort", SORTS)


def read_choice(query: Query, name: str, known: Sequence[str]) -> str:
    """Read one of some values, the first of them where none is given. Raises FilterRefused."""
    value = _single(name, _values(query, name))
    return values.one_of(name, value, known) if value else known[0]


def read_several(query: Query, name: str, reads: Callable[[str, str], Any]) -> tuple[Any, ...]:
    """Read the values of a parameter that may be given several times. Raises FilterRefused."""
    return tuple(dict.fromkeys(reads(name, value) for value in _values(query, name)))


def check_names(query: Query, names: Iterable[str]) -> Query:
    """Answer the query if it has no parameter but these. Raises FilterRefused."""
    known = sorted(names)
    for name in query:
        if name not in known:
            listed = ", ".join(known) or _("none")
            message = _("There is no parameter “%(name)s” here. There are %(listed)s.") % {
                "name": shown(name),
                "listed": listed,
            }
            raise FilterRefused(name, query.get(name, ""), message)
    return query


def read_number(query: Query, name: str) -> int | None:
    """Read one id, None where none is given. Raises FilterRefused."""
    value = _single(name, query.getlist(name))
    return values.number(name, value) if value else None


def read_words(value: str, name: str) -> str:
    """Read what somebody typed to find something. Raises FilterRefused."""
    return values.words(name, value)


def _left_out(value: str) -> str:
    """Read "kind:indirect": a filter and one of its values, which is left out."""
    field, colon, unread = value.partition(":")
    if not colon or field not in NEGATED:
        message = _(
            "“%(name)s” is “%(value)s”. Write what is to be left out as field:value, such as "
            "kind:indirect. The fields are %(fields)s."
        ) % {"name": "not", "value": shown(value), "fields": ", ".join(NEGATED)}
        raise FilterRefused("not", value, message)
    try:
        left_out = SEVERAL[field](field, unread)
    except FilterRefused as refused:
        message = _("“%(name)s” cannot be “%(value)s”: %(why)s") % {
            "name": "not",
            "value": shown(value),
            "why": refused.message,
        }
        raise FilterRefused("not", value, message) from refused
    return f"{field}:{'none' if left_out == NOBODY else left_out}"


def _in_order(days: dict[str, date | None], first: str, last: str) -> None:
    begins, ends = days[first], days[last]
    if begins and ends and ends < begins:
        message = _("“%(last)s” is %(ends)s, before “%(first)s”, which is %(begins)s.") % {
            "last": last,
            "ends": ends,
            "first": first,
            "begins": begins,
        }
        raise FilterRefused(last, str(ends), message)


def _values(query: Query, name: str) -> list[str]:
    given = query.getlist(name)
    if "" in given:
        raise FilterRefused(
            name, "", _("“%(name)s” is empty. Leave it out, or give it a value.") % {"name": name}
        )
    if len(given) > MOST_VALUES:
        message = _("“%(name)s” is given %(count)s times; %(most)s are the most.")
        counts = {"name": name, "count": len(given), "most": MOST_VALUES}
        raise FilterRefused(name, given[0], message % counts)
    return given


def _single(name: str, given: list[str]) -> str:
    if len(given) > 1:
        raise FilterRefused(
            name,
            given[1],
            _("“%(name)s” is given %(count)s times; it has one.")
            % {"name": name, "count": len(given)},
        )
    return given[0] if given else ""
