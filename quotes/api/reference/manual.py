"""The description of the API as something to read: made of the same document that programs get."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.api.described.describe import OF_QUOTES
from quotes.api.described.exemplified import JSON, of_parameter
from quotes.api.reference.snippets import Call

if TYPE_CHECKING:
    from collections.abc import Iterator

Described = dict[str, Any]
FILTERS = {each.name: each.description for each in OF_QUOTES}
V1 = "/api/v1/"
SHOWN_LINES = 60
"""Lines of an example; the rest of a longer one says nothing new."""


@dataclass(frozen=True)
class Member:
    """A parameter, or a member of a body: its name, what it may be and what it means."""

    name: str
    kind: str
    told: str
    component: str = ""
    is_needed: bool = False


@dataclass(frozen=True)
class Answer:
    """What can come back."""

    status: str
    told: str
    members: tuple[Member, ...] = ()
    component: str = ""
    example: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked for or done."""

    name: str
    method: str
    path: str
    summary: str
    parameters: tuple[Member, ...]
    filters: tuple[str, ...]
    members: tuple[Member, ...]
    answers: tuple[Answer, ...]
    refusals: tuple[Answer, ...]
    curl: str
    python: str


@dataclass(frozen=True)
class Part:
    """The operations on one kind of thing; `name` is its anchor."""

    name: str
    path: str
    operations: tuple[Operation, ...]


def parts_of(document: Described, base: str) -> list[Part]:
    """Answer every operation, by the first word of its path."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        word = path.removeprefix(V1).partition("/")[0]
        for method, operation in methods.items():
            found.setdefault(word, []).append(_operation(path, method, operation, base))
    return [
        Part(word or "everything", f"{V1}{word}{word and '/'}", tuple(operations))
        for word, operations in found.items()
    ]


def components_of(document: Described) -> dict[str, tuple[str, tuple[Member, ...]]]:
    """Answer what is named in answers: what it is, and its members."""
    schemas = document["components"]["schemas"]
    return {
        name: (schema.get("description", ""), tuple(members(schema)))
        for name, schema in sorted(schemas.items())
    }


def members(schema: Described, before: str = "") -> Iterator[Member]:
    """Yield the members of an object, those of objects inside it as `content[].start`."""
    if schema.get("type") == "array" or "array" in schema.get("type", ()):
        yield from members(schema["items"], f"{before}[]")
        return
    for name, member in schema.get("properties", {}).items():
        path = f"{before}.{name}" if before else name
        needed = name in schema.get("required", ())
        told = member.get("description", "")
        yield Member(path, kind_of(member), told, component_of(member), needed)
        yield from members(member, path)


def component_of(schema: Described) -> str:
    """Answer the name of the component that a schema is, or is a list of."""
    inside = schema.get("items", next(iter(schema.get("anyOf", ())), schema))
    return str(inside.get("$ref", schema.get("$ref", ""))).rpartition("/")[2]


def kind_of(schema: Described) -> str:
    """Answer in words what a value may be."""
    if "$ref" in schema:
        return component_of(schema)
    if choices := schema.get("anyOf"):
        return " or ".join(kind_of(each) for each in choices)
    if "const" in schema:
        return json.dumps(schema["const"])
    if values := schema.get("enum"):
        return " | ".join("null" if each is None else str(each) for each in values)
    types = schema.get("type", "anything")
    words = types if isinstance(types, list) else [types]
    return " or ".join(_word(each, schema) for each in words)


def _word(kind: str, schema: Described) -> str:
    if kind == "array":
        return f"list of {kind_of(schema['items'])}"
    if kind == "string" and "format" in schema:
        return str(schema["format"])
    return kind


def _operation(path: str, method: str, operation: Described, base: str) -> Operation:
    given = operation.get("parameters", [])
    asked = [each for each in given if each["in"] in {"query", "header", "path"}]
    shared = [each for each in asked if FILTERS.get(each["name"]) == each.get("description")]
    own = [each for each in asked if each not in shared]
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    answers = [_answer(status, each) for status, each in operation["responses"].items()]
    url = base + path.format_map({each["name"]: of_parameter(each) for each in given})
    headers = {
        each["name"]: str(of_parameter(each))
        for each in given
        if each["in"] == "header" and each.get("required")
    }
    query = {
        each["name"]: str(of_parameter(each))
        for each in given
        if each["in"] == "query" and each.get("required")
    }
    call = Call(method.upper(), url, query, headers, body and body["example"])
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        parameters=tuple(_parameter(each) for each in own),
        filters=tuple(each["name"] for each in shared),
        members=tuple(members(body["schema"])) if body else (),
        answers=tuple(each for each in answers if each.status < "4"),
        refusals=tuple(each for each in answers if each.status >= "4"),
        curl=call.in_a_shell(),
        python=call.in_python(),
    )


def _parameter(described: Described) -> Member:
    schema, told = described["schema"], described.get("description", "")
    needed = described.get("required", False)
    return Member(described["name"], kind_of(schema), told, is_needed=needed)


def _answer(status: str, described: Described) -> Answer:
    content = described.get("content", {})
    told = described.get("description", "")
    for kind, media in content.items():
        schema = media.get("schema", {})
        example = media.get("example")
        shown = example if isinstance(example, str) else _shortened(example)
        inside = () if component_of(schema) else tuple(members(schema))
        return Answer(status, told, inside, component_of(schema), shown, kind)
    return Answer(status, told)


def _shortened(example: Any) -> str:
    lines = json.dumps(example, indent=2, ensure_ascii=False).splitlines()
    kept = lines if len(lines) <= SHOWN_LINES else [*lines[:SHOWN_LINES], "…"]
    return "\n".join(kept)
