"""What holds for each operation of the API, described in one place."""

from __future__ import annotations

from typing import Any

from quotes.api.described.shapes import TEXT, named
from quotes.api.protocol.once import HEADER, LONGEST, REPLAYED
from quotes.api.protocol.problems import MEDIA_TYPE

Described = dict[str, Any]

KEY: Described = {
    "name": HEADER,
    "in": "header",
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST,
        "pattern": r"^[!#-~]([ -~]*[!-~])?$",
        "examples": ["8a1f7c9e-2b47-4c0f-9d51-0c5b7e1d4a62"],
    },
    "description": (
        "A name of your own for this one thing to be done, kept for a day: sent again it is"
        " answered as the first time, byte for byte, and not done again. Of a refused request"
        " nothing is kept."
    ),
}
HEADERS: Described = {
    "RateLimit-Policy": {
        "description": 'How many requests a minute: `"token";q=6000;w=60`, or of an `"address"`.',
        "schema": TEXT,
    },
    "RateLimit": {
        "description": '`r` requests are left; in `t` seconds all are: `"token";r=5999;t=1`.',
        "schema": TEXT,
    },
    "X-Request-ID": {
        "description": "The id of this request: the one you sent, else one of ours.",
        "schema": TEXT,
    },
    "Retry-After": {
        "description": "In how many seconds to ask again.",
        "schema": {"type": "integer", "minimum": 1},
    },
    REPLAYED: {
        "description": "`true` where this was answered before, under the same key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
EVERYWHERE = ("RateLimit-Policy", "RateLimit", "X-Request-ID")
ALWAYS = {
    429: "More requests a minute than there may be; ask again after `Retry-After`.",
    503: "The database does not answer, or not in time; ask again after `Retry-After`.",
}
OTHERWISE = {405: "This address does not know the method; `Allow` lists those it does."}
WITH_KEY = {
    400: "A parameter, header or body that cannot be understood; the problem says which.",
    409: "A request with this key is being answered at this moment.",
    422: "This key stands for another request.",
}
WRITES = {"post", "put", "patch", "delete"}


def describe_all(method: str, operation: Described) -> None:
    """Add to one operation what every one takes and answers."""
    reasons = {**ALWAYS, **OTHERWISE, **(WITH_KEY if method in WRITES else {})}
    responses = operation["responses"]
    for status, told in reasons.items():
        problem = {MEDIA_TYPE: {"schema": named("Problem")}}
        responses.setdefault(str(status), {"content": problem, "description": told})
    if method in WRITES:
        operation.setdefault("parameters", []).append(KEY)
    for status, answer in responses.items():
        refs = {name: {"$ref": f"#/components/headers/{name}"} for name in _named(status, method)}
        answer.setdefault("headers", {}).update(refs)
    operation["responses"] = dict(sorted(responses.items()))


def _named(status: str, method: str) -> tuple[str, ...]:
    again = ("Retry-After",) if int(status) in ALWAYS else ()
    replayed = (REPLAYED,) if method in WRITES and status < "4" else ()
    return (*EVERYWHERE, *again, *replayed)
