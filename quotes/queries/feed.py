"""What has changed since, for those who keep a copy: in order, nothing left out, nothing half done.

An entry is shown once no transaction that began before it can still commit (its xid is below the
snapshot's xmin), so none ever comes to stand before a cursor. Entries and the objects they tell of
are read in one statement: what is shown is how things stood at one moment.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.queries.quote_json import QUOTE, TIME
from quotes.queries.record_json import ARTICLE, SPEAKER, TARGET

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("article", "quote", "speaker", "target")
_LONGEST = 300

# Another database, or this one from a backup, has other transactions under the same numbers.
_GENERATION = """
select left(md5(concat_ws(':', (pg_control_system()).system_identifier,
        (select oid from pg_database where datname = current_database()),
        'quotes_change'::regclass::oid, pg_relation_filenode('quotes_change'))), 12),
    coalesce((select max(xid) from quotes_change where kind = 'pruned'), '0'::xid8)::text,
    pg_snapshot_xmax(pg_current_snapshot())::text,
    extract(epoch from coalesce(now() - (select min(at) from quotes_change
        where xid >= pg_snapshot_xmin(pg_current_snapshot())), '0'))::float
"""

_IS_THERE = """
select exists (select from quotes_change where (xid, kind, object_id) = (%s::text::xid8, %s, %s))
"""

_ENTRIES = f"""
with page as materialized (
    select xid, kind, object_id, at from quotes_change
    where (xid, kind, object_id) > (%(xid)s::text::xid8, %(kind)s, %(id)s)
        and xid < pg_snapshot_xmin(pg_current_snapshot()) and kind = any(%(kinds)s)
    order by xid, kind, object_id limit %(limit)s)
select c.xid::text, c.kind, c.object_id, {TIME.format("c.at")},
    case c.kind
        when 'quote' then (select ({QUOTE})::text
            from quotes_quote q join articles_textversion v on v.id = q.text_version_id
            join quotes_quotesearch found on found.quote_id = q.id
            left join articles_outlet l on l.id = q.outlet_id
            where q.id = c.object_id and found.status = 'accepted')
        when 'article' then {ARTICLE.format(id="c.object_id")}::text
        when 'speaker' then {SPEAKER.format(id="c.object_id")}::text
        when 'target' then {TARGET.format(id="c.object_id")}::text end,
    case c.kind
        when 'speaker' then (select merged_into_id from quotes_speaker where id = c.object_id)
        when 'target' then (select merged_into_id from quotes_target where id = c.object_id) end
from page c order by c.xid, c.kind, c.object_id
"""


class CursorTooOld(ValueError):
    """A cursor from which the feed can no longer go on: begin again without one."""


class NoFeedCursor(ValueError):
    """Something that never was a cursor of the feed."""


@dataclass(frozen=True)
class FeedCursor:
    """After which entry a follower goes on; `generation` is the database's the cursor is of."""

    generation: str
    xid: int
    kind: str
    id: int

    def __str__(self) -> str:
        """Write it as followers keep it."""
        plain = json.dumps([self.generation, self.xid, self.kind, self.id], separators=(",", ":"))
        return urlsafe_b64encode(plain.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Entry:
    """One object that a transaction changed: `body` is its JSON now, None where it is not seen.

    `into` is what it was merged into.
    """

    kind: str
    id: int
    at: str
    body: str | None
    into: int | None


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
        generation, xid, kind, number = json.loads(
            urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        )
        cursor = FeedCursor(str(generation), int(xid), str(kind), int(number))
    except (ValueError, TypeError) as error:
        raise NoFeedCursor(text) from error
    in_range = 0 <= cursor.xid < 2**63 and 0 <= cursor.id < 2**63 and cursor.kind in {"", *KINDS}
    if not in_range or str(cursor) != text:
        raise NoFeedCursor(text)
    return cursor


def read_feed(
    after: FeedCursor | None,
    *,
    limit: int,
    base: str,
    people: bool,
    works_here: bool,
    kinds: Sequence[str] = KINDS,
) -> Feed:
    """Answer up to `limit` entries behind a cursor, from the first without one.

    `base` begins the links in the bodies; `people` shows who decided; for who `works_here`
    suggestions and withdrawn articles are no secret. Raises CursorTooOld where
    entries behind the cursor are gone, or the database is another one than it was.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GENERATION)
        generation, pruned, newest, lag = cursor.fetchone()
        start = after or FeedCursor(generation, 0, "", 0)
        if after and not _goes_on(after, generation, int(pruned), int(newest)):
            raise CursorTooOld(str(after))
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
        cursor.execute(_ENTRIES, asked)
        rows = cursor.fetchall()
    kept = rows[:limit]
    last = FeedCursor(generation, int(kept[-1][0]), kept[-1][1], kept[-1][2]) if kept else start
    entries = [Entry(*row[1:6]) for row in kept]
    return Feed(entries, last, len(rows) > limit, lag)


def _goes_on(after: FeedCursor, generation: str, pruned: int, newest: int) -> bool:
    """Tell whether every entry behind the cursor is still there, and of the same database."""
    if after.generation != generation or after.xid < pruned or after.xid > newest:
        return False
    if not after.xid:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_IS_THERE, [str(after.xid), after.kind, after.id])
        return bool(cursor.fetchone()[0])
