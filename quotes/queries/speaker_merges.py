"""What a merge of two speakers would do, told before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from quotes.models import Attribution, Relay, Speaker, SpeakerName, SpeakerRole, Target
from quotes.queries.counts import count_said
from quotes.queries.merged import all_who_are

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

MOST, TWICE = 10_000, 20

# From the side that has fewer quotes: merging a name somebody mistyped into one quoted 100,000
# times looks at the few.
_TWICE = """
select own.id, other.id
from quotes_quote own
join quotes_quote other on other.text_version_id = own.text_version_id
    and other.content = own.content and other.id <> own.id
    and other.speaker_id = any(%(others)s) and other.status <> 'rejected'
where own.speaker_id = any(%(own)s) and own.status <> 'rejected'
limit %(limit)s
"""


@dataclass(frozen=True)
class MergePreview:
    """What would be shown as another's from then on, and what stands against it.

    Counts of what is often end at one more than `MOST`. `twice`: pairs of quotes of the same words.
    """

    speaker: Speaker
    into: Speaker
    quotes: int
    into_quotes: int
    spoken_for: int
    relays: int
    names: list[str]
    roles: list[SpeakerRole]
    parts: list[Speaker]
    targets: list[Target]
    twice: list[tuple[int, int]]
    merged: list[Speaker]

    @property
    def is_unnamed(self) -> bool:
        """Whether one of them is a source that an article does not name."""
        return self.speaker.article_id is not None or self.into.article_id is not None

    @property
    def is_wrong_way_round(self) -> bool:
        """Whether somebody known would become an unnamed source."""
        return self.speaker.article_id is None and self.into.article_id is not None


def preview_merge(speaker: Speaker, into: Speaker) -> MergePreview:
    """Answer what a merge would move; nothing is written."""
    own = all_who_are(speaker)
    said = count_said([speaker.pk, into.pk], most=MOST)
    roles = SpeakerRole.objects.filter(speaker__in=own).select_related("organisation__merged_into")
    both = [*own, *all_who_are(into)]
    links = Target.objects.filter(speaker__in=both, merged_into=None)
    return MergePreview(
        speaker,
        into,
        quotes=said[speaker.pk],
        into_quotes=said[into.pk],
        spoken_for=_count(Attribution.objects.filter(organisation__in=own)),
        relays=_count(Relay.objects.filter(speaker__in=own)),
        names=list(
            SpeakerName.objects.filter(speaker__in=own)
            .order_by("pk")
            .values_list("name", flat=True)
        ),
        roles=list(roles.order_by("pk")),
        parts=list(Speaker.objects.filter(part_of__in=own).order_by("name", "pk")),
        targets=list(links.order_by("name", "pk")),
        twice=marked_for_both(speaker, into, limit=TWICE),
        merged=list(speaker.merged.order_by("name", "pk")),
    )


def marked_for_both(speaker: Speaker, into: Speaker, *, limit: int) -> list[tuple[int, int]]:
    """Answer pairs of quotes, one of each speaker, of the same words in one text."""
    own, others = all_who_are(speaker), all_who_are(into)
    if not _quoted(own) or not _quoted(others):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_TWICE, {"own": own, "others": others, "limit": limit})
        return [(one, other) for one, other in cursor.fetchall()]


def _quoted(ids: Sequence[int]) -> bool:
    return Attribution.objects.filter(speaker__in=ids).exists()


def _count(rows: QuerySet[Attribution] | QuerySet[Relay]) -> int:
    return rows.order_by()[: MOST + 1].count()
