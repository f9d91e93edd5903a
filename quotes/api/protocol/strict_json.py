"""JSON as strictly as its standard allows: what two readers could take differently is refused.

I-JSON (RFC 7493): UTF-8, no half characters, no member twice, no number beyond a double.
"""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any

import orjson

from articles.drafts import shown
from quotes.api.protocol.problems import Fault, Problem, wrong_body

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
GREATEST = 2**1023  # about; beyond it a double is infinite

Path = tuple[str | int, ...]


def read_json(sent: bytes) -> Any:
    """Answer what the JSON says.

    The problem is 400 where it is none or two could read it differently, and 422 where it holds
    what no text has; where there is a place to point at, it points there.
    """
    body = sent.removeprefix(BYTE_ORDER_MARK)
    parsed = _parse(body)
    _refuse_unkeepable(parsed)
    _refuse_members_given_twice(body)
    return parsed


def walk(body: object) -> Iterator[tuple[Path, object]]:
    """Yield every node with its path, in the order in which they are written."""
    waiting: list[tuple[Path, object]] = [((), body)]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        if isinstance(node, dict):
            waiting.extend(((*path, key), value) for key, value in reversed(node.items()))
        elif isinstance(node, list):
            inside = [((*path, index), value) for index, value in enumerate(node)]
            waiting.extend(reversed(inside))


def pointer(path: Path) -> str:
    """Answer a path as a JSON pointer (RFC 6901)."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def _parse(body: bytes) -> Any:
    try:
        body.decode()
    except UnicodeDecodeError as error:
        message = f"Byte {error.start} is 0x{body[error.start]:02X}: the body is not UTF-8."
        raise Problem(400, "not_utf_8", message) from error
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno} (character {error.pos})"
        message = f"The body is not JSON: {error.msg} at {place}."
        raise Problem(400, "not_json", message, faults=_what_is_none(body)) from error


def _what_is_none(body: bytes) -> list[Fault]:
    """Answer the values that only a lenient reader takes, if that is all that is wrong."""
    try:
        lenient = json.loads(body)
    except (ValueError, RecursionError):
        return []
    return [
        Fault(pointer=pointer(path), code=code, detail=detail)
        for path, node in walk(lenient)
        for code, detail in _of_no_json(node)
    ]


def _of_no_json(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        half = next((place for place, sign in enumerate(node) if "\ud800" <= sign <= "\udfff"), -1)
        if half >= 0:
            yield "half_character", f"character {half} is one half of a surrogate pair"
    elif isinstance(node, float) and not isfinite(node):
        yield "not_finite", "is no number that JSON has"
    elif isinstance(node, int) and abs(node) > GREATEST:
        yield "too_great", "is greater than any number that is read here"


def _refuse_unkeepable(body: object) -> None:
    """Refuse what neither we nor PostgreSQL can hold."""
    faults = []
    for path, node in walk(body):
        if len(path) > DEEPEST:
            message = f"The JSON is more than {DEEPEST} levels deep."
            fault = Fault(pointer=pointer(path), code="nested_too_deeply", detail=message)
            raise Problem(400, "nested_too_deeply", message, faults=[fault])
        if isinstance(node, str) and (place := node.find("\0")) >= 0:
            message = f"character {place} is NUL, which no text has"
            faults.append(Fault(pointer=pointer(path), code="nul", detail=message))
    if faults:
        raise wrong_body(faults)


class _Twice(dict[str, Any]):
    """An object in which members are given twice: which."""

    names: list[str]


def _refuse_members_given_twice(body: bytes) -> None:
    found = False

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal found
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        found, names = True, [name for name, _ in pairs]
        twice = _Twice(members)
        twice.names = [name for name in members if names.count(name) > 1]
        return twice

    read = json.loads(body, object_pairs_hook=as_object)
    if found:
        raise wrong_body(
            [
                Fault(pointer=pointer((*path, name)), code="given_twice", detail=_told(name))
                for path, node in walk(read)
                if isinstance(node, _Twice)
                for name in node.names
            ]
        )


def _told(name: str) -> str:
    return f"“{shown(name)}” is given more than once"
