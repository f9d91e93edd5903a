"""Speakers as pages show them: lists, and one with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from articles.models import Article
from articles.paging import Order, Page, page_of
from quotes.models import (
    Attribution,
    Quote,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    SpeakerRole,
    Stance,
)
from quotes.models.speakers import Fold
from quotes.queries.counts import count_said
from quotes.queries.filters import QuoteFilters, counted, may_see_undecided
from quotes.queries.merged import all_who_are
from quotes.queries.name_search import search_names
from quotes.queries.names import speakers_of_late, told_to_readers, visible_speakers
from quotes.queries.roles import roles_now
from quotes.queries.search import find_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User

PAGE_LENGTH = 50
MOST = 10_000
"""Quotes of one speaker are counted up to one more than this."""
UNNAMED = "unnamed"
KINDS = (*Speaker.Kind.values, UNNAMED)
ORDERS = ("name", "quoted", "new")
BY_NAME, NEWEST = Order("folded", descending=False), Order("created_at")


@dataclass(frozen=True)
class Row:
    """One speaker of a list: role of today, how many quotes; `article` is an unnamed source's."""

    speaker: Speaker
    about: str
    quotes: int
    others: tuple[str, ...]

    @property
    def article(self) -> Any:
        """The only article this source is known in, None for who has a name."""
        return self.speaker.article


def list_speakers(
    q: str,
    *,
    user: User | AnonymousUser,
    cursor: str | None,
    kind: str = "",
    order: str = "name",
    attribute: str = "",
) -> Page[Row]:
    """Answer a page of speakers, for letters those they fit best; `kind` may be "unnamed".

    `attribute` is one they have, "party:Green".

    Unnamed sources are shown to those who work here alone, each with its article. Raises
    paging.BadCursor.
    """
    known = _known(kind, attribute, user)
    if q:
        if may_see_undecided(user) and not (kind or attribute):
            known = Speaker.objects.filter(merged_into=None)
        return Page(_rows(_found(q, known, user)), None)
    if order == "quoted":
        return Page(_rows(_most_quoted(known)), None)
    by = NEWEST if order == "new" else BY_NAME
    named = known.annotate(folded=Fold("name")) if order == "name" else known
    page = page_of(
        named,
        filters={"kind": kind, "attribute": attribute},
        cursor=cursor,
        limit=PAGE_LENGTH,
        order=by,
    )
    return Page(_rows(page.rows), page.next)


def _known(kind: str, attribute: str, user: User | AnonymousUser) -> QuerySet[Speaker]:
    known = _unnamed() if kind == UNNAMED else visible_speakers(user)
    if kind == UNNAMED and not may_see_undecided(user):
        known = known.none()
    if kind and kind != UNNAMED:
        known = known.filter(kind=kind)
    if attribute:
        name, _, value = attribute.partition(":")
        known = known.filter(attributes__contains={name: value})
    return known


@dataclass(frozen=True)
class Known:
    """All that is known of a speaker; names and roles of those merged into it are among them."""

    speaker: Speaker
    about: str
    names: list[SpeakerName]
    roles: list[SpeakerRole]
    parts: list[Speaker]
    merges: list[SpeakerMerge]
    quotes: int
    last_at: datetime | None


def speaker_of(speaker_id: int, *, user: User | AnonymousUser) -> Speaker | None:
    """Answer a speaker this person may see, perhaps one that was merged, else None.

    Readers see who an accepted quote names: as its speaker, as whom it is said for, as its target.
    """
    found = Speaker.objects.select_related("merged_into", "article", "part_of__merged_into")
    speaker = found.filter(pk=speaker_id).first()
    if speaker is None or may_see_undecided(user):
        return speaker
    whole = Speaker.objects.filter(pk=speaker.merged_into_id or speaker.pk)
    if told_to_readers(whole).exists() or _is_named(whole.get()):
        return speaker
    return None


def _is_named(speaker: Speaker) -> bool:
    """Tell whether an accepted quote is said for somebody, or takes a stance on them."""
    ids = all_who_are(speaker)
    of_it = Q(target__speaker__in=ids) | Q(target__merged_into__speaker__in=ids)
    for_it = counted(Attribution.objects.filter(organisation__in=ids))
    return for_it.exists() or counted(Stance.objects.filter(of_it)).exists()


def all_known_of(speaker: Speaker, *, user: User | AnonymousUser) -> Known:
    """Answer what is known of a speaker; to readers only what may be seen of others."""
    ids = all_who_are(speaker)
    named = SpeakerName.objects.filter(speaker__in=ids).filter(
        Q(speaker=speaker) | Q(speaker__article=None)
    )
    roles = SpeakerRole.objects.filter(speaker__in=ids).select_related("organisation__merged_into")
    newest = find_page(QuoteFilters(speaker=(speaker.pk,)), user=user, cursor=None, limit=1)
    merges = SpeakerMerge.objects.filter(speaker__in=ids, ended_at=None)
    return Known(
        speaker,
        about=roles_now([speaker.pk])[speaker.pk],
        names=list(named.order_by("pk")),
        roles=sorted(roles, key=_newest_first),
        parts=list(visible_speakers(user).filter(part_of__in=ids).order_by("name", "id")[:50]),
        merges=list(merges.select_related("speaker__article", "into", "by").order_by("-id")),
        quotes=count_said([speaker.pk], most=MOST)[speaker.pk],
        last_at=Quote.objects.filter(pk__in=newest.rows).values_list("sort_at", flat=True).first(),
    )


def _newest_first(role: SpeakerRole) -> tuple[bool, int, int]:
    day = role.since or role.until
    return role.until is not None, -(day.toordinal() if day else 0), role.pk


def _unnamed() -> QuerySet[Speaker]:
    return Speaker.objects.filter(article__isnull=False, merged_into=None)


def _found(q: str, known: QuerySet[Speaker], user: User | AnonymousUser) -> list[Speaker]:
    works_here = may_see_undecided(user)
    found = search_names(q, article_id=None, readers_only=not works_here, everywhere=works_here)
    found.sort(key=lambda each: (each.match, -each.likeness, -each.quoted, each.name))
    rows = known.filter(pk__in=[each.speaker for each in found]).in_bulk()
    return [rows[each.speaker] for each in found if each.speaker in rows][:PAGE_LENGTH]


def _most_quoted(known: QuerySet[Speaker]) -> list[Speaker]:
    late = list(speakers_of_late(4 * PAGE_LENGTH))
    if late:
        rows = known.filter(pk__in=late).in_bulk()
        return [rows[each] for each in late if each in rows][:PAGE_LENGTH]
    quoted = Attribution.objects.filter(speaker=OuterRef("pk"), status=Quote.Status.ACCEPTED)
    return list(known.filter(Exists(quoted)).order_by("-id")[:PAGE_LENGTH])


def _rows(speakers: Sequence[Speaker]) -> list[Row]:
    ids = [each.pk for each in speakers]
    about, said = roles_now(ids), count_said(ids, most=MOST)
    others: dict[int, list[str]] = {each: [] for each in ids}
    names = SpeakerName.objects.filter(speaker__in=ids).order_by("speaker", "pk")
    for speaker_id, name in names.values_list("speaker_id", "name"):
        others[speaker_id].append(name)
    articles = Article.objects.in_bulk([each.article_id for each in speakers if each.article_id])
    for each in speakers:
        each.article = articles.get(each.article_id) if each.article_id else None
    return [
        Row(
            each,
            about[each.pk],
            said[each.pk],
            tuple(name for name in others[each.pk] if name != each.name),
        )
        for each in speakers
    ]
