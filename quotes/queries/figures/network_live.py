"""Statements counted one by one: any filter, any rule for duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.networks.statements import Count
from quotes.queries.figures.counting import counted
from quotes.queries.figures.network_left_out import LeftOut

if TYPE_CHECKING:
    from quotes.networks.choices import Choice
    from quotes.queries.figures.counting import Counting
    from quotes.queries.figures.network_rows import Statements

PERIODS = {
    "article": "x.article_id",
    "week": "date_trunc('week', x.dated_on)",
    "month": "date_trunc('month', x.dated_on)",
    "year": "date_trunc('year', x.dated_on)",
    "ever": "0",
}
"""What one statement is kept of; weeks begin on Monday, those without a day are of one period."""

# Two who speak for one organisation in one quote are one statement of it.
_EACH = "select distinct a, t, p, counted from ({statements}) every"
_FIRST_PRINTED = """select distinct on (a, t, p, counted) * from ({statements}) printed
order by a, t, p, counted, dated_on nulls last, sort_at, quote_id, attribution"""
# The first in time stays: where positions are ignored, its position is the one that counts.
_FIRST = """select distinct on ({same}) a, t, p from ({statements}) every
where a is not null and t is not null and p = any(%(positions)s)
order by {same}, dated_on nulls last, sort_at, quote_id, attribution"""
_COUNTS = """
with counts as materialized (
    select a, t, p, count(*) as n from ({once}) once group by a, t, p
), known as (
    select * from counts where a is not null and t is not null and p = any(%(positions)s)
), totals as (
    select a, sum(n) as n from known group by a
), chosen as (
    select a from totals where n >= %(minimum)s order by n desc, a::text collate "C" limit %(limit)s
)
select known.* from known join chosen using (a)
union all select null, null, 'all', count(*) from totals
union all select null, null, 'enough', count(*) from totals where n >= %(minimum)s
"""
_UNNAMED = """
select count(*) filter (where p = any(%(positions)s) and a is null),
    count(*) filter (where p = any(%(positions)s) and a is not null and t is null),
    count(*) filter (where p <> all(%(positions)s) and a is not null and t is not null)
from ({each}) each
"""


def count_live(
    statements: Statements, choice: Choice, *, limit: int, counting: Counting = "printings"
) -> tuple[list[Count], LeftOut]:
    """Answer the statements of the rows with the most of them, and what is left out."""
    how = counted(counting, row="x")
    statements.joins.append(how.joins)
    each = _EACH.format(statements=statements.sql(f"{how.key} as counted"))
    known = {
        **statements.parameters,
        "positions": [*choice.positions],
        "minimum": choice.minimum,
        "limit": limit,
    }
    rows = _run(_COUNTS.format(once=_once(statements, choice, counting, each)), known)
    totals = {row[2]: row[3] for row in rows if row[0] is None}
    (nobody, nothing, unjudged) = _run(_UNNAMED.format(each=each), known)[0]
    return [Count(*row) for row in rows if row[0] is not None], LeftOut(
        without_row=nobody,
        without_column=nothing,
        without_position=unjudged,
        rows_under_minimum=totals["all"] - totals["enough"],
        rows_over_limit=max(0, totals["enough"] - limit),
    )


def _once(statements: Statements, choice: Choice, counting: Counting, each: str) -> str:
    if choice.duplicates == "all":
        return each
    period = f"{PERIODS[choice.duplicates]} as period"
    more = ["x.dated_on", "x.sort_at", "x.quote_id", "x.attribution"]
    inner = statements.sql(period, *more, f"{counted(counting, row='x').key} as counted")
    if counting != "printings":
        inner = _FIRST_PRINTED.format(statements=inner)
    same = "a, t, period" if choice.qualifier == "ignore" else "a, t, p, period"
    return _FIRST.format(same=same, statements=inner)


def _run(sql: str, known: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, known)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
