"""Entity tags: `"v4-5f70bf18a0860070"`, the version of an object and a hash of its body.

If-None-Match compares all of it, since names of speakers change bodies and not versions; If-Match
compares the version, so `"v4"` does, too.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import orjson

from quotes.api.protocol.problems import Fault, Problem, wrong_header
from quotes.commands import StaleVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rest_framework.request import Request

HASH_DIGITS = 16
TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
TAGS = re.compile(rf"\s*{TAG}(?:\s*,\s*{TAG})*\s*")
VERSION = re.compile(r'"v([0-9]{1,9})(?:-[0-9a-f]+)?"')


def entity_tag(version: int, body: bytes) -> str:
    """Answer the tag of a body that shows this version."""
    return f'"v{version}-{hashlib.sha256(body).hexdigest()[:HASH_DIGITS]}"'


def is_fresh(request: Request, tag: str) -> bool:
    """Tell whether the client has this very body."""
    given = request.headers.get("If-None-Match", "")
    if given.strip() == "*":
        return True
    return tag in (each.removeprefix("W/") for each in _tags(given, "If-None-Match"))


@contextmanager
def unchanged(
    request: Request, what: str, *, version: int, body: Callable[[], bytes]
) -> Iterator[int]:
    """Give the version that the client has seen, by If-Match, to the command inside.

    Where it is not the current one, the problem is 412 and carries the object as it is now: `what`
    is its name, `version` its version when the request came, `body` answers its JSON.
    """
    seen = demanded_version(request, version)
    if seen != version:
        raise _stale(request, what, version, body())
    try:
        yield seen
    except StaleVersion as stale:
        raise _stale(request, what, stale.current, body()) from stale


def _stale(request: Request, what: str, current: int, body: bytes) -> Problem:
    sent = request.headers["If-Match"]
    message = f"The {what} is at version {current} now; If-Match says {sent}."
    return Problem(
        412,
        "stale_version",
        message,
        faults=[Fault(header="If-Match", value=sent, code="stale_version", detail=message)],
        headers={"ETag": entity_tag(current, body)},
        more={"current": orjson.Fragment(body)},
    )


def wants_new(request: Request) -> bool:
    """Tell whether the client wants a new object or none; a list of ETags is no such wish: 400."""
    given = request.headers.get("If-None-Match", "").strip()
    if given not in {"", "*"}:
        message = f"{given} is not *, which is all that If-None-Match may say where one is made."
        raise wrong_header(400, "invalid_header", message, name="If-None-Match", value=given)
    return given == "*"


def demanded_version(request: Request, current: int) -> int:
    """Answer the version that If-Match says the client has seen; `*` is any, so the current one.

    0, which is no version, where no tag in it is a strong one of ours. The problem is 428 without.
    """
    given = request.headers.get("If-Match", "")
    if not given:
        message = "Say which version you have seen: send its ETag as If-Match."
        raise wrong_header(428, "precondition_required", message, name="If-Match", value=None)
    if given.strip() == "*":
        return current
    matches = (VERSION.fullmatch(each) for each in _tags(given, "If-Match"))
    seen = [int(match[1]) for match in matches if match]
    return current if current in seen else next(iter(seen), 0)


def refuse_seen(request: Request) -> None:
    """Refuse If-Match where nothing is there yet: 412, and 400 where it is no list of ETags."""
    if sent := request.headers.get("If-Match", ""):
        demanded_version(request, 0)
        message = f"There is no quote of this name yet; If-Match says {sent}."
        raise wrong_header(412, "stale_version", message, name="If-Match", value=sent)


def _tags(given: str, header: str) -> list[str]:
    if given and not TAGS.fullmatch(given):
        message = f"{given} is no list of ETags; an ETag has quotation marks round it."
        raise wrong_header(400, "invalid_header", message, name=header, value=given)
    return re.findall(TAG, given)
