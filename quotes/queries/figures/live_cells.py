"""Cells of a matrix counted from the positions taken: any filter, any way of counting.

Of few quotes rows and columns are those these quotes are of. Of many they are those quoted most of
all, so that an index finds what stands in their cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.nets import POSITIONS, Positions
from quotes.queries.figures import ranking
from quotes.queries.figures.counting import counted
from quotes.queries.figures.network_rows import ATTRIBUTE, is_attribute, statements_of
from quotes.queries.search import MOST
from quotes.queries.search import count as count_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.months import Months
    from quotes.queries.figures.matrix import Key, MatrixAsked
    from quotes.queries.figures.network_rows import Statements

    Cells = dict[tuple[Key, Key], Positions]

_RANKED = """
select {side}, count(distinct quote_id) from ({statements}) s where {side} is not null
group by 1 order by 2 desc, 1 limit %(limit)s
"""
_COUNTED = """
select a, t, is_now, p, count(distinct counted) from ({statements}) s
where a = any(%(rows)s) and t = any(%(columns)s) and is_now is not null
group by a, t, is_now, p
"""


def choose(
    asked: MatrixAsked, *, user: User | AnonymousUser, most: int
) -> tuple[list[Key], list[int]]:
    """Answer the rows and columns of a matrix that no tally knows."""
    whole = statements_of(asked.filters, rows=asked.rows, columns="target", user=user)
    narrow = count_quotes(asked.filters, user=user) <= MOST
    columns: list[Any] = []
    if not narrow:
        columns = ranking.most_quoted_targets(limit=most)
        _bound(whole, targets=[*ranking.same_targets(columns)])
    if narrow or asked.filters.target:
        columns = _ranked(whole, "t", most)
    if narrow or is_attribute(asked.rows) or asked.filters.speaker or asked.filters.organisation:
        return _ranked(whole, "a", most), columns
    kind = ranking.SPEAKER if asked.rows == "speaker" else ranking.ORGANISATION
    return list(ranking.most_quoted_actors(kind, limit=most)), columns


def count(
    asked: MatrixAsked, rows: Sequence[Key], columns: Sequence[int], *, user: User | AnonymousUser
) -> tuple[Cells, Cells]:
    """Answer the positions in each cell, now and before."""
    how = counted(asked.counting, row="x")
    found = statements_of(asked.filters, rows=asked.rows, columns="target", user=user)
    found.joins.append(how.joins)
    found.parameters |= {"rows": list(rows), "columns": list(columns)}
    speakers = [] if is_attribute(asked.rows) else ranking.same_speakers(map(int, rows))
    _bound(found, targets=[*ranking.same_targets(columns)], **{asked.rows: [*speakers]})
    is_now = _times(found, asked.now, asked.before)
    inner = found.sql(f"{how.key} as counted", f"{is_now} as is_now")
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(statements=inner), found.parameters)
        return _cells(cursor.fetchall())


def _bound(found: Statements, *, targets: list[int], **actors: list[int]) -> None:
    """Keep the statements an index finds: on these targets, by these actors."""
    found.parameters["bound_targets"] = targets
    found.conditions.append("x.target_id = any(%(bound_targets)s)")
    for name, ids in actors.items():
        if not name.startswith(ATTRIBUTE):
            found.parameters[f"bound_{name}"] = ids
            found.conditions.append(f"x.{name}_id = any(%(bound_{name})s)")


def _times(found: Statements, now: Months | None, before: Months | None) -> str:
    """Answer whether a statement is of now, as SQL: null where it is of neither time."""
    if now is None:
        return "true"
    cases = []
    for name, months, is_now in (("now", now, "true"), ("before", before, "false")):
        if months:
            found.parameters |= {f"{name}_from": months.first_day, f"{name}_to": months.last_day}
            between = f"x.dated_on between %({name}_from)s and %({name}_to)s"
            cases.append((between, is_now))
    found.conditions.append(f"({' or '.join(between for between, _ in cases)})")
    return f"case {' '.join(f'when {between} then {is_now}' for between, is_now in cases)} end"


def _ranked(found: Statements, side: str, most: int) -> list[Any]:
    statement = _RANKED.format(side=side, statements=found.sql("x.quote_id"))
    with connection.cursor() as cursor:
        cursor.execute(statement, {**found.parameters, "limit": most})
        return [key for key, _ in cursor.fetchall()]


def _cells(rows: Sequence[Sequence[Any]]) -> tuple[Cells, Cells]:
    found: dict[bool, dict[tuple[Key, Key], dict[str, int]]] = {True: {}, False: {}}
    for actor, target, is_now, position, n in rows:
        name = "unjudged" if position == "none" else position
        found[is_now].setdefault((actor, target), {})[name] = n
    now, before = (
        {
            key: Positions(**{each: counts.get(each, 0) for each in POSITIONS})
            for key, counts in found[side].items()
        }
        for side in (True, False)
    )
    return now, before
