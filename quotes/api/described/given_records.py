"""What clients send about speakers, targets and articles, as JSON Schema."""

from __future__ import annotations

from quotes.api.described import examples_records as examples
from quotes.api.described.given import KNOWN_OR_NULL, SPEAKER
from quotes.api.described.shapes import FLAG, ID, LONGEST_NOTE, TEXT, asked, listed, one_of, or_null
from quotes.api.protocol.bodies import Shape
from quotes.models import Speaker, Target

DAY = {"type": "string", "format": "date", "examples": ["2031-10-29"]}
ATTRIBUTES = {
    "type": "object",
    "additionalProperties": TEXT,
    "description": "All of them, such as `party` or `country`: those left out are taken away.",
    "examples": [{"party": "Harbour List"}],
}
WIKIDATA = {**or_null(TEXT), "description": "Such as Q42."}
REASON = {"type": "string", "maxLength": LONGEST_NOTE}

ROLE = asked(
    {
        "id": {**or_null(ID), "description": "Of a role that is known; left out: a new one."},
        "role": {"type": "string", "minLength": 1},
        "organisation": or_null(SPEAKER),
        "since": or_null(DAY),
        "until": or_null(DAY),
    },
    "role",
)
OF_SPEAKER = {
    "name": {"type": "string", "minLength": 1, "description": "The name that is shown."},
    "kind": one_of(Speaker.Kind.values),
    "roles": listed(ROLE, "All of them: those left out are taken away."),
    "part_of": {**or_null(SPEAKER), "description": "The organisation this one is part of."},
    "attributes": ATTRIBUTES,
    "wikidata_id": WIKIDATA,
}
NEW_SPEAKER = Shape(
    asked(
        {
            **OF_SPEAKER,
            "names": listed(TEXT, "Other names; `name` is always one of them."),
            "namesake": {
                **FLAG,
                "description": "Somebody else than who goes by this name already; else 409.",
            },
        },
        "name",
    ),
    example=examples.NEW_SPEAKER,
)
SPEAKER_CHANGES = Shape(
    asked(
        {
            **OF_SPEAKER,
            "names": listed(
                TEXT, "All of them, the one that is shown too: those left out are taken away."
            ),
        }
    ),
    example=examples.SPEAKER_CHANGES,
)
MERGED_SPEAKER = Shape(
    asked(
        {
            "into": {**ID, "description": "Who it really is."},
            "reason": {
                **REASON,
                "description": "What was printed that shows it; needed for an unnamed source.",
            },
        },
        "into",
    ),
    example=examples.MERGED_SPEAKER,
)

REF = {
    "type": ["integer", "string", "object"],
    "minimum": 1,
    "maximum": ID["maximum"],
    "properties": {"id": ID, "name": TEXT},
    "additionalProperties": False,
    "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
    "description": "An id, or a name: a new one is added. Beside an id the name is not read.",
}
OF_TARGET = {
    "name": {"type": "string", "minLength": 1},
    "kind": one_of(Target.Kind.values, "`speaker` and no other names a `speaker`."),
    "speaker": {**or_null(SPEAKER), "description": "Whom a stance on this target is about."},
    "part_of": {**or_null(REF), "description": "The target this one is part of."},
    "attributes": ATTRIBUTES,
}
NEW_TARGET = Shape(asked(OF_TARGET, "name"), example=examples.NEW_TARGET)
TARGET_CHANGES = Shape(asked(OF_TARGET), example=examples.TARGET_CHANGES)
MERGED_TARGET = Shape(
    asked(
        {
            "into": {**ID, "description": "What it really is."},
            "keep": one_of(
                ["newer", "into", "merged"],
                "Which position stands where a quote takes one on each; needed where they differ.",
            ),
        },
        "into",
    ),
    example=examples.MERGED_TARGET,
)

ARTICLE_CHANGES = Shape(
    asked(
        {
            "title": KNOWN_OR_NULL,
            "outlet": {**or_null(REF), "examples": ["The Aldmoor Courier"]},
            "byline": KNOWN_OR_NULL,
            "published_at": {
                **KNOWN_OR_NULL,
                "description": "A day or a moment; without an offset in the newsroom's time.",
                "examples": ["2031-10-29", "2031-10-29T08:15:00+02:00"],
            },
            "url": {**KNOWN_OR_NULL, "description": "Where it was published."},
            "language": {**KNOWN_OR_NULL, "examples": ["en", "pt-BR"]},
            "external_id": {**KNOWN_OR_NULL, "description": "What the sender calls it."},
        }
    ),
    example=examples.ARTICLE_CHANGES,
)
WITHDRAWAL = Shape(
    asked({"reason": {**REASON, "description": "Shown to who works here."}}),
    example=examples.WITHDRAWAL,
)
