"""One value of a parameter, read strictly; each refusal says which parameter and what it may be."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.drafts import FIRST_YEAR, LANGUAGE_TAG, LAST_YEAR, shown
from quotes.queries.filters import NOBODY
from quotes.queries.hits import read_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 300
"""Characters of a search that anybody types."""
_BIGINT = 2**63
_OR = re.compile(r"(?:^|\s)or(?=\s|$)", re.IGNORECASE)
_PHRASE = re.compile(r'"[^"]*"?')


class FilterRefused(ValueError):
    """A parameter that is unknown, or has a value that it cannot have."""

    def __init__(self, field: str, value: str, message: str) -> None:
        super().__init__(message)
        self.field, self.value, self.message = field, shown(value), message


def number(name: str, value: str) -> int:
    """Read an id. Raises FilterRefused."""
    if not re.fullmatch(r"[0-9]{1,19}", value, re.ASCII) or not 0 < int(value) < _BIGINT:
        message = _("“%(name)s” is “%(value)s”, which is no id; ids are whole numbers from 1.") % {
            "name": name,
            "value": shown(value),
        }
        raise FilterRefused(name, value, message)
    return int(value)


def number_or_none(name: str, value: str) -> int:
    """Read an id, or "none" for what has none. Raises FilterRefused."""
    return NOBODY if value == "none" else number(name, value)


def one_of(name: str, value: str, known: Sequence[str]) -> str:
    """Read one of the values that there are. Raises FilterRefused."""
    if value not in known:
        message = _("“%(name)s” cannot be “%(value)s”. It is %(either)s.") % {
            "name": name,
            "value": shown(value),
            "either": either(known),
        }
        raise FilterRefused(name, value, message)
    return value


def either(values: Sequence[str]) -> str:
    """Write what there is to choose from."""
    if len(values) == 1:
        return f"“{values[0]}”"
    return _("%(names)s or %(values)s") % {"names": ", ".join(values[:-1]), "values": values[-1]}


def words(name: str, value: str) -> str:
    """Read words that somebody typed, their white space made one. Raises FilterRefused."""
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


def typed(name: str, value: str) -> str:
    """Read words that a filter is about. Raises FilterRefused where there are none."""
    if found := words(name, value):
        return found
    message = _("“%(name)s” is empty. Leave it out, or give it a value.") % {"name": name}
    raise FilterRefused(name, value, message)


def search(name: str, value: str) -> str:
    """Read what is looked for. Raises FilterRefused where it only says what must not be there."""
    found = words(name, value)
    if any(_only_leaves_out(each) for each in _choices(found)):
        message = _(
            "“%(name)s” is “%(value)s”: it only says what must not be there. "
            "Add a word to look for."
        ) % {"name": name, "value": shown(found)}
        raise FilterRefused(name, value, message)
    return found


def attribute(name: str, value: str) -> str:
    """Read a free attribute, written "party:Green". Raises FilterRefused."""
    key, colon, wanted = (each.strip() for each in words(name, value).partition(":"))
    if not (key and colon and wanted):
        message = _(
            "“%(name)s” is “%(value)s”. Write the attribute, a colon and its value: party:Green."
        ) % {"name": name, "value": shown(value)}
        raise FilterRefused(name, value, message)
    return f"{key}:{wanted}"


def language(name: str, value: str) -> str:
    """Read a language tag. Raises FilterRefused."""
    if not value or not re.fullmatch(LANGUAGE_TAG, value):
        message = _("“%(name)s” is “%(value)s”, which is no language tag such as en or ar.") % {
            "name": name,
            "value": shown(value),
        }
        raise FilterRefused(name, value, message)
    return value


def day(name: str, value: str) -> date | None:
    """Read a day, None where none is given. Raises FilterRefused."""
    if not value:
        return None
    try:
        # fromisoformat alone would read weeks and bare digits as days, too.
        found = date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "")
    except ValueError as error:
        message = _("“%(name)s” is “%(value)s”, which is no day. Write it as 2031-10-28.") % {
            "name": name,
            "value": shown(value),
        }
        raise FilterRefused(name, value, message) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = _("“%(name)s” is “%(value)s”, a year in which no article was published.") % {
            "name": name,
            "value": value,
        }
        raise FilterRefused(name, value, message)
    return found


def _choices(looked_for: str) -> list[str]:
    """Part what is looked for at each "or" that stands outside a phrase."""
    plain = _PHRASE.sub(lambda phrase: phrase[0].replace(" ", "\x00"), looked_for)
    return [each.replace("\x00", " ") for each in _OR.split(plain)]


def _only_leaves_out(looked_for: str) -> bool:
    return not read_terms(looked_for) and bool(read_terms(looked_for.replace("-", " ")))
