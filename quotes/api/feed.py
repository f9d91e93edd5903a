"""What has changed since: for clients that keep a copy."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson
from django.db import connection
from django.http import HttpResponse

from articles.drafts import shown
from quotes.api.described.describe import CURSOR, NEXT, READING, describe, query
from quotes.api.described.shapes import UTF16, named, one_of
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import HEADERS, JSON, base_of, given_again
from quotes.api.protocol.asked_for import asking, read_asked
from quotes.api.protocol.offers import Offer
from quotes.api.protocol.problems import Fault, Problem, wrong_parameter
from quotes.api.protocol.units import articles_in_utf16, quotes_in_utf16
from quotes.forms import check_names
from quotes.queries.feed import (
    KINDS,
    CursorTooOld,
    Entry,
    Feed,
    NoFeedCursor,
    read_feed,
    read_feed_cursor,
)
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.api.described.shapes import Schema
    from quotes.queries.feed import FeedCursor

WHOLE: Schema = {"type": "integer"}
LIMIT, MOST, LONGEST_WAIT = 200, 1_000, 20
UNIT = Offer(has_offsets=True)
KEPT = ("type", "limit", *UNIT.names)
LOOKS_EVERY = 0.5
"""Seconds between two looks for something new while a client waits."""
WAITING = BoundedSemaphore(4)
"""So many threads of a process wait at once; who comes after them is answered at once."""

PARAMETERS = [
    query(
        "after",
        CURSOR,
        "The cursor of the answer before, or that of a dump. Without one: from the first change;"
        " who begins so gets everything there is, however old.",
    ),
    query("type", one_of(KINDS), "Of this type only.", several=True),
    query("limit", {**WHOLE, "minimum": 1, "maximum": MOST, "default": LIMIT}, "How many at most."),
    query(
        "wait",
        {**WHOLE, "minimum": 0, "maximum": LONGEST_WAIT, "default": 0},
        "Seconds to wait for something new.",
    ),
]


class ChangeList(Endpoint):
    """What has changed."""

    @describe(
        "list_changes",
        "What has changed since",
        {200: (named("Changes"), "The changes behind the cursor, in order; perhaps none.")},
        problems=(*READING, 410),
        parameters=[*PARAMETERS, *asking(UNIT), NEXT],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the changes behind `after`; where none are, wait for some as long as asked."""
        check_names(request.query_params, ("after", *KEPT, "wait"))
        asked: dict[str, Any] = {
            "after": _after(request),
            "limit": _number(request, "limit", LIMIT, least=1, most=MOST),
            "kinds": _kinds(request),
            "base": base_of(request),
            "people": request.user.is_authenticated,
            "works_here": may_see_undecided(request.user),
        }
        unit = read_asked(request, UNIT).unit
        until = time.monotonic() + _number(request, "wait", 0, least=0, most=LONGEST_WAIT)
        try:
            return _answer(request, _read(asked, until), unit=unit)
        except CursorTooOld as gone:
            raise _too_old(request) from gone


def _read(asked: dict[str, Any], until: float) -> Feed:
    """Read the feed; while it has nothing new, no connection to the database is held."""
    feed = read_feed(**asked)
    if feed.entries or time.monotonic() >= until or not WAITING.acquire(blocking=False):
        return feed
    try:
        while not feed.entries and time.monotonic() < until:
            if not connection.in_atomic_block:
                connection.close()
            time.sleep(min(LOOKS_EVERY, max(until - time.monotonic(), 0)))
            feed = read_feed(**asked)
    finally:
        WAITING.release()
    return feed


def _answer(request: Request, feed: Feed, *, unit: str) -> HttpResponse:
    kept = [(name, value) for name in KEPT for value in request.query_params.getlist(name)]
    link = f"{base_of(request)}{request.path}?{urlencode([*kept, ('after', str(feed.cursor))])}"
    entries = _in_utf16(feed.entries) if unit == UTF16 else feed.entries
    members = (
        b",".join(map(_entry, entries)),
        orjson.dumps(str(feed.cursor)),
        orjson.dumps(link),
        orjson.dumps(feed.more),
        orjson.dumps(round(feed.lag, 3)),
        orjson.dumps(unit),
    )
    body = b'{"results":[%b],"cursor":%b,"next":%b,"more":%b,"lag":%b,"offset_unit":%b}' % members
    headers = {**HEADERS, "Link": f'<{link}>; rel="next"'}
    return HttpResponse(body, content_type=JSON, headers=headers)


def _in_utf16(entries: Sequence[Entry]) -> list[Entry]:
    """Answer the same entries with the offsets and lengths in their objects in UTF-16 units."""
    counts = {"quote": quotes_in_utf16, "article": articles_in_utf16}
    bodies: dict[tuple[str, int], str] = {}
    for kind, in_utf16 in counts.items():
        told = {each.id: each.body for each in entries if each.kind == kind and each.body}
        bodies |= {(kind, pk): body for pk, body in zip(told, in_utf16(told.values()), strict=True)}
    return [replace(each, body=bodies.get((each.kind, each.id), each.body)) for each in entries]


def _entry(entry: Entry) -> bytes:
    """Write one entry, its object as the database wrote it."""
    data = entry.body.encode() if entry.body else None
    return orjson.dumps(
        {
            "op": _op(entry),
            "type": entry.kind,
            "id": entry.id,
            "at": entry.at,
            "into": entry.into,
            "version": entry.version if data else None,
            "data": orjson.Fragment(data) if data else None,
        }
    )


def _op(entry: Entry) -> str:
    if entry.body:
        return "redact" if entry.redacted else "upsert"
    return "merge" if entry.into else "delete"


def _after(request: Request) -> FeedCursor | None:
    text = _single(request, "after")
    if text is None:
        return None
    try:
        return read_feed_cursor(text)
    except NoFeedCursor as error:
        raise wrong_parameter("after", shown(text), "is no cursor of this feed") from error


def _kinds(request: Request) -> tuple[str, ...]:
    kinds = request.query_params.getlist("type")
    for kind in kinds:
        if kind not in KINDS:
            raise wrong_parameter("type", shown(kind), f"is one of {', '.join(KINDS)}")
    return tuple(dict.fromkeys(kinds)) or KINDS


def _number(request: Request, name: str, default: int, *, least: int, most: int) -> int:
    text = _single(request, name)
    if text is None:
        return default
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not digits or not least <= int(text) <= most:
        raise wrong_parameter(name, shown(text), f"wants a whole number from {least} to {most}")
    return int(text)


def _single(request: Request, name: str) -> str | None:
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise given_again(name, values)
    return values[0] if values else None


def _too_old(request: Request) -> Problem:
    start = f"{base_of(request)}{request.path}"
    message = (
        "The feed no longer goes on from this cursor: entries behind it are gone, or the database"
        " is not the one it was. Empty your copy and begin again without a cursor, or from a dump."
    )
    fault = Fault(parameter="after", code="cursor_expired", detail=message)
    return Problem(410, "cursor_expired", message, faults=[fault], more={"restart": start})
