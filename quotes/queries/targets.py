"""Targets as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from quotes.models import Quote, Stance, Target, TargetMerge
from quotes.queries.filters import may_see_undecided
from quotes.queries.names import visible_targets

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

COUNTED = 50_000
"""Stances of a target are counted as far as its newest so many."""


@dataclass(frozen=True)
class KnownTarget:
    """All that is known of a target; `positions` counts accepted stances, by position."""

    target: Target
    part_of: Target | None
    parts: list[Target]
    merges: list[TargetMerge]
    positions: dict[str, int]

    @property
    def quotes(self) -> int:
        """How many quotes are about it."""
        return sum(self.positions.values())


def target_of(target_id: int, *, user: User | AnonymousUser) -> Target | None:
    """Answer a target this person may see, perhaps one that was merged, else None."""
    found = Target.objects.select_related("merged_into", "speaker__merged_into")
    target = found.filter(pk=target_id).first()
    if target is None or may_see_undecided(user):
        return target
    whole = target.merged_into or target
    return target if visible_targets(user).filter(pk=whole.pk).exists() else None


def all_known_of(target: Target, *, user: User | AnonymousUser) -> KnownTarget:
    """Answer what is known of a target, what was merged into it included."""
    ids = [target.pk, *target.merged.values_list("pk", flat=True)]
    merges = TargetMerge.objects.filter(target__in=ids, ended_at=None)
    part_of = target.part_of and (target.part_of.merged_into or target.part_of)
    return KnownTarget(
        target,
        part_of=part_of,
        parts=list(visible_targets(user).filter(part_of__in=ids).order_by("name", "id")[:50]),
        merges=list(merges.select_related("target", "into", "by").order_by("-id")),
        positions=_positions(ids),
    )


def _positions(ids: list[int]) -> dict[str, int]:
    newest = Stance.objects.filter(target__in=ids, status=Quote.Status.ACCEPTED)
    newest = newest.exclude(quote__kind=Quote.Kind.TERM).order_by("-sort_at", "-quote")[:COUNTED]
    rows = Stance.objects.filter(pk__in=newest.values("pk")).order_by().values_list("position")
    return {position or "": n for position, n in rows.annotate(n=Count("pk"))}
