"""An example of everything the API takes and answers: as it was given, else from the schema."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from quotes.api.described import examples, examples_dump
from quotes.api.protocol.problems import MEDIA_TYPE, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quotes.api.described.shapes import Schema

GIVEN = "x-given-examples"
"""Where an operation keeps the examples that were given, until the description is finished."""
JSON = "application/json"
REQUEST = "request"
PATH: dict[str, int | str] = {**examples.PATH, **examples_dump.PATH}
PATH_MEANS = {**examples.PATH_MEANS, **examples_dump.PATH_MEANS}
BY_FORMAT = {
    "date": "2031-03-11",
    "date-time": examples.PUBLISHED,
    "uri": f"{examples.BASE}/api/v1/",
    "uri-reference": "/api/docs/#not-found",
}
BY_NAME: dict[str, Any] = {
    "id": 1,
    "name": "Ilse Marrow",
    "title": examples.ARTICLE["title"],
    "text": examples.NEW_ARTICLE["text"],
    "language": "en",
    "month": "2031-03",
    "cursor": examples.COMPONENTS["Changes"]["cursor"],
    "external_id": "cms-2031-0311-7",
    "next": None,
}
CODES = {
    400: ("invalid_parameter", "limit: wants a whole number from 1 to 200"),
    401: ("not_authenticated", "Authentication credentials were not provided."),
    403: ("permission_denied", "You do not have permission to perform this action."),
    404: ("not_found", "There is no quote 36 that you may see."),
    405: ("method_not_allowed", 'Method "PUT" not allowed.'),
    406: ("not_acceptable", "Could not satisfy the request Accept header."),
    409: ("conflict", "What is stored stands against it."),
    410: ("cursor_too_old", "The cursor is too old: begin again without."),
    411: ("length_required", "Send the whole body at once, with Content-Length."),
    412: ("stale_version", 'The quote is at version 5 now; If-Match says "v4-5f70bf18a0860070".'),
    413: ("body_too_long", "The body has 5.0 MB; 4 MB is the most. Is it one article?"),
    414: (
        "uri_too_long",
        "The address with its parameters has more than 8190 bytes.",
    ),
    415: ("unsupported_media_type", 'Unsupported media type "text/plain" in request.'),
    416: ("range_not_satisfiable", "The file has 5120 bytes."),
    422: ("invalid_body", "/content/0/exact: is empty"),
    428: ("precondition_required", "Say which version you have seen: send the ETag as If-Match."),
    429: ("too_many_requests", "More than 6000 requests a minute; ask again in a second."),
    503: ("database_away", "The database does not answer; ask again soon."),
}
REQUEST_ID = "4f1c9a7be2d05836"


def exemplify(document: dict[str, Any]) -> None:
    """Put an example into every body and answer, and into each parameter of a path."""
    components = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            given = operation.pop(GIVEN, {})
            _say_what_stands_in_the_path(operation)
            for where, kind, media in _bodies(operation):
                if kind == MEDIA_TYPE:
                    media["example"] = problem(int(where), path)
                elif kind in given or where in given:
                    media["example"] = given[kind if kind in given else where]
                elif kind == JSON:
                    media["example"] = compose(media["schema"], components)


def of_parameter(parameter: Mapping[str, Any]) -> Any:
    """Answer an example of a parameter of an address or of a header."""
    return parameter.get("example", compose(parameter["schema"], {}, name=parameter["name"]))


def problem(status: int, path: str) -> dict[str, Any]:
    """Answer an example of a problem of this status."""
    known = HTTPStatus(status)
    code, detail = CODES.get(status, (known.name.lower(), known.phrase))
    instance = path.format_map({**PATH, "external_id": BY_NAME["external_id"]})
    return {**Problem(status, code, detail).members(instance=instance), "request_id": REQUEST_ID}


def compose(schema: Schema, components: Mapping[str, Schema], *, name: str = "") -> Any:
    """Answer an example of a schema; `name` is that of the member that has it."""
    if reference := schema.get("$ref"):
        component = reference.rpartition("/")[2]
        return compose(components[component], components, name=component)
    if "type" not in schema and (choices := schema.get("anyOf", schema.get("oneOf"))):
        return compose(choices[0], components, name=name)
    for key in ("const", "example", "default"):
        if key in schema:
            return schema[key]
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    return _of_a_type(schema, components, name)


def _of_a_type(schema: Schema, components: Mapping[str, Schema], name: str) -> Any:
    match next((each for each in _types(schema) if each != "null"), "null"):
        case "object":
            known = examples.COMPONENTS.get(name, {})
            return {
                key: known[key] if key in known else compose(member, components, name=key)
                for key, member in schema.get("properties", {}).items()
            }
        case "array":
            return [compose(schema["items"], components, name=name)]
        case "string":
            return BY_FORMAT.get(schema.get("format", ""), BY_NAME.get(name, name or "words"))
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case _:
            return None


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", "null")
    return types if isinstance(types, list) else [types]


def _bodies(operation: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each media type of the body and of the answers: where it is, its name, what it says."""
    for kind, media in operation.get("requestBody", {}).get("content", {}).items():
        yield REQUEST, kind, media
    for status, answer in operation["responses"].items():
        for kind, media in answer.get("content", {}).items():
            yield status, kind, media


def _say_what_stands_in_the_path(operation: dict[str, Any]) -> None:
    known = {**PATH, **examples.OF_ITS_OWN.get(operation["operationId"], {})}
    for parameter in operation.get("parameters", ()):
        name = parameter["name"]
        if parameter["in"] == "path":
            parameter.setdefault("example", known.get(name, BY_NAME.get(name, 1)))
            parameter.setdefault("description", PATH_MEANS.get(name, ""))
