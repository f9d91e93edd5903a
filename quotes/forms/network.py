"""What network an address asks for, read strictly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from articles.drafts import shown
from quotes.forms import NAMES, FilterRefused, read_filters, values
from quotes.networks.choices import DUPLICATES, MODES, NORMALISATIONS, QUALIFIERS, Choice
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.figures.network import MOST, Asked
from quotes.queries.figures.network_rows import ACTORS, ATTRIBUTE, is_attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quotes.forms import Query
    from quotes.queries.filters import QuoteFilters

Word = TypeVar("Word", bound=str)
OWN = (
    "mode",
    "rows",
    "columns",
    "qualifier",
    "normalisation",
    "duplicates",
    "counting",
    "minimum",
    "limit",
    "isolates",
)
"""The parameters that say what network it is; all others narrow what is said."""
NARROWING = tuple(name for name in NAMES if name not in {"status", "waits"})
PLAIN = {"rows": "speaker", "normalisation": "none", "duplicates": "all"}
"""What is taken where a parameter is left out."""
LARGEST = 1_000_000
LONGEST_KEY = 100


def read_network(
    query: Query, *, also: Iterable[str] = (), defaults: Mapping[str, str] = PLAIN
) -> tuple[QuoteFilters, Asked]:
    """Read the filters and the choices of a network. Raises FilterRefused."""
    for name in ("status", "waits"):
        if name in query:
            message = _("A network is made of accepted quotes: “%(name)s” has no meaning here.")
            raise FilterRefused(name, query.get(name, ""), message % {"name": name})
    filters = read_filters(query, also=(*OWN, *also))
    mode = _one(query, "mode", MODES)
    rows = _side(query, "rows", ("target", *ACTORS), defaults["rows"])
    across = ACTORS if rows == "target" else ("target",)
    choice = Choice(
        mode=mode,
        qualifier=_one(query, "qualifier", QUALIFIERS[mode]),
        normalisation=_one(query, "normalisation", NORMALISATIONS[mode], defaults["normalisation"]),
        duplicates=_one(query, "duplicates", DUPLICATES, defaults["duplicates"]),
        minimum=_count(query, "minimum", 1, LARGEST),
    )
    asked = Asked(
        rows=rows,
        columns=_side(query, "columns", across, across[0]),
        choice=choice,
        counting=_one(query, "counting", COUNTINGS),
        limit=_count(query, "limit", MOST, MOST),
        isolates=_one(query, "isolates", ("no", "yes")) == "yes",
    )
    return filters, asked


def single(query: Query, name: str) -> str:
    """Answer the one value of a parameter, "" where none is given. Raises FilterRefused."""
    given = query.getlist(name)
    if len(given) > 1:
        message = _("“%(name)s” is given %(count)s times; it has one.")
        raise FilterRefused(name, given[1], message % {"name": name, "count": len(given)})
    if given == [""]:
        message = _("“%(name)s” is empty. Leave it out, or give it a value.")
        raise FilterRefused(name, "", message % {"name": name})
    return given[0] if given else ""


def _one(query: Query, name: str, known: Sequence[Word], default: str = "") -> Word:
    value = single(query, name) or (default if default in known else known[0])
    values.one_of(name, value, known)
    return known[known.index(value)]


def _side(query: Query, name: str, known: Sequence[str], default: str) -> str:
    """Read what rows or columns are."""
    value = single(query, name) or default
    if is_attribute(value):
        key = values.words(name, value.removeprefix(ATTRIBUTE))
        if 0 < len(key) <= LONGEST_KEY:
            return f"{ATTRIBUTE}{key}"
    if value not in known:
        message = _("“%(name)s” cannot be “%(value)s”. It is %(either)s.") % {
            "name": name,
            "value": shown(value),
            "either": values.either([*known, f"{ATTRIBUTE}KEY"]),
        }
        raise FilterRefused(name, value, message)
    return value


def _count(query: Query, name: str, default: int, most: int) -> int:
    value = single(query, name) or str(default)
    if not re.fullmatch(r"[0-9]{1,7}", value, re.ASCII) or not 1 <= int(value) <= most:
        message = _("“%(name)s” is “%(value)s”; it is a whole number from 1 to %(most)s.") % {
            "name": name,
            "value": shown(value),
            "most": most,
        }
        raise FilterRefused(name, value, message)
    return int(value)
