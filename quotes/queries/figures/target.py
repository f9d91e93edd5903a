"""All figures of one target, from the tallies: how it moved, who speaks on it, and its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection

from quotes.models import Target
from quotes.months import UNDATED
from quotes.nets import NOTHING, Positions
from quotes.queries.figures import ranking, tallies
from quotes.queries.figures.voices import decisive_quotes, voices_on
from quotes.queries.names import visible_targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.figures.voices import Voices

PARTS = 50
_LAST = """
select max(newest.dated_on) from unnest(%s::bigint[]) wanted (id)
cross join unnest(array['support', 'oppose', 'neutral', 'mixed', 'unclear']) taken (position)
cross join lateral (
    select dated_on from quotes_positiontaken p
    where p.target_id = wanted.id and p.position = taken.position and p.dated_on is not null
    order by p.dated_on desc limit 1) newest
"""


@dataclass(frozen=True)
class TargetFigures:
    """What is counted of a target; `ids` are all it is here, `months` numbered year * 100 + month.

    `whole` are its positions with nothing left out; parts come with their own.
    """

    ids: list[int]
    taken: Positions
    whole: Positions
    months: Mapping[int, Positions]
    voices: Voices
    decisive: Mapping[str, list[int]]
    last_on: date | None
    parts: list[tuple[Target, Positions]] = field(default_factory=list)

    @property
    def newest(self) -> int | None:
        """The number of the last month with positions."""
        return max((month for month in self.months if month != UNDATED), default=None)


def figures_of_target(
    target: Target, *, with_parts: bool, without: int, user: User | AnonymousUser
) -> TargetFigures:
    """Answer the figures of a target, with its parts or alone, without the marks left out."""
    own = ranking.same_targets([target.pk])
    parts = parts_of(own, user=user)
    same = ranking.same_targets([each.pk for each in parts])
    ids = sorted({*own, *same} if with_parts else own)
    every = [*own, *same]
    by_target = tallies.positions_by_month([tallies.ALL], every, without=without)
    of_parts: dict[int, Positions] = {}
    for one, whole in same.items():
        counted = sum(by_target.get(one, {}).values(), NOTHING)
        of_parts[whole] = of_parts.get(whole, NOTHING) + counted
    months = _added(by_target.get(each, {}) for each in ids)
    taken = sum(months.values(), NOTHING)
    return TargetFigures(
        ids,
        taken,
        whole=_whole(ids) if without else taken,
        months=months,
        voices=voices_on(ids, without=without),
        decisive=decisive_quotes(ids, without=without),
        last_on=_last_on(ids),
        parts=[(each, of_parts.get(each.pk, NOTHING)) for each in parts],
    )


def parts_of(ids: Iterable[int], *, user: User | AnonymousUser) -> Sequence[Target]:
    """Answer the targets that are part of these, by name."""
    parts = visible_targets(user).filter(part_of__in=list(ids))
    return list(parts.order_by("name", "id")[:PARTS])


def _last_on(ids: Sequence[int]) -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [list(ids)])
        found: date | None = cursor.fetchone()[0]
    return found


def _whole(ids: Sequence[int]) -> Positions:
    cells = tallies.positions_between([tallies.ALL], ids, None)
    return sum(cells.values(), NOTHING)


def _added(months_of_each: Iterable[Mapping[int, Positions]]) -> dict[int, Positions]:
    found: dict[int, Positions] = {}
    for months in months_of_each:
        for month, positions in months.items():
            found[month] = found.get(month, NOTHING) + positions
    return found
