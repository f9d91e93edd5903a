"""Speakers and targets as programs ask for them: pages of ids; `record_json` says what each is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from articles.paging import Order, Page, page_of
from quotes.models import Speaker, SpeakerRole, Target
from quotes.models.speakers import Fold
from quotes.queries.filters import may_see_undecided
from quotes.queries.name_search import search_names
from quotes.queries.names import matching, visible_speakers, visible_targets

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User

BY_NAME = Order("folded", descending=False)


@dataclass(frozen=True, kw_only=True)
class SpeakersAsked:
    """Which speakers; several values of one filter mean any of them.

    `organisation`: who has or had a role there; `part_of`: its parts. `article`: the unnamed
    sources of these articles, who are left out else; `attribute` is "party:Green".
    """

    q: str = ""
    kind: tuple[str, ...] = ()
    organisation: tuple[int, ...] = ()
    part_of: tuple[int, ...] = ()
    wikidata_id: tuple[str, ...] = ()
    attribute: tuple[str, ...] = ()
    article: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TargetsAsked:
    """Which targets; several values of one filter mean any of them."""

    q: str = ""
    kind: tuple[str, ...] = ()
    part_of: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    attribute: tuple[str, ...] = ()


def page_of_speakers(
    asked: SpeakersAsked, *, user: User | AnonymousUser, cursor: str | None, limit: int
) -> Page[int]:
    """Answer the ids of a page of speakers by name, for letters the best only, best first.

    Raises paging.BadCursor.
    """
    known = chosen_speakers(asked, user=user)
    if asked.q:
        return Page(_best_speakers(asked, known, user, limit), None)
    return _by_name(known, asked, cursor, limit)


def page_of_targets(
    asked: TargetsAsked, *, user: User | AnonymousUser, cursor: str | None, limit: int
) -> Page[int]:
    """Answer the ids of a page of targets by name, for letters the best only, best first.

    Raises paging.BadCursor.
    """
    known = chosen_targets(asked, user=user)
    if asked.q:
        best = matching(known, asked.q).order_by("match", "name", "id")
        return Page(list(best.values_list("pk", flat=True)[:limit]), None)
    return _by_name(known, asked, cursor, limit)


def chosen_speakers(asked: SpeakersAsked, *, user: User | AnonymousUser) -> QuerySet[Speaker]:
    """Answer the speakers that the filters choose, whatever the letters, in no order."""
    known = visible_speakers(user)
    if asked.article:
        unnamed = Speaker.objects.filter(article__in=asked.article, merged_into=None)
        known = unnamed if may_see_undecided(user) else unnamed.none()
    if asked.kind:
        known = known.filter(kind__in=asked.kind)
    if asked.organisation:
        roles = SpeakerRole.objects.filter(_at("organisation", asked.organisation))
        known = known.filter(Exists(roles.filter(speaker=OuterRef("pk"))))
    if asked.part_of:
        known = known.filter(_at("part_of", asked.part_of))
    if asked.wikidata_id:
        known = known.filter(wikidata_id__in=asked.wikidata_id)
    return known.filter(_has(asked.attribute))


def chosen_targets(asked: TargetsAsked, *, user: User | AnonymousUser) -> QuerySet[Target]:
    """Answer the targets that the filters choose, whatever the letters, in no order."""
    known = visible_targets(user)
    if asked.kind:
        known = known.filter(kind__in=asked.kind)
    if asked.part_of:
        known = known.filter(_at("part_of", asked.part_of))
    if asked.speaker:
        known = known.filter(_at("speaker", asked.speaker))
    return known.filter(_has(asked.attribute))


def _at(field: str, ids: tuple[int, ...]) -> Q:
    """Keep what points at one of these, or at what became one of these."""
    return Q(**{f"{field}__in": ids}) | Q(**{f"{field}__merged_into__in": ids})


def _has(attributes: tuple[str, ...]) -> Q:
    found = Q()
    for attribute in attributes:
        name, _, value = attribute.partition(":")
        found |= Q(attributes__contains={name: value})
    return found


def _best_speakers(
    asked: SpeakersAsked, known: QuerySet[Speaker], user: User | AnonymousUser, limit: int
) -> list[int]:
    readers_only = not may_see_undecided(user)
    everywhere = bool(asked.article)
    found = search_names(asked.q, article_id=None, readers_only=readers_only, everywhere=everywhere)
    found.sort(key=lambda each: (each.match, -each.likeness, -each.quoted, each.name, each.speaker))
    ids = [each.speaker for each in found]
    seen = set(known.filter(pk__in=ids).values_list("pk", flat=True))
    return [each for each in dict.fromkeys(ids) if each in seen][:limit]


def _by_name(
    known: QuerySet[Any], asked: SpeakersAsked | TargetsAsked, cursor: str | None, limit: int
) -> Page[int]:
    named = known.annotate(folded=Fold("name"))
    page = page_of(named, filters=asdict(asked), cursor=cursor, limit=limit, order=BY_NAME)
    return Page([each.pk for each in page.rows], page.next)
