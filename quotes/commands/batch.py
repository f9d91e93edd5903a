"""Many suggestions accepted in one step, which is undone in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles.models import TextVersion
from quotes.commands.explain import explained
from quotes.commands.proposals import settle_all, store_speakers
from quotes.commands.refusals import Conflict, Invalid, Missing
from quotes.commands.steps import step
from quotes.models import Quote, Step
from quotes.sureness import AT_LEAST

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.models import User

COMMANDS = {"sure": "accept_sure", "check": "accept_checked"}
"""The step each threshold leaves."""


class Batch(NamedTuple):
    """What was accepted at once, and what was left for a person: its source has several names."""

    step: Step
    accepted: tuple[int, ...]
    left: tuple[int, ...]


def accept_sure(
    text_version_id: int, *, by: User | None, at_least: str = "sure", count: int | None = None
) -> Batch:
    """Accept every suggestion of a text that is at least so sure, its proposed speakers included.

    What is marked as unsure, or printed and marked twice, waits for a person, as does a name that
    several speakers go by. With `count` there have to be as many as the page said. Raises Missing,
    Invalid or Conflict.
    """
    if at_least not in AT_LEAST:
        raise Invalid(
            "at_least",
            at_least,
            _("“%(at_least)s” is no threshold; use sure or check") % {"at_least": at_least},
        )
    version = TextVersion.objects.defer("text").filter(pk=text_version_id).first()
    if version is None:
        message = _("there is no text version %(text_version_id)s") % {
            "text_version_id": text_version_id
        }
        raise Missing("text_version", text_version_id, message)
    with explained(), transaction.atomic():
        quotes = _lock(version.pk, at_least, count)
        command = COMMANDS[at_least]
        with step(command, article_id=version.article_id, quote_id=None, by=by) as done:
            speakers, left = settle_all(quotes, article_id=version.article_id)
            accepted = tuple(pk for pk in quotes if pk not in left)
            if not accepted:
                message = _("each of these names a source that several speakers go by")
                raise Conflict("at_least", at_least, message)
            _accept(accepted, speakers, by=by)
            store_speakers(speakers)
            done.detail = {"count": len(accepted), "at_least": at_least}
            done.save(update_fields=["detail"])
        return Batch(done, accepted, tuple(sorted(left)))


def waiting(text_version_id: int, at_least: str) -> QuerySet[Quote]:
    """Answer the suggestions of a text that are at least so sure and no person doubts."""
    suggested = Quote.objects.filter(
        text_version=text_version_id,
        status=Quote.Status.SUGGESTED,
        unsure=False,
        confidence__gte=AT_LEAST[at_least],
    )
    return suggested.exclude(kind=Quote.Kind.TERM)


def _lock(text_version_id: int, at_least: str, count: int | None) -> list[int]:
    """Lock them until the transaction ends; raises Conflict where they are not as many as seen."""
    found = waiting(text_version_id, at_least).select_for_update(of=("self",)).order_by("pk")
    quotes = list(found.values_list("pk", flat=True))
    if not quotes or count not in {None, len(quotes)}:
        now = _("there are %(count)s now") if quotes else _("there are none now")
        message = _("other quotes than you saw are as sure as that: %(now)s; look again") % {
            "now": now % {"count": len(quotes)}
        }
        raise Conflict("count", count, message)
    same = Quote.objects.filter(text_version=text_version_id, content=OuterRef("content")).exclude(
        status=Quote.Status.REJECTED
    )
    twice = Quote.objects.filter(Exists(same.exclude(pk=OuterRef("pk"))), pk__in=quotes)
    doubled = set(twice.values_list("pk", flat=True))
    return [pk for pk in quotes if pk not in doubled]


# With whom it names: the attributions, stored next, have nothing to pass on to their quotes then.
_ACCEPT = """
    update quotes_quote q set status = 'accepted', decided_by_id = %s,
        decided_at = statement_timestamp(), decided_how = 'batch', version = q.version + 1,
        updated_at = statement_timestamp(), speaker_id = coalesce(named.speaker, q.speaker_id)
    from (
        select distinct on (accepted.id) accepted.id, given.speaker
        from unnest(%s::bigint[]) as accepted (id)
        left join quotes_attribution a on a.quote_id = accepted.id
        left join unnest(%s::bigint[], %s::bigint[]) as given (id, speaker) on given.id = a.id
        order by accepted.id, a.position
    ) named where q.id = named.id
"""


def _accept(quotes: Collection[int], speakers: dict[int, int], *, by: User | None) -> None:
    with connection.cursor() as cursor:
        given = [list(quotes), list(speakers), list(speakers.values())]
        cursor.execute(_ACCEPT, [by.pk if by else None, *given])
