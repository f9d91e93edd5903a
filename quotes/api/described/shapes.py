"""Words to write JSON Schemas with; what comes in is in `given`, what goes out in `answered`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Schema = dict[str, Any]

ID: Schema = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {
    "type": "string",
    "format": "date-time",
    "description": "In UTC, with microseconds.",
}
LINK: Schema = {"type": "string", "format": "uri"}
SAID_ON = {
    "type": "string",
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "As exact as it is known: a day, a month or a year.",
    "examples": ["2031-10-28", "2031-10", "2031"],
}
CODEPOINT, UTF16 = UNITS = ("codepoint", "utf16")
OFFSET: Schema = {
    "type": "integer",
    "minimum": 0,
    "description": (
        "Counted in Unicode code points of the text version, from 0, never in bytes;"
        " with `offset_unit=utf16` in UTF-16 units."
    ),
}
OFFSET_UNIT: Schema = {
    "type": "string",
    "enum": [*UNITS],
    "description": "What offsets and lengths count.",
}
CHANNELS = ["interview", "briefing", "speech", "statement", "document", "post", "court"]
LONGEST_NOTE = 1000


def record(properties: dict[str, Schema], description: str = "", **more: object) -> Schema:
    """Answer the schema of an object that always has all of these members."""
    told = {"description": description} if description else {}
    required = list(properties)
    return {"type": "object", **told, "properties": properties, "required": required, **more}


def selected(whole: Schema, **also: Schema) -> Schema:
    """Answer the schema of an object as a client asked for it; its id is always there.

    `also` are members that the whole has not.
    """
    told = f"Those of its members that `fields` names. {whole['description']}"
    properties = {**whole["properties"], **also}
    return {**whole, "description": told, "properties": properties, "required": ["id"]}


def asked(properties: dict[str, Schema], *required: str, **more: object) -> Schema:
    """Answer the schema of an object that a client sends: nothing but these members."""
    needed = {"required": list(required)} if required else {}
    return {
        "type": "object",
        "properties": properties,
        **needed,
        "additionalProperties": False,
        **more,
    }


def listed(items: Schema, description: str = "", **more: object) -> Schema:
    """Answer the schema of a list."""
    told = {"description": description} if description else {}
    return {"type": "array", **told, "items": items, **more}


def one_of(values: Sequence[str], description: str = "") -> Schema:
    """Answer the schema of a choice."""
    told = {"description": description} if description else {}
    return {"type": "string", **told, "enum": list(values)}


def or_null(schema: Schema) -> Schema:
    """Answer the schema that allows null besides."""
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    choices = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*types, "null"], **choices}


def named(component: str) -> Schema:
    """Answer a reference to a component of the description."""
    return {"$ref": f"#/components/schemas/{component}"}
