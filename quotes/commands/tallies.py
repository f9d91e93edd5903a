"""Tallies: what triggers appended is folded into them, and all of them can be made anew."""

from __future__ import annotations

from django.db import connection, connections, transaction

from quotes.jobs import job_each_minute
from quotes.nets import POSITIONS

BATCH = 20_000
"""Deltas folded at once: a quarter of a second."""
_LOCK = 7_302_114
"""Of the advisory lock that lets one fold at a time."""
UNTALLIED = ["m:", "q:", "f:", "e:"]
"""Facets that have no tally: months are its columns, families are small."""

_FOLD_FACETS = """
with folded as (
    delete from quotes_facetdelta where id = any (array(
        select id from quotes_facetdelta order by id limit %(batch)s))
    returning month, n, facets
), counted as (
    select facet, folded.month, folded.n from folded, unnest(folded.facets) facet
    where not left(facet, 2) = any(%(untallied)s)
), levels as (
    select facet, month, n from counted union all select facet, 0, n from counted
), added as (
    insert into quotes_facettally as tally (facet, month, n)
        select facet, month, sum(n) from levels group by facet, month
        order by facet, month
    on conflict (facet, month) do update set n = tally.n + excluded.n
)
select count(*) from folded
"""
_SUMS = ",\n        ".join(
    f"coalesce(sum(n) filter (where position = '{each}'), 0) as {each}" for each in POSITIONS
)
_ADDED = ", ".join(f"{each} = tally.{each} + excluded.{each}" for each in POSITIONS)
_ADD_POSITIONS = f"""
    insert into quotes_positiontally as tally (actor, target, marks, month, {", ".join(POSITIONS)})
        with months as (
            select actor, target, marks, month, position, n from folded
            union all select actor, target, marks, 0, position, n from folded
        ), levels as (
            select actor, target, 0 as marks, month, position, n from months
            union all select actor, target, marks, month, position, n from months where marks > 0
            union all select actor, 0, 0, 0, position, n from folded where actor <> ''
        )
        select actor, target, marks, month, {_SUMS} from levels
        group by actor, target, marks, month order by actor, target, marks, month
    on conflict (actor, target, marks, month) do update set {_ADDED}
"""  # noqa: S608  constants of ours
_FOLD_POSITIONS = f"""
with folded as (
    delete from quotes_positiondelta where id = any (array(
        select id from quotes_positiondelta order by id limit %(batch)s))
    returning actor, target, marks, month, position, n
), added as ({_ADD_POSITIONS})
select count(*) from folded
"""  # noqa: S608  constants of ours
_EMPTIED = [
    "delete from quotes_facettally",
    "delete from quotes_facetdelta",
    "delete from quotes_positiontally",
    "delete from quotes_positiondelta",
]
_COUNT_FACETS = """
insert into quotes_facettally (facet, month, n)
    with each as materialized (
        select facet, month_number(s.dated_on) as month, count(*) as n
        from quotes_quotesearch s, unnest(facets_counted(s.facets)) facet
        where s.status = 'accepted' and not left(facet, 2) = any(%(untallied)s) group by 1, 2
    ), levels as (
        select facet, month, n from each union all select facet, 0, n from each
    )
    select facet, month, sum(n) from levels group by facet, month order by facet, month
"""
_COUNT_POSITIONS = _ADD_POSITIONS.replace(
    "with months as",
    """with folded as materialized (
            select actor, target, marks, month, position, count(*) as n
            from quotes_positioncounted group by actor, target, marks, month, position
        ), months as""",
)


@job_each_minute
def fold_what_waits() -> None:
    """Fold all that triggers appended: a worker's job, each minute."""
    while fold_tallies():
        pass


def fold_tallies(*, batch: int = BATCH) -> int:
    """Fold a batch of deltas into the tallies and answer how many; 0 where none wait.

    Readers see a delta or the tally it became part of, never both and never neither. Where another
    folds at this moment nothing is done. Raises nothing of its own.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        return sum(_fold(statement, batch) for statement in (_FOLD_FACETS, _FOLD_POSITIONS))


def rebuild_tallies(*, using: str = "default") -> None:
    """Count all of it anew: after a load that passed by the triggers, or where one doubts.

    Changes of quotes wait until it is done; who reads sees the old tallies until then. Raises
    nothing of its own.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("lock table quotes_quotesearch, quotes_positiontaken in share mode")
        for statement in (*_EMPTIED, _COUNT_FACETS, _COUNT_POSITIONS):
            cursor.execute(statement, {"untallied": UNTALLIED})


def _fold(statement: str, batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"batch": batch, "untallied": UNTALLIED})
        return int(cursor.fetchone()[0])
