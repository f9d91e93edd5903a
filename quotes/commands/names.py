"""Names and attributes of speakers and targets: as they are kept, and one at a time."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from quotes.commands.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_NAME = 300
MOST_ATTRIBUTES, LONGEST_ATTRIBUTE = 40, 300


def clean_name(name: str, field: str) -> str:
    """Answer the name as it is kept: single spaces, something to be seen, not a whole paragraph.

    Raises Invalid.
    """
    cleaned = " ".join(name.split())
    if not _is_seen(cleaned) or "\x00" in cleaned:
        raise Invalid(field, name, _("a %(field)s needs a name") % {"field": field})
    if len(cleaned) > LONGEST_NAME:
        raise Invalid(
            field,
            name,
            _("a name of a %(field)s has at most %(most)s characters, not %(count)s")
            % {"field": field, "most": LONGEST_NAME, "count": len(cleaned)},
        )
    return cleaned


def _is_seen(name: str) -> bool:
    """Tell whether a name has more than spaces, controls and marks of direction or joining."""
    return any(unicodedata.category(each)[0] not in "CZ" for each in name)


def clean_attributes(given: Mapping[str, str]) -> dict[str, str]:
    """Answer attributes as they are kept: single spaces, empty ones left out. Raises Invalid."""
    cleaned = {" ".join(key.split()): " ".join(value.split()) for key, value in given.items()}
    kept = {key: value for key, value in cleaned.items() if key and value}
    long = [text for pair in kept.items() for text in pair if len(text) > LONGEST_ATTRIBUTE]
    if long or len(kept) > MOST_ATTRIBUTES or "\x00" in "".join([*kept, *kept.values()]):
        message = _(
            "there are at most %(most)s attributes, and none has more than %(longest)s characters"
        ) % {"most": MOST_ATTRIBUTES, "longest": LONGEST_ATTRIBUTE}
        raise Invalid("attributes", None, message)
    return kept


def clean_wikidata_id(given: str | None) -> str | None:
    """Answer the id as it is kept, None for nothing. Raises Invalid."""
    wanted = (given or "").strip().upper() or None
    if wanted and not re.fullmatch(r"Q[1-9][0-9]{0,18}", wanted, re.ASCII):
        message = _("“%(given)s” is no Wikidata id, such as Q42") % {"given": given}
        raise Invalid("wikidata_id", given, message)
    return wanted


def one_at_a_time(what: str, name: str) -> None:
    """Make others who do the same wait until this transaction ends: two would both create it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(fold(%s), 0))", [f"{what} {name}"]
        )
