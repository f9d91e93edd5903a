"""What the database refused, said in words."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from django.db import IntegrityError, OperationalError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.commands.refusals import (
    Conflict,
    DuplicateExternalId,
    DuplicateQuote,
    Invalid,
    Overtaken,
)
from quotes.models import Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

INVALID = {
    "quote_is_not_inside_itself": ("parent", gettext_lazy("a quote cannot stand inside itself")),
    "quote_is_not_its_own_parent": ("parent", gettext_lazy("a quote cannot stand inside itself")),
    "attribution_unnamed_stays_at_home": (
        "speaker",
        gettext_lazy("this unnamed source belongs to another article"),
    ),
    "relay_unnamed_stays_at_home": (
        "relays",
        gettext_lazy("this unnamed source belongs to another article"),
    ),
    "attribution_none_names_nobody": (
        "sourcing",
        gettext_lazy(
            "sourcing “none” means that the article names nobody: leave speaker and mention out"
        ),
    ),
    "quote_said_on_has_a_precision": (
        "said_on",
        gettext_lazy("send said_on together with its precision: day, month or year"),
    ),
    "speaker_name_once": (
        "names",
        gettext_lazy("two of the names are the same but for case or accents"),
    ),
    "speaker_role_ends_after_it_begins": (
        "roles",
        gettext_lazy("a role cannot end before it begins"),
    ),
    "target_kind_is_known": (
        "kind",
        gettext_lazy("a target is an issue, proposal, document or speaker"),
    ),
    "target_links_its_speaker": (
        "speaker",
        gettext_lazy("a target of kind speaker, and no other, names one"),
    ),
    "quote_words_are_the_slices": (
        "content",
        gettext_lazy("the words are not what the text version says there"),
    ),
}


@dataclass
class About:
    """The quote a command is about, once it is known."""

    quote: Quote | None = None


@contextmanager
def explained() -> Iterator[About]:
    """Turn a broken constraint into a refusal that names the field; wraps the transaction.

    Two who wait for each other end that way, too: the database lets one of them go first.
    """
    about = About()
    try:
        yield about
    except IntegrityError as error:
        cause = error.__cause__
        name = (cause.diag.constraint_name or "") if isinstance(cause, psycopg.Error) else ""
        if name == "quote_once_a_speaker":
            raise DuplicateQuote(_same_words(about.quote)) from error
        if name == "quote_external_id_once" and about.quote and about.quote.external_id:
            called = about.quote.external_id
            raise DuplicateExternalId(called, _called(called)) from error
        if name in INVALID:
            field, message = INVALID[name]
            raise Invalid(field, None, str(message)) from error
        raise Conflict(
            "quote", name, _("the database refuses this change (%(name)s)") % {"name": name}
        ) from error
    except OperationalError as error:
        if not isinstance(error.__cause__, psycopg.errors.DeadlockDetected):
            raise
        raise Overtaken from error


def check_now() -> None:
    """Let the database check what it else checks at the end, while it is known of which quote."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


def _same_words(quote: Quote | None) -> int | None:
    if quote is None:
        return None
    same = Quote.objects.filter(
        text_version_id=quote.text_version_id, content=quote.content
    ).exclude(status="rejected")
    return same.exclude(pk=quote.pk).order_by("id").values_list("id", flat=True).first()


def _called(external_id: str) -> int | None:
    found = Quote.objects.filter(external_id=external_id)
    return found.values_list("id", flat=True).first()
