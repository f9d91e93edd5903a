"""Who is quoted most and what about: the actors and targets a figure begins with.

By positions taken, of all time, act said; who and what was merged counts as what it became.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from quotes.queries.figures.tallies import TRIED

if TYPE_CHECKING:
    from collections.abc import Iterable

SPEAKER, ORGANISATION = "s:", "o:"
"""What the names of actors in a tally begin with."""

# What was not folded yet can only bring in those it names: they are tried with the largest.
_ACTORS = """
with tried as (
    (select actor from quotes_positiontally where target = 0 and left(actor, 2) = %(kind)s
        order by n desc limit %(tried)s)
    union select actor from quotes_positiondelta where left(actor, 2) = %(kind)s
), whole as (
    select distinct coalesce(s.merged_into_id, s.id) as id
    from tried join quotes_speaker s on s.id = substr(tried.actor, 3)::bigint
), same as (
    select whole.id, s.id as one from whole join quotes_speaker s
        on s.id = whole.id or s.merged_into_id = whole.id
    where exists (
        select from quotes_speaker named where named.id = whole.id and named.article_id is null)
)
select same.id, sum(taken.n) from same cross join lateral (
    select n from quotes_positiontally where actor = %(kind)s || same.one and target = 0
    union all
    select n from quotes_positiondelta where actor = %(kind)s || same.one
) taken group by same.id having sum(taken.n) > 0 order by 2 desc, 1 limit %(limit)s
"""
_TARGETS = """
with tried as (
    (select target from quotes_positiontally where actor = '' and month = 0 and marks = 0
        order by n desc limit %(tried)s)
    union select target from quotes_positiondelta where actor = ''
), whole as (
    select distinct coalesce(t.merged_into_id, t.id) as id
    from tried join quotes_target t on t.id = tried.target
), same as (
    select whole.id, t.id as one from whole join quotes_target t
        on t.id = whole.id or t.merged_into_id = whole.id
)
select same.id, sum(taken.n) from same cross join lateral (
    select n from quotes_positiontally
        where actor = '' and target = same.one and marks = 0 and month = 0
    union all
    select n from quotes_positiondelta where actor = '' and target = same.one
) taken group by same.id having sum(taken.n) > 0 order by 2 desc, 1 limit %(limit)s
"""


def most_quoted_actors(kind: str, *, limit: int) -> list[int]:
    """Answer the speakers ("s:") or organisations ("o:") that took most positions, most first.

    An unnamed source is nobody whom a figure could show again.
    """
    return _ids(_ACTORS, kind=kind, limit=limit)


def most_quoted_targets(*, limit: int) -> list[int]:
    """Answer the targets on which most positions were taken, most first."""
    return _ids(_TARGETS, kind="", limit=limit)


_SAME = """
select whole.id, one.id from unnest(%s::bigint[]) whole (id) join {table} one
    on one.id = whole.id or one.merged_into_id = whole.id
"""


def same_speakers(ids: Iterable[int]) -> dict[int, int]:
    """Answer these and all that were merged into them, each with what it is."""
    return _same("quotes_speaker", ids)


def same_targets(ids: Iterable[int]) -> dict[int, int]:
    """Answer these and all that were merged into them, each with what it is."""
    return _same("quotes_target", ids)


def _same(table: str, ids: Iterable[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_SAME.format(table=table), [list(ids)])
        return {one: whole for whole, one in cursor.fetchall()}


def _ids(statement: str, *, kind: str, limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"kind": kind, "limit": limit, "tried": limit + TRIED})
        return [pk for pk, _ in cursor.fetchall()]
