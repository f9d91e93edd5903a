"""What a record has to look like, as JSON Schema 2020-12: one for each type."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from articles.drafts import EXTERNAL_ID_LENGTH
from quotes.models import Attribution, Quote, Speaker, Stance, Target

VERSION = 1
"""Of the records; a file of a higher one is refused."""

Schema = dict[str, Any]


def _object(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": properties}


def _list(of: Schema, **more: int) -> Schema:
    return {"type": "array", "items": of, **more}


def _of(values: list[str], *, or_null: bool = False) -> Schema:
    return {"enum": [*values, None] if or_null else values}


TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "pattern": r"\S", "maxLength": 300}
FLAG: Schema = {"type": "boolean"}
KEY: Schema = {"type": ["integer", "string"]}
NAMED: Schema = {"type": ["integer", "string", "null"]}
EXTERNAL_ID: Schema = {
    "type": ["string", "null"],
    "minLength": 1,
    "maxLength": EXTERNAL_ID_LENGTH,
}
OPTIONAL: Schema = {"type": ["string", "null"]}
OFFSET: Schema = {"type": "integer", "minimum": 0}
ATTRIBUTES: Schema = {
    "type": "object",
    "additionalProperties": {"type": "string", "maxLength": 300},
    "propertyNames": {"maxLength": 300},
    "maxProperties": 40,
}
PART = _object((), start=OFFSET, end=OFFSET, exact=TEXT, prefix=TEXT, suffix=TEXT)
PARTS = _list(PART)
TEXT_VERSION = _object(
    ("number", "text"),
    number={"type": "integer", "minimum": 1, "maximum": 1_000_000},
    text=TEXT,
    kind=_of(["first", "correction", "update", "retraction"]),
    dated=OPTIONAL,
    note=TEXT,
    source_format=TEXT,
    blocks=_list(_object(("role", "start", "end"), role=TEXT, start=OFFSET, end=OFFSET)),
)
ROLE = _object(("role",), role=NAME, organisation=NAMED, since=OPTIONAL, until=OPTIONAL)
SOURCE = _object(
    (),
    mention=PARTS,
    speaker=NAMED,
    organisation=NAMED,
    sourcing=_of(Attribution.Sourcing.values),
    descriptor=PARTS,
    condition=PARTS,
    proposed_name=TEXT,
    proposed_kind=_of(Speaker.Kind.values),
)
RELAY = _object(("name",), name=NAME, speaker=NAMED, span=PARTS)
STANCE = _object(
    ("target",),
    target=KEY,
    position=_of(Stance.Position.values, or_null=True),
    conditional=FLAG,
)
CHANNELS = ["", "interview", "briefing", "speech", "statement", "document", "post", "court"]
SCHEMAS: dict[str, Schema] = {
    "person": _object(
        ("key",), key={"type": "string", "pattern": r"^[\w.@+-]{1,150}\Z"}, name=TEXT
    ),
    "article": _object(
        ("key", "texts"),
        key=KEY,
        **dict.fromkeys(("title", "outlet", "byline", "url", "external_id", "language"), TEXT),
        published_at=OPTIONAL,
        texts=_list(TEXT_VERSION, minItems=1),
    ),
    "speaker": _object(
        ("key", "name"),
        key=KEY,
        name=NAME,
        kind=_of(Speaker.Kind.values),
        names=_list(NAME),
        roles=_list(ROLE),
        attributes=ATTRIBUTES,
        wikidata_id={"type": ["string", "null"], "pattern": r"^Q[1-9][0-9]{0,18}\Z"},
        part_of=NAMED,
        merged_into=NAMED,
        article=NAMED,
    ),
    "target": _object(
        ("key", "name"),
        key=KEY,
        name=NAME,
        kind=_of(Target.Kind.values),
        attributes=ATTRIBUTES,
        part_of=NAMED,
        merged_into=NAMED,
        speaker=NAMED,
    ),
    "quote": _object(
        ("key", "article", "content"),
        key=KEY,
        article=KEY,
        text={"type": "integer"},
        status=_of(["accepted"]),
        content=_list(PART, minItems=1),
        cue=PARTS,
        attributions=_list(SOURCE),
        relays=_list(RELAY),
        stances=_list(STANCE),
        parent=NAMED,
        kind=_of(Quote.Kind.values),
        act=_of(Quote.Act.values),
        origin=_of(Quote.Origin.values),
        **dict.fromkeys(("unsure", "changed", "stances_done", "earlier"), FLAG),
        confidence={"type": ["number", "null"], "minimum": 0, "maximum": 1},
        **dict.fromkeys(("reason", "place", "said_in", "addressee"), TEXT),
        said_on=OPTIONAL,
        external_id=EXTERNAL_ID,
        said_on_precision=_of(["day", "month", "year"], or_null=True),
        channel=_of(CHANNELS),
        addressee_span=PARTS,
        decided=_object((), by=OPTIONAL, at=OPTIONAL, how=_of(["single", "batch"])),
    ),
}
_VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
LONGEST = 120


def problem_of(record: Any) -> str:
    """Answer where a record is not as its type has it, as a JSON pointer, and why; else nothing."""
    kind = record.get("type") if isinstance(record, dict) else None
    if not isinstance(kind, str) or kind not in _VALIDATORS:
        known = ", ".join(_VALIDATORS)
        return f'/type: an object with a "type" that is one of {known}'
    error = next(_VALIDATORS[kind].iter_errors(record), None)
    if error is None:
        return ""
    pointer = "".join(f"/{step}" for step in error.absolute_path) or "/"
    message = error.message
    return f"{pointer}: {message if len(message) <= LONGEST else message[: LONGEST - 1] + '…'}"
