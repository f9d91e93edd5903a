"""Targets as pages show them: a list, and one with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from articles.paging import Order, Page, page_of
from quotes.models import Stance, Target, TargetMerge
from quotes.models.speakers import Fold
from quotes.queries.filters import counted, may_see_undecided
from quotes.queries.merged import all_who_are
from quotes.queries.names import matching, visible_targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

PAGE_LENGTH = 50
BY_NAME = Order("folded", descending=False)
COUNTED = 50_000
"""Stances of a target are counted as far as its newest so many."""


@dataclass(frozen=True)
class StanceCounts:
    """How many quotes are about a target, and how many support and oppose it."""

    quotes: int = 0
    supporting: int = 0
    opposing: int = 0


def list_targets(q: str, *, user: User | AnonymousUser, cursor: str | None) -> Page[Any]:
    """Answer a page of targets by name, each with its StanceCounts.

    For letters, those they fit best instead. Raises paging.BadCursor.
    """
    targets: QuerySet[Any] = visible_targets(user)
    page = _best(matching(targets, q)) if q else _by_name(targets, cursor)
    taken = _taken(page.rows)
    return Page([(each, taken.get(each.pk, StanceCounts())) for each in page.rows], page.next)


@dataclass(frozen=True)
class KnownTarget:
    """What is known of a target beside its figures."""

    target: Target
    part_of: Target | None
    merges: list[TargetMerge]


def target_of(target_id: int, *, user: User | AnonymousUser) -> Target | None:
    """Answer a target this person may see, perhaps one that was merged, else None."""
    found = Target.objects.select_related("merged_into", "speaker__merged_into")
    target = found.filter(pk=target_id).first()
    if target is None or may_see_undecided(user):
        return target
    whole = target.merged_into or target
    return target if visible_targets(user).filter(pk=whole.pk).exists() else None


def all_known_of(target: Target) -> KnownTarget:
    """Answer what is known of a target, what was merged into it included."""
    ids = all_who_are(target)
    merges = TargetMerge.objects.filter(target__in=ids, ended_at=None)
    part_of = target.part_of and (target.part_of.merged_into or target.part_of)
    return KnownTarget(
        target,
        part_of=part_of,
        merges=list(merges.select_related("target", "into", "by").order_by("-id")),
    )


def count_quotes_about(target: Target) -> int:
    """Answer how many accepted quotes are about a target, as far as its newest 50,000."""
    rows = counted(Stance.objects.filter(target__in=all_who_are(target)))
    newest = rows.order_by("-sort_at", "-quote")[:COUNTED]
    return newest.count()


def _taken(targets: Iterable[Target]) -> dict[int, StanceCounts]:
    ids = [each.pk for each in targets]
    one = Target.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids))
    rows = (
        counted(Stance.objects.filter(target__in=one))
        .values_list(Coalesce("target__merged_into", "target"))
        .annotate(
            n=Count("quote", distinct=True),
            supporting=_quotes_that(Stance.Position.SUPPORT),
            opposing=_quotes_that(Stance.Position.OPPOSE),
        )
    )
    return {target: StanceCounts(*counts) for target, *counts in rows.order_by()}


def _quotes_that(position: str) -> Count:
    return Count("quote", distinct=True, filter=Q(position=position))


def _by_name(rows: QuerySet[Any], cursor: str | None) -> Page[Any]:
    named = rows.annotate(folded=Fold("name"))
    return page_of(named, filters={}, cursor=cursor, limit=PAGE_LENGTH, order=BY_NAME)


def _best(rows: QuerySet[Any]) -> Page[Any]:
    return Page(list(rows.order_by("match", "name", "id")[:PAGE_LENGTH]), None)
