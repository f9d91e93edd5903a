"""What has changed since, for those who keep a copy: in order, nothing left out, nothing half done.

An entry is shown once no transaction that began before it can still commit (its xid is below the
snapshot's xmin), so none ever comes to stand before a cursor. Entries and the objects they tell of
are read in one statement: what is shown is how things stood at one moment.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.queries.quote_json import QUOTE, TIME
from quotes.queries.record_json import ARTICLE, SPEAKER, TARGET

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("article", "quote", "speaker", "target")
_LONGEST = 300

# Another database, or this one from a backup, has other transactions under the same numbers.
_NOW = """
select left(md5(concat_ws(':', (pg_control_system()).system_identifier,
        (select oid from pg_database where datname = current_database()),
        'quotes_change'::regclass::oid, pg_relation_filenode('quotes_change'))), 12),
    pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text,
    extract(epoch from greatest('0', now() - (select min(at) from quotes_change
        where kind = any(%s) and xid >= pg_snapshot_xmin(pg_current_snapshot()))))::float
"""

# Asked once the entries are read: what was taken away by then, they might lack.
_WHAT_IS_THERE = """
select coalesce((select max(xid) from quotes_change where kind = 'pruned'), '0'::xid8)::text,
    exists (select from quotes_change where (kind, xid, object_id) = (%s, %s::text::xid8, %s))
"""

# Of each kind one stretch of the index: what one asks for costs the same wherever it begins.
_ENTRIES = f"""
with page as materialized (
    select c.* from unnest(%(kinds)s::text[]) of_kind, lateral (
        select xid, kind, object_id, at, redacted from quotes_change
        where kind = of_kind and (xid, object_id) > (%(xid)s::text::xid8, case
                when of_kind = %(kind)s then %(id)s
                when of_kind > %(kind)s then -1 else 9223372036854775807 end)
            and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, object_id limit %(limit)s) c
    order by xid, kind, object_id limit %(limit)s)
select c.xid::text, c.kind, c.object_id, {TIME.format("c.at")},
    case c.kind
        when 'quote' then (select ({QUOTE})::text
            from quotes_quote q join articles_textversion v on v.id = q.text_version_id
            join quotes_quotesearch found on found.quote_id = q.id
            left join lateral (
                select id, name from articles_outlet where id = q.outlet_id offset 0) l on true
            where q.id = c.object_id and found.status = 'accepted')
        when 'article' then {ARTICLE.format(id="c.object_id")}::text
        when 'speaker' then {SPEAKER.format(id="c.object_id")}::text
        when 'target' then {TARGET.format(id="c.object_id")}::text end,
    case c.kind
        when 'speaker' then (select merged_into_id from quotes_speaker where id = c.object_id)
        when 'target' then (select merged_into_id from quotes_target where id = c.object_id) end,
    c.redacted,
    case c.kind
        when 'quote' then (select version from quotes_quote where id = c.object_id)
        when 'article' then (select version from articles_article where id = c.object_id)
        when 'speaker' then (select version from quotes_speaker where id = c.object_id)
        when 'target' then (select version from quotes_target where id = c.object_id) end
from page c order by c.xid, c.kind, c.object_id
"""


class CursorTooOld(ValueError):
    """A cursor from which the feed can no longer go on: begin again without one."""


class NoFeedCursor(ValueError):
    """Something that never was a cursor of the feed."""


@dataclass(frozen=True)
class FeedCursor:
    """After which entry a follower goes on; `generation` is the database's the cursor is of.

    What was committed before the transaction `began` the follower never had otherwise: deletions
    from before may have been forgotten. Without a kind it stands before the entries of `xid`.
    """

    generation: str
    xid: int
    kind: str
    id: int
    began: int

    def __str__(self) -> str:
        """Write it as followers keep it."""
        members = [self.generation, self.xid, self.kind, self.id, self.began]
        plain = json.dumps(members, separators=(",", ":"))
        return urlsafe_b64encode(plain.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Entry:
    """One object that a transaction changed: `body` is its JSON now, None where it is not seen.

    `into` is what it was merged into; `redacted` tells that words of it were taken out.
    """

    kind: str
    id: int
    at: str
    body: str | None
    into: int | None
    redacted: bool
    version: int


@dataclass(frozen=True)
class Feed:
    """Some entries in order and the cursor behind the last; `lag` is of those that wait, in s."""

    entries: list[Entry]
    cursor: FeedCursor
    more: bool
    lag: float


def read_feed_cursor(text: str) -> FeedCursor:
    """Read a cursor as a follower kept it. Raises NoFeedCursor."""
    try:
        if len(text) > _LONGEST or not re.fullmatch(r"[A-Za-z0-9_-]+", text):
            raise NoFeedCursor(text)
        generation, xid, kind, number, began = json.loads(
            urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        )
        cursor = FeedCursor(str(generation), int(xid), str(kind), int(number), int(began))
    except (ValueError, TypeError) as error:
        raise NoFeedCursor(text) from error
    numbers = (cursor.xid, cursor.id, cursor.began)
    in_range = all(0 <= each < 2**63 for each in numbers) and cursor.kind in {"", *KINDS}
    if not in_range or str(cursor) != text:
        raise NoFeedCursor(text)
    return cursor


def feed_cursor_now() -> FeedCursor:
    """Answer the cursor from which one goes on who has all there is now.

    In a transaction of one snapshot: who has all that this snapshot shows.
    """
    generation, oldest, _, _ = _now()
    return FeedCursor(generation, oldest, "", 0, oldest)


def feed_lag() -> float:
    """Answer for how many seconds changes have waited until those begun before are committed."""
    return _now()[3]


def read_feed(
    after: FeedCursor | None,
    *,
    limit: int,
    base: str,
    people: bool,
    works_here: bool,
    kinds: Sequence[str] = KINDS,
) -> Feed:
    """Answer up to `limit` entries behind a cursor; without one from the first: all there is.

    `base` begins the links in the bodies; `people` shows who decided; for who `works_here`
    suggestions and withdrawn articles are no secret. Raises CursorTooOld where
    entries behind the cursor are gone, or the database is another one than it was.
    """
    generation, oldest, newest, lag = _now()
    start = after or FeedCursor(generation, 0, "", 0, oldest)
    asked: dict[str, Any] = {
        "xid": str(start.xid),
        "kind": start.kind,
        "id": start.id,
        "kinds": list(kinds),
        "limit": limit + 1,
        "base": base,
        "people": people,
        "undecided": works_here,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, asked)
        rows = cursor.fetchall()
    known = start.generation == generation and max(start.xid, start.began) <= newest
    if not known or not _goes_on(start):
        raise CursorTooOld(str(start))
    kept = rows[:limit]
    if kept:
        start = replace(start, xid=int(kept[-1][0]), kind=kept[-1][1], id=kept[-1][2])
    entries = [Entry(*row[1:]) for row in kept]
    return Feed(entries, start, len(rows) > limit, lag)


def _now() -> tuple[str, int, int, float]:
    """Answer the generation, the oldest and the newest transaction not ended, and the lag."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, [list(KINDS)])
        generation, oldest, newest, lag = cursor.fetchone()
    return generation, int(oldest), int(newest), lag


def _goes_on(after: FeedCursor) -> bool:
    """Tell whether every entry behind the cursor is still there, or told nothing to its holder."""
    with connection.cursor() as cursor:
        cursor.execute(_WHAT_IS_THERE, [after.kind, str(after.xid), after.id])
        pruned, is_there = cursor.fetchone()
    if after.xid < int(pruned):
        return after.began >= int(pruned)
    return is_there or not after.kind
