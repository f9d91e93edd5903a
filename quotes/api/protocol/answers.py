"""What every answer of the API has in common: JSON as bytes, pages with the address of the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import orjson
from django.http import HttpResponse, HttpResponseNotModified

from quotes.api.protocol.preconditions import entity_tag, is_fresh
from quotes.api.protocol.problems import wrong_parameter
from quotes.forms import check_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from accounts.models import User
    from quotes.api.protocol.problems import Problem

LIMIT, MOST = 50, 200
JSON = "application/json"
HEADERS = {"Cache-Control": "private, no-cache"}
NOTHING: Mapping[str, object] = {}


def base_of(request: Request) -> str:
    """Answer what the addresses of this site begin with, without the last slash."""
    return f"{request.scheme}://{request.get_host()}"


def writer_of(request: Request) -> User:
    """Answer who writes; permissions let nobody else come this far."""
    return cast("User", request.user)


def take_no_parameters(request: Request) -> None:
    """Refuse every parameter, where an address has none."""
    check_names(request.query_params, ())


def given_again(name: str, values: list[str]) -> Problem:
    """Answer the problem of a parameter that has one value and was given more."""
    return wrong_parameter(name, values[1], f"is given {len(values)} times; it has one value")


def answer(value: object, *, status: int = 200, location: str = "") -> HttpResponse:
    """Answer a value as JSON."""
    headers = {**HEADERS, **({"Location": location} if location else {})}
    return HttpResponse(orjson.dumps(value), content_type=JSON, status=status, headers=headers)


def answer_tagged(
    request: Request, body: bytes, *, version: int, status: int = 200, location: str = ""
) -> HttpResponseBase:
    """Answer JSON with its ETag, or 304 where the client has it."""
    tag = entity_tag(version, body)
    headers = {**HEADERS, "ETag": tag, **({"Location": location} if location else {})}
    if request.method in {"GET", "HEAD"} and is_fresh(request, tag):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(body, content_type=JSON, status=status, headers=headers)


def answer_page(
    request: Request,
    results: Iterable[str],
    following: str | None,
    *,
    beside: Mapping[str, object] = NOTHING,
) -> HttpResponse:
    """Answer one page of objects that are JSON already, with links to the first and the next.

    `beside` are the members of the page that stand beside its results.
    """
    links = {"next": _page(request, following)} if following else {}
    links["first"] = _page(request, None)
    more = b"".join(b",%b:%b" % (orjson.dumps(k), orjson.dumps(v)) for k, v in beside.items())
    parts = (",".join(results).encode(), orjson.dumps(links.get("next")), more)
    body = b'{"results":[%b],"next":%b%b}' % parts
    told = ", ".join(f'<{link}>; rel="{rel}"' for rel, link in links.items())
    return HttpResponse(body, content_type=JSON, headers={**HEADERS, "Link": told})


def as_json(value: dict[str, Any]) -> str:
    """Answer one object of a page as JSON."""
    return orjson.dumps(value).decode()


def moment(value: datetime | None) -> str | None:
    """Answer a time as the database writes it in a quote: UTC, microseconds."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if value else None


def _page(request: Request, cursor: str | None) -> str:
    """Answer the address of the page that a cursor begins, of the first without one."""
    parameters = request.query_params.copy()
    parameters.pop("cursor", None)
    if cursor:
        parameters["cursor"] = cursor
    address = f"{base_of(request)}{request.path}"
    return f"{address}?{parameters.urlencode()}" if parameters else address
