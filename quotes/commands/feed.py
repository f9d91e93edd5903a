"""What the feed need not tell any more is taken away; what there is stays told."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from quotes.jobs import job_each_day
from quotes.queries.feed import KINDS

KEPT_FOR = timedelta(days=90)
"""For so long at least a follower may be away."""
BATCH = 10_000
"""Entries taken away in one transaction: a fraction of a second."""
_LOCK = 7_302_115
"""Of the advisory lock that lets one prune at a time."""

# Only what is committed, and nothing that began before what is: followers read in this order.
_HORIZON = """
select max(xid)::text from quotes_change
where kind = any(%s) and at < now() - make_interval(secs => %s)
    and xid < pg_snapshot_xmin(pg_current_snapshot())
"""
# An entry stays while it is the last of something that somebody may see.
_TELL_NOTHING = """
select xid::text, kind, object_id from (
    select *, lead(xid) over (partition by kind, object_id order by xid) as later
    from quotes_change where kind = any(%s) and xid < pg_snapshot_xmin(pg_current_snapshot())
) c
where xid <= %s::text::xid8 and (later is not null or not case kind
    when 'article' then exists (select from articles_article where id = object_id)
    when 'quote' then exists (
        select from quotes_quote where id = object_id and status = 'accepted')
    when 'speaker' then exists (
        select from quotes_speaker
        where id = object_id and article_id is null and merged_into_id is null)
    when 'target' then exists (
        select from quotes_target where id = object_id and merged_into_id is null) end)
"""
# First the mark, in the same transaction: who reads what is left sees it, too.
_MARK = """
with mark as (
    insert into quotes_change (xid, kind, object_id)
        select %(last)s::text::xid8, 'pruned', 0 where not exists (
            select from quotes_change where kind = 'pruned' and xid >= %(last)s::text::xid8))
delete from quotes_change where kind = 'pruned' and xid < %(last)s::text::xid8
"""
_TAKE_AWAY = """
delete from quotes_change c using unnest(%s::text[], %s::text[], %s::bigint[]) g (xid, kind, id)
where c.kind = g.kind and c.xid = g.xid::xid8 and c.object_id = g.id
"""


@job_each_day
def prune_what_is_old() -> None:
    """Prune the feed: a worker's job, each night. Raises nothing of its own."""
    prune_changes()


def prune_changes(*, older_than: timedelta = KEPT_FOR) -> int:
    """Take away entries of the feed that are older and tell nothing any more; answer how many.

    Of each thing there is the last entry stays: who begins without a cursor gets all. A cursor from
    before the newest entry that went is too old from then on, unless its follower began later.
    Where another prunes at this moment nothing is done. Raises nothing of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        try:
            return _prune(older_than)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])


def _prune(older_than: timedelta) -> int:
    kinds = list(KINDS)
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON, [kinds, older_than.total_seconds()])
        horizon = cursor.fetchone()[0]
        if horizon is None:
            return 0
        cursor.execute(_TELL_NOTHING, [kinds, horizon])
        going = cursor.fetchall()
    going.sort(key=lambda row: int(row[0]))
    for first in range(0, len(going), BATCH):
        some = going[first : first + BATCH]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_MARK, {"last": some[-1][0]})
            cursor.execute(_TAKE_AWAY, [list(column) for column in zip(*some, strict=True)])
    return len(going)
