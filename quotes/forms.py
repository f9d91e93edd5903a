"""What a query string asks for, read strictly: what is not understood is refused, never dropped."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.drafts import FIRST_YEAR, LANGUAGE_TAG, LAST_YEAR, shown
from quotes.models import Attribution, Quote, Stance
from quotes.queries.filters import QuoteFilters
from quotes.queries.waiting import INDEXED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.datastructures import MultiValueDict

    Query = MultiValueDict[str, str]

LONGEST = 300
"""Characters of a search that anybody types."""
_BIGINT = 2**63

CHOICES = {
    "stance": Stance.Position.values,
    "kind": Quote.Kind.values,
    "act": Quote.Act.values,
    "status": Quote.Status.values,
    "sourcing": Attribution.Sourcing.values,
    "waits": [*INDEXED],
}
NAMES = (*QuoteFilters.__dataclass_fields__,)


class FilterRefused(ValueError):
    """A parameter that is unknown, or has a value that it cannot have."""

    def __init__(self, field: str, value: str, message: str) -> None:
        super().__init__(message)
        self.field, self.value, self.message = field, shown(value), message


def read_filters(query: Query, *, also: Iterable[str] = ()) -> QuoteFilters:
    """Read the filters of a list of quotes; `also` names the parameters that others read.

    Raises FilterRefused, for a parameter that is given without a value, too.
    """
    known = check_names(query, (*NAMES, *also))
    given = {name: _values(known, name) for name in NAMES}

    def one(name: str) -> str:
        return _single(name, given[name])

    return QuoteFilters(
        q=read_words(one("q"), "q"),
        article=_numbers("article", given["article"]),
        speaker=_numbers("speaker", given["speaker"]),
        organisation=_numbers("organisation", given["organisation"]),
        target=_numbers("target", given["target"]),
        stance=_chosen("stance", given["stance"]),
        kind=_chosen("kind", given["kind"]),
        act=_chosen("act", given["act"]),
        status=_chosen("status", given["status"]),
        sourcing=_chosen("sourcing", given["sourcing"]),
        outlet=_numbers("outlet", given["outlet"]),
        language=tuple(_language(value) for value in given["language"]),
        published_from=_day("published_from", one("published_from")),
        published_to=_day("published_to", one("published_to")),
        said_from=_day("said_from", one("said_from")),
        said_to=_day("said_to", one("said_to")),
        waits=_chosen("waits", given["waits"]),
    )


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
    return _number(name, value) if value else None


def read_words(value: str, name: str) -> str:
    """Read what somebody typed to find something. Raises FilterRefused."""
    if "\x00" in value:
        raise FilterRefused(
            name, value, _("“%(name)s” has a NUL character in it.") % {"name": name}
        )
    if len(value) > LONGEST:
        message = _("“%(name)s” has %(count)s characters; %(longest)s are the most.") % {
            "name": name,
            "count": len(value),
            "longest": LONGEST,
        }
        raise FilterRefused(name, value, message)
    return " ".join(value.split())


def _values(query: Query, name: str) -> list[str]:
    values = query.getlist(name)
    if "" in values:
        raise FilterRefused(
            name, "", _("“%(name)s” is empty. Leave it out, or give it a value.") % {"name": name}
        )
    return values


def _single(name: str, values: list[str]) -> str:
    if len(values) > 1:
        raise FilterRefused(
            name,
            values[1],
            _("“%(name)s” is given %(count)s times; it has one.")
            % {"name": name, "count": len(values)},
        )
    return values[0] if values else ""


def _numbers(name: str, values: list[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_number(name, value) for value in values))


def _number(name: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,19}", value, re.ASCII) or not 0 < int(value) < _BIGINT:
        message = _("“%(name)s” is “%(value)s”, which is no id; ids are whole numbers from 1.") % {
            "name": name,
            "value": shown(value),
        }
        raise FilterRefused(name, value, message)
    return int(value)


def _chosen(name: str, values: list[str]) -> tuple[str, ...]:
    for value in values:
        if value not in CHOICES[name]:
            message = _("“%(name)s” cannot be “%(value)s”. It is %(either)s.") % {
                "name": name,
                "value": shown(value),
                "either": _either(CHOICES[name]),
            }
            raise FilterRefused(name, value, message)
    return tuple(dict.fromkeys(values))


def _either(values: list[str]) -> str:
    return _("%(names)s or %(values)s") % {"names": ", ".join(values[:-1]), "values": values[-1]}


def _language(value: str) -> str:
    if not value or not re.fullmatch(LANGUAGE_TAG, value):
        message = _("“language” is “%(value)s”, which is no language tag such as en or ar.") % {
            "value": shown(value)
        }
        raise FilterRefused("language", value, message)
    return value


def _day(name: str, value: str) -> date | None:
    if not value:
        return None
    try:
        # fromisoformat alone would read weeks and bare digits as days, too.
        day = date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "")
    except ValueError as error:
        message = _("“%(name)s” is “%(value)s”, which is no day. Write it as 2031-10-28.") % {
            "name": name,
            "value": shown(value),
        }
        raise FilterRefused(name, value, message) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = _("“%(name)s” is “%(value)s”, a year in which no article was published.") % {
            "name": name,
            "value": value,
        }
        raise FilterRefused(name, value, message)
    return day
