"""One speaker, target or article, for the endpoints that show or change one."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import orjson
from django.urls import reverse

from articles.paging import COUNTED
from quotes.api.protocol.answers import answer, answer_page, answer_tagged, base_of
from quotes.api.protocol.asked_for import AS_IT_IS, Asked, counted
from quotes.api.protocol.preconditions import unchanged
from quotes.api.protocol.problems import Problem
from quotes.api.protocol.streams import at_once
from quotes.queries.record_json import records_as_json
from quotes.queries.speakers import speaker_of
from quotes.queries.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from articles.paging import Page
    from quotes.api.protocol.streams import at_once
    from quotes.models import Speaker, Target
from quotes.queries.record_json import Kind


def bodies_of(request: Request, kind: Kind, ids: Sequence[int]) -> list[str]:
    """Answer the JSON of records that this person may see."""
    people = request.user.is_authenticated
    return records_as_json(kind, ids, base=base_of(request), people=people)


def body_of(request: Request, kind: Kind, record_id: int) -> bytes:
    """Answer the JSON of a record that may be seen; the problem is 404 where it is gone."""
    found = bodies_of(request, kind, [record_id])
    if not found:
        raise not_here(kind, record_id)
    return found[0].encode()


def answer_record(
    request: Request,
    kind: Kind,
    record_id: int,
    *,
    asked: Asked = AS_IT_IS,
    status: int = 200,
    made: bool = False,
) -> HttpResponseBase:
    """Answer a record that may be seen, with its ETag, and its address where it was `made` now."""
    whole = body_of(request, kind, record_id)
    version, body = orjson.loads(whole)["version"], asked.chosen(whole.decode()).encode()
    location = address_of(request, kind, record_id) if made else ""
    return answer_tagged(request, body, version=version, status=status, location=location)


def answer_records(
    request: Request,
    kind: Kind,
    page: Page[int],
    asked: Asked,
    *,
    found: Callable[[], int] | None,
) -> HttpResponseBase:
    """Answer a page of records that may be seen; `found` counts all, where not all are here."""
    beside: dict[str, object] = {}
    if asked.count and found:
        beside["count"] = counted(found(), most=COUNTED)
    elif asked.count:
        beside["count"] = {"value": len(page.rows), "exact": len(page.rows) < asked.limit}
    rows = map(asked.chosen, bodies_of(request, kind, page.rows))
    return answer_page(request, rows, page.next, beside=beside)


def records_streamed(
    request: Request, kind: Kind, pages: Callable[..., Page[int]], asked: Asked
) -> tuple[Generator[list[bytes]], str | None]:
    """Answer the JSON of a page of records, and the cursor of the next."""
    page = pages(cursor=asked.cursor, limit=asked.limit)
    return at_once(map(asked.chosen, bodies_of(request, kind, page.rows))), page.next


def address_of(request: Request, kind: Kind, record_id: int) -> str:
    """Answer the whole address of a record."""
    return base_of(request) + reverse(f"api-{kind}-detail", args=[record_id])


def answer_merged(request: Request, kind: Kind, row: Speaker | Target) -> HttpResponseBase:
    """Answer the way to what a merged record became, and that itself."""
    became = row.merged_into_id or row.pk
    body = orjson.Fragment(body_of(request, kind, became))
    return answer(body, status=308, location=address_of(request, kind, became))


def named_row(request: Request, kind: Kind, record_id: int) -> Speaker | Target:
    """Answer the speaker or target of the address, perhaps a merged one; else it is 404."""
    find = speaker_of if kind == "speaker" else target_of
    row: Speaker | Target | None = find(record_id, user=request.user)
    if row is None:
        raise not_here(kind, record_id)
    return row


@contextmanager
def seen_row(request: Request, kind: Kind, record_id: int) -> Iterator[int]:
    """Give the version of a speaker or target that the client has seen to the command inside.

    Where it is not the current one, the problem is 412; where it was merged, 409.
    """
    row = named_row(request, kind, record_id)
    if row.merged_into_id:
        into = row.merged_into_id
        message = f"{kind.capitalize()} {record_id} was merged into {into}: change that one."
        raise Problem(409, "merged", message, more={"into": into})
    body = partial(body_of, request, kind, record_id)
    with unchanged(request, kind, version=row.version, body=body) as seen:
        yield seen


def not_here(kind: Kind, record_id: int) -> Problem:
    """Answer the problem of a record that is not here, or not for this person."""
    return Problem(404, "not_found", f"There is no {kind} {record_id} that you may see.")
