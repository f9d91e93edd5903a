"""Names of speakers and targets: as they are kept, and one at a time."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from quotes.commands.refusals import Invalid

LONGEST_NAME = 300


def clean_name(name: str, field: str) -> str:
    """Answer the name as it is kept: single spaces, not empty, not a whole paragraph.

    Raises Invalid.
    """
    cleaned = " ".join(name.split())
    if not cleaned or "\x00" in cleaned:
        raise Invalid(field, name, _("a %(field)s needs a name") % {"field": field})
    if len(cleaned) > LONGEST_NAME:
        raise Invalid(
            field,
            name[:40] + "…",
            _("a name of a %(field)s has at most %(most)s characters, not %(count)s")
            % {"field": field, "most": LONGEST_NAME, "count": len(cleaned)},
        )
    return cleaned


def one_at_a_time(what: str, name: str) -> None:
    """Make others who do the same wait until this transaction ends: two would both create it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(fold(%s), 0))", [f"{what} {name}"]
        )
