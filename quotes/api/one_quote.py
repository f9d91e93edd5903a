"""One quote, for the endpoints that show or change one: found, answered, and changed if seen."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypedDict

import orjson

from quotes.api.described.shapes import UTF16
from quotes.api.included import included_with
from quotes.api.protocol.answers import answer_tagged, base_of
from quotes.api.protocol.asked_for import AS_IT_IS, Asked
from quotes.api.protocol.preconditions import unchanged
from quotes.api.protocol.problems import Problem
from quotes.api.protocol.streams import at_once
from quotes.api.protocol.units import PRINTED, quotes_in_utf16
from quotes.queries.filters import may_see_undecided, visible_quotes
from quotes.queries.quote_json import quotes_as_json
from quotes.queries.quote_lines import quotes_as_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request


class Shown(TypedDict):
    """What of a quote this person may see, and how its links begin."""

    base: str
    people: bool
    undecided: bool


def version_of(request: Request, quote_id: int) -> int:
    """Answer the version of a quote that this person may see; else the problem is 404."""
    seen = visible_quotes(request.user).filter(pk=quote_id)
    version = seen.values_list("version", flat=True).first()
    if version is None:
        raise not_here(quote_id)
    return version


def bodies_of(request: Request, ids: Sequence[int], asked: Asked = AS_IT_IS) -> list[str]:
    """Answer the JSON of quotes that may be seen, and in it only what this person may see.

    As asked for: some of its members, offsets in the unit wanted.
    """
    if asked.unit != UTF16:
        return quotes_as_json(ids, **_shown(request), members=asked.kept)
    members = {*asked.kept, *PRINTED} if asked.fields else ()
    bodies = quotes_as_json(ids, **_shown(request), members=members)
    return [asked.chosen(body) for body in quotes_in_utf16(bodies)]


def lines_of(request: Request, ids: Sequence[int], asked: Asked) -> Generator[list[bytes]]:
    """Answer the same, some quotes at a time."""
    if asked.unit == UTF16:
        return at_once(bodies_of(request, ids, asked))
    return quotes_as_lines(ids, **_shown(request), members=asked.kept)


def _shown(request: Request) -> Shown:
    return {
        "base": base_of(request),
        "people": request.user.is_authenticated,
        "undecided": may_see_undecided(request.user),
    }


def body_of(request: Request, quote_id: int, asked: Asked = AS_IT_IS) -> bytes:
    """Answer the JSON of a quote that may be seen."""
    found = bodies_of(request, [quote_id], asked)
    if not found:
        raise not_here(quote_id)
    return found[0].encode()


def answer_quote(
    request: Request,
    quote_id: int,
    *,
    asked: Asked = AS_IT_IS,
    status: int = 200,
    location: str = "",
) -> HttpResponseBase:
    """Answer a quote that may be seen, as asked for, with its ETag."""
    whole = body_of(request, quote_id, replace(asked, fields=()))
    version = orjson.loads(whole)["version"]
    body = asked.chosen(whole.decode()).encode()
    if around := included_with(request, [quote_id], asked):
        body = body[:-1] + b"," + orjson.dumps(around)[1:]
    return answer_tagged(request, body, version=version, status=status, location=location)


@contextmanager
def seen_version(request: Request, quote_id: int, asked: Asked = AS_IT_IS) -> Iterator[int]:
    """Give the version that the client has seen, by If-Match, to the command inside.

    Where it is not the current one, the problem is 412 and carries the quote as it is now.
    """
    version, body = version_of(request, quote_id), partial(body_of, request, quote_id, asked)
    with unchanged(request, "quote", version=version, body=body) as seen:
        yield seen


def not_here(quote_id: int) -> Problem:
    """Answer the problem of a quote that is not here, or not for this person."""
    return Problem(404, "not_found", f"There is no quote {quote_id} that you may see.")
