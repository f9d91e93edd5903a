"""Where a speaker or a side stands: its positions on each target, and on one by month.

Positions on one target are counted side by side, those on different targets never together.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.models import Stance, Target
from quotes.queries.figures import ranking, tallies
from quotes.queries.figures.counting import counted
from quotes.queries.figures.matrix import MatrixAsked
from quotes.queries.figures.network_rows import statements_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.nets import Positions
    from quotes.queries.figures.counting import Counting
    from quotes.queries.figures.taken import Actor
    from quotes.queries.filters import QuoteFilters

    _Found = tuple[list[tuple[int, dict[str, int]]], int]

SHOWN = 12
POSITIONS = Stance.Position.values

# What counts once is one row: the groups are then only counted.
_TAKEN = """
    select distinct {column} as target, {key} as counts, {{apart}}
    from quotes_positiontaken x {joins}
    where x.{actor}_id = any(%(actors)s) and {where}
"""
_VOICES = """case when x.unnamed or x.sourcing = 'unnamed' then 'unnamed'
    when x.speaker_id = any(%(actors)s) then 'itself' else 'people' end"""
_POSITION = "coalesce(x.position, 'none') as position"
_MONTH = "to_char(x.dated_on, 'YYYY-MM') as month"
_BY_TARGET = """
select target, jsonb_object_agg(position, n), sum(n), count(*) over () from (
    select target, position, count(*) as n from ({taken}) taken group by 1, 2
) each
group by target order by sum(n) desc, target limit %(most)s
"""
_BY_VOICE = """
select target, voice, count(*) from ({taken}) taken
where target = any(%(shown)s) group by 1, 2
"""
_BY_MONTH = """
select month, position, count(distinct counts) from ({taken}) taken
where month is not null group by 1, 2
"""


@dataclass(frozen=True)
class Row:
    """Positions on one target: how many quotes take each; `quotes` has those not judged, too.

    `voices` tells, of an organisation, what it said "itself", what "people" said for it, and what
    "unnamed" ones did.
    """

    target: Target
    counts: dict[str, int]
    quotes: int
    voices: dict[str, int]


@dataclass(frozen=True)
class Standing:
    """The targets most is said of, of how many."""

    rows: list[Row]
    targets: int


@dataclass(frozen=True)
class Whose:
    """Whose positions: a speaker's or a side's, all ids it goes by, under which filters."""

    ids: Sequence[int]
    actor: Actor
    filters: QuoteFilters
    counting: Counting
    user: User | AnonymousUser


def stand(whose: Whose, *, most: int = SHOWN) -> Standing:
    """Answer where somebody stands on the targets they say most of."""
    rows, of_all = _tallied(whose, most) or _counted(whose, most)
    shown = [target for target, _ in rows]
    voices = _voices(whose, shown) if whose.actor == "organisation" and rows else {}
    targets = Target.objects.in_bulk(shown)
    return Standing(
        [
            Row(targets[target], _ordered(counts), sum(counts.values()), voices.get(target, {}))
            for target, counts in rows
        ],
        targets=of_all,
    )


def _tallied(whose: Whose, most: int) -> _Found | None:
    """Answer from the tally; None where it cannot tell: of some filters, and of what was merged.

    One quote may be about both targets that were merged, or said by both speakers.
    """
    asked = MatrixAsked(filters=whose.filters, rows=whose.actor, counting=whose.counting)
    if asked.marks is None or len(whose.ids) != 1:
        return None
    kind = ranking.SPEAKER if whose.actor == "speaker" else ranking.ORGANISATION
    taken = tallies.positions_of(f"{kind}{whose.ids[0]}", without=asked.marks)
    if Target.objects.filter(pk__in=taken).exclude(merged_into=None).exists():
        return None
    rows = sorted(taken.items(), key=lambda each: (-each[1].quotes, each[0]))[:most]
    return [(target, _by_name(each)) for target, each in rows], len(taken)


def _by_name(taken: Positions) -> dict[str, int]:
    return {**{each: getattr(taken, each) for each in POSITIONS}, "none": taken.unjudged}


def _counted(whose: Whose, most: int) -> _Found:
    taken, known = _taken(whose)
    by_position = taken.format(apart=_POSITION)
    with connection.cursor() as cursor:
        cursor.execute(_BY_TARGET.format(taken=by_position), {**known, "most": most})
        rows = cursor.fetchall()
    of_all = rows[0][3] if rows else 0
    return [(target, json.loads(counts)) for target, counts, *_ in rows], of_all


def _voices(whose: Whose, shown: Sequence[int]) -> dict[int, dict[str, int]]:
    """Answer of some targets who spoke for an organisation."""
    every = list(ranking.same_targets(shown))
    taken, known = _taken(whose, "x.target_id = any(%(every)s)")
    by_voice = _BY_VOICE.format(taken=taken.format(apart=f"{_VOICES} as voice"))
    voices: dict[int, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(by_voice, {**known, "every": every, "shown": list(shown)})
        for target, voice, n in cursor.fetchall():
            voices.setdefault(target, {})[voice] = n
    return voices


def stand_by_month(whose: Whose, targets: Sequence[int]) -> dict[str, dict[str, int]]:
    """Answer the positions on one target by month; `targets` are all ids it goes by."""
    taken, known = _taken(whose, "x.target_id = any(%(targets)s)")
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        by_month = taken.format(apart=f"{_POSITION}, {_MONTH}")
        cursor.execute(_BY_MONTH.format(taken=by_month), {**known, "targets": list(targets)})
        for month, position, n in cursor.fetchall():
            found.setdefault(month, {})[position] = n
    return found


def _taken(whose: Whose, *more: str) -> tuple[str, dict[str, Any]]:
    rows = statements_of(whose.filters, rows=whose.actor, columns="target", user=whose.user)
    by = counted(whose.counting, row="x")
    written = _TAKEN.format(
        column=rows.column,
        key=by.key,
        joins=" ".join((*rows.joins, by.joins)),
        actor=whose.actor,
        where=" and ".join((*rows.conditions, *more)),
    )
    return written, {**rows.parameters, "actors": list(whose.ids)}


def _ordered(counts: dict[str, int]) -> dict[str, int]:
    return {each: counts.get(each, 0) for each in (*POSITIONS, "none")}
