"""Quotes with all that is stored of them, for files of other programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Prefetch, Q

from articles.models import TextVersion
from quotes.models import Attribution, ImportedRow, Quote, Relay, Speaker, Stance, Target
from quotes.queries.search import conditions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quotes.queries.filters import QuoteFilters


@dataclass(frozen=True)
class Exported:
    """Quotes in the order of their articles, and by their ids whatever they name."""

    quotes: Sequence[Quote]
    texts: dict[int, TextVersion]
    speakers: dict[int, Speaker]
    targets: dict[int, Target]
    rows: dict[int, list[ImportedRow]]
    article_rows: dict[int, ImportedRow]

    def speaker(self, pk: int | None) -> Speaker | None:
        """Answer whom a speaker was merged into, else the speaker itself."""
        if pk is None:
            return None
        speaker = self.speakers[pk]
        whole = self.speakers.get(speaker.merged_into_id or 0)
        if whole is None or whole.article_id not in {None, speaker.article_id}:
            return speaker
        return whole

    def target(self, pk: int) -> Target:
        """Answer the target that one was merged into, else the target itself."""
        target = self.targets[pk]
        return self.targets[target.merged_into_id or pk]


def find_exported(filters: QuoteFilters, *, source: str) -> Exported:
    """Answer the accepted quotes asked for that every reader may see, terms among them.

    `source` is the format whose own rows are answered with them.
    """
    if not filters.kind:
        filters = replace(filters, kind=tuple(Quote.Kind.values))
    found = Quote.objects.filter(pk__in=_asked_for(filters)).select_related("decided_by")
    quotes = list(
        found.prefetch_related(
            Prefetch("attributions", Attribution.objects.order_by("position")),
            Prefetch("relays", Relay.objects.order_by("position")),
            Prefetch("stances", Stance.objects.order_by("id")),
        ).order_by("article", "text_version", "content", "id")
    )
    texts = TextVersion.objects.select_related("article__outlet")
    pks = {quote.pk for quote in quotes}
    articles = {quote.article_id for quote in quotes}
    rows: dict[int, list[ImportedRow]] = {}
    kept = ImportedRow.objects.filter(format=source)
    for row in kept.filter(quote_id__in=pks).exclude(data={}).order_by("id"):
        rows.setdefault(row.quote_id or 0, []).append(row)
    targets = _targets({stance.target_id for quote in quotes for stance in quote.stances.all()})
    return Exported(
        quotes=quotes,
        texts=texts.in_bulk({quote.text_version_id for quote in quotes}),
        speakers=_speakers(_named(quotes) | {one.speaker_id for one in targets.values()}),
        targets=targets,
        rows=rows,
        article_rows={
            row.article_id or 0: row
            for row in kept.filter(article_id__in=articles, quote_id=None).order_by("id")
        },
    )


def _asked_for(filters: QuoteFilters) -> list[int]:
    where = conditions(filters, user=AnonymousUser())
    with connection.cursor() as cursor:
        cursor.execute(
            f"select s.quote_id from quotes_quotesearch s where {where.sql}",  # noqa: S608 - ours
            where.params,
        )
        return [pk for (pk,) in cursor.fetchall()]


def _named(quotes: Collection[Quote]) -> set[int | None]:
    """Answer everybody whom quotes name."""
    sources = [source for quote in quotes for source in quote.attributions.all()]
    return {
        *(source.speaker_id for source in sources),
        *(source.organisation_id for source in sources),
        *(relay.speaker_id for quote in quotes for relay in quote.relays.all()),
    }


def _speakers(pks: set[int | None]) -> dict[int, Speaker]:
    """Answer these, whom they were merged into, and what those are part of."""
    found: dict[int, Speaker] = {}
    wanted = {pk for pk in pks if pk is not None}
    while wanted:
        some = Speaker.objects.in_bulk(wanted)
        found |= some
        above = {pk for one in some.values() for pk in (one.merged_into_id, one.part_of_id) if pk}
        wanted = above - found.keys()
    return found


def _targets(pks: set[int]) -> dict[int, Target]:
    """Answer these, what they were merged into, and what those are part of."""
    found: dict[int, Target] = {}
    wanted = pks
    while wanted:
        some = Target.objects.in_bulk(wanted)
        found |= some
        above = {pk for one in some.values() for pk in (one.merged_into_id, one.part_of_id) if pk}
        wanted = above - found.keys()
    return found


def other_names(speakers: Collection[int]) -> dict[int, list[str]]:
    """Answer every name these go by, those of whoever was merged into them included."""
    names: dict[int, list[str]] = {}
    there = Speaker.objects.filter(Q(pk__in=speakers) | Q(merged_into__in=speakers))
    for pk, into, name in there.order_by("id", "names__id").values_list(
        "pk", "merged_into", "names__name"
    ):
        if name:
            names.setdefault(into if into and into in speakers else pk, []).append(name)
    return names
