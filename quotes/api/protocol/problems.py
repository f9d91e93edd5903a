"""How the API says no: problem details (RFC 9457), the same shape for every status."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from django.http import HttpResponse

from articles.drafts import shown
from quotes.api.described.shapes import ID, TEXT, listed, named, or_null
from quotes.api.protocol.request_ids import current_request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quotes.api.described.shapes import Schema

MEDIA_TYPE = "application/problem+json"
DOCUMENTED_AT = "/api/docs/#"
LONGEST_VALUE = 300  # bytes of JSON that are sent back; a longer value is shortened


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong: `where` is a JSON pointer into the body, a parameter or a header."""

    code: str
    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None
    value: object = None
    candidates: Sequence[Mapping[str, object]] = ()

    def as_json(self) -> dict[str, Any]:
        """Answer the members that are there."""
        members = {
            "pointer": self.pointer,
            "parameter": self.parameter,
            "header": self.header,
            "code": self.code,
            "detail": self.detail,
            "value": _sendable(self.value),
            "candidates": list(self.candidates) or None,
        }
        return {name: member for name, member in members.items() if member is not None}


class Problem(Exception):
    """Why a request is not answered as asked; `more` are further members of the problem."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = HTTPStatus(status), code, detail
        self.faults, self.headers, self.more = faults, headers or {}, more or {}

    def answer(self, *, instance: str) -> HttpResponse:
        """Answer it as problem JSON; `instance` is the path that was asked for."""
        return HttpResponse(
            orjson.dumps(self.members(instance=instance), default=shown),
            content_type=MEDIA_TYPE,
            status=self.status.value,
            headers=dict(self.headers),
        )

    def members(self, *, instance: str) -> dict[str, Any]:
        """Answer what the problem says; `instance` is the path that was asked for."""
        return {
            "type": DOCUMENTED_AT + self.code.replace("_", "-"),
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
            "instance": instance,
            "code": self.code,
            "errors": [fault.as_json() for fault in self.faults],
            "request_id": current_request(),
            **self.more,
        }


def wrong_parameter(name: str, value: object, detail: str) -> Problem:
    """Answer the problem of one bad parameter of the address."""
    fault = Fault(parameter=name, value=value, code="invalid", detail=detail)
    return Problem(400, "invalid_parameter", f"{name}: {detail}", faults=[fault])


def wrong_header(status: int, code: str, detail: str, *, name: str, value: object) -> Problem:
    """Answer the problem of one bad or missing header."""
    fault = Fault(header=name, value=value, code=code, detail=detail)
    return Problem(status, code, detail, faults=[fault])


def wrong_body(faults: Sequence[Fault]) -> Problem:
    """Answer the problem of a body that is JSON, but says what cannot be."""
    first = faults[0]
    where = f"{first.pointer}: " if first.pointer else ""
    return Problem(422, "invalid_body", where + first.detail, faults=faults)


def _sendable(value: object) -> object:
    """Answer a value as it can be sent back: itself, or shortened."""
    try:
        text = orjson.dumps(value)
    except TypeError:
        return shown(value)
    return value if len(text) <= LONGEST_VALUE else shown(value)


FAULT: Schema = {
    "type": "object",
    "description": "One thing that is wrong, where, and what to do about it.",
    "properties": {
        "pointer": {**TEXT, "description": "A JSON pointer (RFC 6901) into the body."},
        "parameter": {**TEXT, "description": "A parameter of the address."},
        "header": TEXT,
        "code": TEXT,
        "detail": TEXT,
        "value": {"description": "What was sent, shortened if it is long."},
        "candidates": listed(
            {"type": "object"}, "Places `{start, end}` or records `{id, name}` that were meant."
        ),
    },
    "required": ["code", "detail"],
}
PROBLEM: Schema = {
    "type": "object",
    "description": "Why a request was not answered as asked (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
        "code": TEXT,
        "errors": listed(named("Fault")),
        "request_id": {**TEXT, "description": "As X-Request-ID; our log has it, too."},
        "restart": {**TEXT, "description": "Where to begin again (410)."},
        "existing": {**or_null(ID), "description": "The quote that is there already (409)."},
        "into": {**ID, "description": "What it was merged into: change that one (409)."},
        "current": {
            "anyOf": [named(each) for each in ("Quote", "Article", "KnownSpeaker", "Target")],
            "description": "What was to be changed, as it is now (412).",
        },
        "article": {**ID, "description": "The article this would be another text of (409)."},
        "anchored": {**named("Anchored"), "description": "How its quotes would stand in it (409)."},
    },
    "required": ["type", "title", "status", "detail", "instance", "code", "errors", "request_id"],
}
