"""Holds every answer to what the API says of itself: status, media type and exact shape."""

import copy
import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from quotes.api.described.document import document

Described = dict[str, Any]


@cache
def description() -> Described:
    """Answer the description, made once."""
    return document()


def assert_described(method: str, path: str, status: int, kind: str, *, body: Any) -> None:
    """Fail unless the description foresees this answer, members and all."""
    operation = _operation(method, path)
    if operation is None:
        elsewhere = method in {"HEAD", "OPTIONS"} or path.endswith(("/schema/", ".jsonld"))
        assert elsewhere or status in {308, 401, 404, 405, 429}, (method, path, status)
        return
    responses = operation["responses"]
    assert str(status) in responses, (method, path, status, body)
    content = responses[str(status)].get("content")
    if content is None:
        assert not body
        return
    assert kind in content, (method, path, status, kind)
    schema = _strict(content[kind]["schema"])
    if "fields=" not in path and "include=" not in path:
        schema = _whole(schema)
    errors = Draft202012Validator({**schema, "components": _components()}).iter_errors(body)
    found = [f"{error.json_path}: {error.message}" for error in errors]
    assert not found, (method, path, status, found)


def _operation(method: str, path: str) -> Described | None:
    path = path.partition("?")[0]
    for template, operations in description()["paths"].items():
        pattern = template.replace("{external_id}", ".+")
        pattern = re.sub(r"\{(dump|file)_name\}", "[^/]+", pattern)
        if re.fullmatch(re.sub(r"\{\w+\}", "[0-9]+", pattern), path):
            found: Described | None = operations.get(method.lower())
            return found
    return None


@cache
def _components() -> Described:
    strict: Described = _strict(description()["components"])
    return strict


def _whole(schema: Any) -> Any:
    """Answer the schema in which an object has all members, as none were chosen."""
    if isinstance(schema, list):
        return [_whole(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    either = schema.get("anyOf", [])
    if len(either) > 1 and str(either[1].get("$ref")).endswith("Selection"):
        whole: Described = either[0]
        return whole
    return {key: _whole(value) for key, value in schema.items()}


def _strict(schema: Any) -> Any:
    """Answer the schema that allows no members but those it names."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {key: _strict(value) for key, value in copy.copy(schema).items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        strict["additionalProperties"] = False
    return strict
