"""What a client sends: JSON in UTF-8, of the shape that the schema describes and nothing else."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator
from jsonschema.validators import extend
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser

from articles.drafts import shown
from quotes.api.protocol.problems import Fault, Problem, wrong_body
from quotes.api.protocol.strict_json import pointer, read_json, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema import TypeChecker
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator
    from rest_framework.request import Request

    from quotes.api.protocol.strict_json import Path

LONGEST_BODY = 4_000_000  # bytes: the longest text there can be, twice
DRAINED = 64_000_000  # bytes of a body too long that are read and dropped: who still sends listens
AT_A_TIME = 65_536


class StrictJSONParser(BaseParser):
    """Reads a body as JSON: too long is 413, not UTF-8 or not JSON is 400 and says where."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Answer what the JSON says."""
        request: Request = (parser_context or {})["request"]
        charset = _charset(request)
        if charset not in {"", "utf-8", "utf8"}:
            raise UnsupportedMediaType(str(request.content_type))
        refuse_too_long(request)
        return read_json(stream.read())


def raw_body(request: Request) -> bytes:
    """Answer the body as it was sent, before anybody reads it; too long is 413."""
    refuse_too_long(request)
    return request._request.body  # noqa: SLF001  DRF's own would read it as a form, too


def refuse_too_long(request: Request) -> None:
    """Refuse a body that says it is longer than any that is read here."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > LONGEST_BODY:
        most = f"{LONGEST_BODY / 1e6:.0f} MB"
        message = f"The body has {length / 1e6:.1f} MB; {most} is the most. Is it one article?"
        _drain(request, min(length, DRAINED))
        raise Problem(413, "body_too_long", message)


class Shape:
    """The shape of a body, as JSON Schema; the same that the API's description shows."""

    def __init__(self, schema: dict[str, Any], *, example: object = None) -> None:
        self.schema, self.example = schema, example
        self._validator: Validator = _Strict(schema)

    def read(self, body: object) -> dict[str, Any]:
        """Answer the body if it has this shape; else the problem says everything that is wrong."""
        found = (fault for error in self._validator.iter_errors(body) for fault in _faults(error))
        faults: dict[str | None, Fault] = {}
        for fault in found:
            faults.setdefault(fault.pointer, fault)
        if faults:
            raise wrong_body([*faults.values()])
        return cast("dict[str, Any]", body)


def pointer_to(body: object, field: str, value: object) -> str:
    """Answer where a field stands in the body, of several the one with this value.

    Where none has this name, it is where the value stands: a command may call it otherwise.
    """
    places = [(path, node) for path, node in walk(body) if field in path]
    same = (path for path, node in places if node is value or (node == value and bool(value)))
    named = (path for path, _ in places if path[-1] == field)
    sent = ((path, node) for path, node in walk(body) if type(node) is type(value))
    meant = (path for path, node in sent if path and node == value)
    return pointer(next(same, next(named, next(meant, (field,)))))


def _is_whole(checker: TypeChecker, value: object) -> bool:
    """Tell whether a value is a whole number as we mean it: 1.0 and true are none."""
    del checker
    return isinstance(value, int) and not isinstance(value, bool)


_Strict = extend(
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole),
)


def _drain(request: Request, left: int) -> None:
    """Read what is still sent: a client whose connection is cut while it sends is told nothing."""
    while left > 0 and (some := request._request.read(min(left, AT_A_TIME))):  # noqa: SLF001
        left -= len(some)


def _charset(request: Request) -> str:
    parameters = str(request.content_type).lower().split(";")[1:]
    pairs = (each.partition("=") for each in parameters)
    return next((value.strip(" \"'") for name, _, value in pairs if name.strip() == "charset"), "")


def _faults(error: ValidationError) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    match error.validator:
        case "additionalProperties":
            yield from _unknown(path, error.instance, known=error.schema["properties"])
        case "required":
            yield from _missing(path, error.instance, error.validator_value)
        case "dependentRequired":
            for key, needed in error.validator_value.items():
                if key in error.instance:
                    yield from _missing(path, error.instance, needed)
        case code:
            template = MESSAGES.get(str(code), "is not as described")
            message = template.format(_listed(error.validator_value)) + _such_as(error)
            value = error.instance
            yield Fault(pointer=pointer(path), value=value, code=str(code), detail=message)


def _such_as(error: ValidationError) -> str:
    """Answer how it is written where only a pattern tells: nobody is asked to read that."""
    shown_by = error.schema.get("examples") if error.validator == "pattern" else None
    return f", such as {_listed(shown_by)}" if shown_by else ""


def _unknown(path: Path, given: dict[str, Any], *, known: dict[str, Any]) -> Iterator[Fault]:
    for key in given:
        if key not in known:
            message = f"“{shown(key)}” is not known here; there are {', '.join(known) or 'none'}"
            yield Fault(pointer=pointer((*path, key)), code="unknown", detail=message)


def _missing(path: Path, given: dict[str, Any], needed: list[str]) -> Iterator[Fault]:
    for key in needed:
        if key not in given:
            message = f"“{key}” is missing"
            yield Fault(pointer=pointer((*path, key)), code="required", detail=message)


MESSAGES = {
    "type": "wants {}",
    "enum": "wants one of {}",
    "minimum": "wants at least {}",
    "maximum": "wants at most {}",
    "minItems": "wants at least {}",
    "maxItems": "wants at most {}",
    "minLength": "is empty",
    "maxLength": "wants at most {} characters",
    "anyOf": "lacks a member that it needs",
    "pattern": "is not written as it should be",
}
TYPES = {
    "integer": "a whole number",
    "object": "an object",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
}


def _listed(value: object) -> str:
    options = value if isinstance(value, list) else [value]
    words = [TYPES.get(str(each), "null" if each is None else str(each)) for each in options]
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
