"""Targets as pages show them: a list, and one with all that is known of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.paging import Order, Page, page_of
from quotes.models import Stance, Target, TargetMerge
from quotes.models.speakers import Fold
from quotes.nets import NOTHING, Positions, divided, moved
from quotes.queries.figures.matrix_choices import usual_months
from quotes.queries.figures.ranking import most_quoted_targets, same_targets
from quotes.queries.figures.tallies import ALL, positions_between
from quotes.queries.filters import counted, may_see_undecided
from quotes.queries.merged import all_who_are
from quotes.queries.names import matching, visible_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User
    from quotes.months import Months

PAGE_LENGTH = 50
BY_NAME = Order("folded", descending=False)
COUNTED = 50_000
"""Stances of a target are counted as far as its newest so many."""
ORDERS = ("name", "quotes", "divided", "moved")
LARGEST = 500
"""Targets are ordered by what is said of them among so many, those most is said of."""


@dataclass(frozen=True)
class Row:
    """One target of a list: the positions taken on it, and how many parts it has."""

    target: Target
    taken: Positions
    parts: int


@dataclass(frozen=True, kw_only=True)
class TargetsAsked:
    """Which targets a list has, in what order; `with_parts` counts parts with their whole."""

    q: str = ""
    kind: str = ""
    order: str = "name"
    with_parts: bool = False


def list_targets(
    asked: TargetsAsked, *, user: User | AnonymousUser, cursor: str | None
) -> Page[Row]:
    """Answer a page of targets, for letters those they fit best. Raises paging.BadCursor."""
    targets: QuerySet[Any] = visible_targets(user)
    if asked.kind:
        targets = targets.filter(kind=asked.kind)
    if not asked.q and asked.order != "name":
        return Page(_by_what_is_said(targets, asked), None)
    page = _best(matching(targets, asked.q)) if asked.q else _by_name(targets, cursor, asked.kind)
    return Page(_rows(page.rows, asked), page.next)


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


def _by_what_is_said(targets: QuerySet[Any], asked: TargetsAsked) -> list[Row]:
    known = targets.in_bulk(most_quoted_targets(limit=LARGEST))
    rows = _rows(list(known.values()), asked)
    sizes: dict[str, Callable[[Row], float]] = {
        "quotes": lambda row: row.taken.quotes,
        "divided": lambda row: divided(row.taken),
        "moved": _moves_of(rows, asked),
    }
    size = sizes[asked.order]
    return sorted(rows, key=lambda row: (-size(row), row.target.name))[:PAGE_LENGTH]


def _moves_of(rows: Sequence[Row], asked: TargetsAsked) -> Callable[[Row], float]:
    """Answer what tells by how much a net moved, from the months before to the newest ones."""
    times = usual_months() if asked.order == "moved" else None
    if times is None or times[1] is None:
        return lambda _row: 0.0
    same = _same([row.target for row in rows], asked)
    now, before = (_taken(same, months) for months in times)
    found = {
        pk: abs(moved(before.get(pk, NOTHING), positions) or 0.0) for pk, positions in now.items()
    }
    return lambda row: found.get(row.target.pk, 0.0)


def _rows(targets: Sequence[Target], asked: TargetsAsked) -> list[Row]:
    taken = _taken(_same(targets, asked), None)
    parts = Counter(_parts(targets).values())
    return [Row(each, taken.get(each.pk, NOTHING), parts[each.pk]) for each in targets]


def _same(targets: Sequence[Target], asked: TargetsAsked) -> set[tuple[int, int]]:
    """Answer all that counts for these targets: pairs of an id and the target it counts for."""
    same = set(same_targets([each.pk for each in targets]).items())
    if asked.with_parts:
        parts = _parts(targets)
        same |= {(one, parts[part]) for one, part in same_targets(parts).items()}
    return same


def _parts(targets: Sequence[Target]) -> dict[int, int]:
    rows = Target.objects.filter(part_of__in=targets, merged_into=None)
    return {part: whole for part, whole in rows.values_list("pk", "part_of") if whole}


def _taken(same: Collection[tuple[int, int]], months: Months | None) -> dict[int, Positions]:
    found: dict[int, Positions] = {}
    counted_of = positions_between([ALL], {one for one, _ in same}, months)
    for one, whole in same:
        found[whole] = found.get(whole, NOTHING) + counted_of.get((ALL, one), NOTHING)
    return found


def _by_name(rows: QuerySet[Any], cursor: str | None, kind: str) -> Page[Any]:
    named = rows.annotate(folded=Fold("name"))
    return page_of(named, filters={"kind": kind}, cursor=cursor, limit=PAGE_LENGTH, order=BY_NAME)


def _best(rows: QuerySet[Any]) -> Page[Any]:
    return Page(list(rows.order_by("match", "name", "id")[:PAGE_LENGTH]), None)
