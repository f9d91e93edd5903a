"""Quotes with the whole of their articles, speakers and targets, for files that lose nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from articles.models import TextVersion
from quotes.models import Speaker, SpeakerName, SpeakerRole, Target
from quotes.queries.exported import find_exported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quotes.models import Quote
    from quotes.queries.filters import QuoteFilters


@dataclass(frozen=True)
class Whole:
    """Quotes, all texts of their articles by article, and everybody and everything they name."""

    quotes: Sequence[Quote]
    texts: dict[int, list[TextVersion]]
    speakers: dict[int, Speaker]
    targets: dict[int, Target]


def find_whole(filters: QuoteFilters, *, source: str) -> Whole:
    """Answer the accepted quotes asked for that every reader may see, with all they belong to.

    Speakers and targets stand as they were tagged, with those they were merged into, and all
    others that were merged into those; sources that an article does not name only where they are
    quoted.
    """
    exported = find_exported(filters, source=source)
    articles = {quote.article_id for quote in exported.quotes}
    texts: dict[int, list[TextVersion]] = {}
    versions = TextVersion.objects.filter(article__in=articles).select_related("article__outlet")
    for version in versions.order_by("article", "number"):
        texts.setdefault(version.article_id, []).append(version)
    targets = _targets(set(exported.targets))
    linked = {one.speaker_id for one in targets.values() if one.speaker_id}
    return Whole(
        quotes=exported.quotes,
        texts=texts,
        speakers={
            pk: one
            for pk, one in sorted(_speakers({*exported.speakers} | linked).items())
            if one.article_id is None or one.article_id in articles
        },
        targets=dict(sorted(targets.items())),
    )


def _speakers(wanted: set[int]) -> dict[int, Speaker]:
    found: dict[int, Speaker] = {}
    asked = set[int]()
    rows = Speaker.objects.prefetch_related(
        Prefetch("names", SpeakerName.objects.order_by("id")),
        Prefetch("roles", SpeakerRole.objects.order_by("id")),
    )
    while wanted:
        asked |= wanted
        some = list(rows.filter(Q(pk__in=wanted) | Q(merged_into__in=wanted, article=None)))
        found |= {one.pk: one for one in some}
        wanted = {pk for one in some for pk in _beside(one)} - asked
    return found


def _beside(speaker: Speaker) -> Iterator[int]:
    roles = (role.organisation_id for role in speaker.roles.all())
    for pk in (speaker.merged_into_id, speaker.part_of_id, *roles):
        if pk is not None:
            yield pk


def _targets(wanted: set[int]) -> dict[int, Target]:
    found: dict[int, Target] = {}
    asked = set[int]()
    while wanted:
        asked |= wanted
        some = list(Target.objects.filter(Q(pk__in=wanted) | Q(merged_into__in=wanted)))
        found |= {one.pk: one for one in some}
        beside = ((one.merged_into_id, one.part_of_id) for one in some)
        wanted = {pk for pair in beside for pk in pair if pk is not None} - asked
    return found
