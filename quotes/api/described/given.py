"""What clients send, as JSON Schema: checked as it is described."""

from __future__ import annotations

from articles.drafts import EXTERNAL_ID_LENGTH, NEXT_KINDS
from quotes.api.described import examples
from quotes.api.described.shapes import (
    CHANNELS,
    FLAG,
    ID,
    LONGEST_NOTE,
    OFFSET,
    SAID_ON,
    TEXT,
    asked,
    listed,
    one_of,
    or_null,
)
from quotes.api.protocol.bodies import Shape
from quotes.models import Attribution, Quote, Speaker, Stance

KNOWN_OR_NULL = or_null(TEXT)
DAY = "2031-10-30"
NOTE = or_null({"type": "string", "maxLength": LONGEST_NOTE})

PART = asked(
    {
        "start": OFFSET,
        "end": OFFSET,
        "exact": {"type": "string", "minLength": 1, "description": "The words, as printed."},
        "prefix": {"type": "string", "description": "What stands directly before them."},
        "suffix": {"type": "string", "description": "What stands directly behind them."},
    },
    "exact",
    dependentRequired={"start": ["end"], "end": ["start"]},
    description=(
        "A part of the text, half open: with `start` and `end`, `exact` is checked against the"
        " text; without, it has to stand in one place only between `prefix` and `suffix`."
    ),
)
PARTS = listed(PART, "In any order; parts that touch are one part.")

SPEAKER = {
    "type": ["integer", "object"],
    "minimum": 1,
    "maximum": ID["maximum"],
    "properties": {
        "id": or_null(ID),
        "name": TEXT,
        "kind": one_of(Speaker.Kind.values, "What a speaker not known yet is."),
    },
    "additionalProperties": False,
    "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
    "description": (
        "An id, or a name: known by no one it creates a speaker, by one it means that one, by"
        " several it is refused with the candidates. Beside an id the name is not read."
    ),
}

ATTRIBUTION = asked(
    {
        "mention": or_null(PARTS),
        "speaker": or_null(SPEAKER),
        "sourcing": or_null(
            one_of(Attribution.Sourcing.values, "Left out, it follows from the speaker.")
        ),
        "organisation": or_null(SPEAKER),
        "descriptor": or_null(PART),
        "condition": or_null(PART),
    }
)

RELAY = asked(
    {"name": TEXT, "speaker": or_null(SPEAKER), "span": or_null(PART)},
    "name",
    description="Through whom it came, and where that stands.",
)
ADDRESSEE = {
    "type": ["string", "object", "null"],
    "maxLength": LONGEST_NOTE,
    "properties": {
        "name": {"type": "string", "maxLength": LONGEST_NOTE},
        "span": or_null(PART),
    },
    "required": ["name"],
    "additionalProperties": False,
    "description": "To whom it was said, with the words of the text or without.",
}

STANCE = {
    "position": or_null(one_of(Stance.Position.values, "null: about it, not judged yet.")),
    "conditional": FLAG,
}

TARGET = {
    "type": ["integer", "string", "object"],
    "minimum": 1,
    "maximum": ID["maximum"],
    "properties": {"id": ID, "name": TEXT},
    "additionalProperties": False,
    "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
    "description": (
        "An id, or a name: a new one is added; or both as answered, where the id counts."
    ),
}
MOST_BESIDE = 200
"""So many sources, relays or stances a quote is given at most: lists carry all of them."""
QUOTE = {
    "content": {**PARTS, "minItems": 1},
    "cue": or_null(PARTS),
    "kind": one_of(Quote.Kind.values),
    "act": one_of(Quote.Act.values),
    "status": one_of(Quote.Status.values),
    "attributions": listed(
        ATTRIBUTION, "All of them: those left out are taken away.", maxItems=MOST_BESIDE
    ),
    "parent": or_null(ID),
    "external_id": or_null(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": EXTERNAL_ID_LENGTH,
            "description": "What the sender calls it; no two quotes are called the same.",
        }
    ),
    "unsure": FLAG,
    "stances_done": FLAG,
    "said_on": or_null(SAID_ON),
    "earlier": FLAG,
    "place": NOTE,
    "channel": or_null(one_of(CHANNELS)),
    "said_in": NOTE,
    "addressee": ADDRESSEE,
    "relays": listed(
        RELAY, "All of them, in order: those left out are taken away.", maxItems=MOST_BESIDE
    ),
    "stances": listed(
        asked({"target": TARGET, **STANCE}, "target"),
        "All of them, one a target: those left out are taken away.",
        maxItems=MOST_BESIDE,
    ),
}

NEW_ARTICLE = Shape(
    asked(
        {
            "text": {**KNOWN_OR_NULL, "description": "Kept letter by letter; CR LF becomes LF."},
            "html": {**KNOWN_OR_NULL, "description": "A page, whose article is found."},
            "title": KNOWN_OR_NULL,
            "headline": {
                **KNOWN_OR_NULL,
                "description": "As printed: it joins the text after the body, to be marked.",
            },
            "standfirst": {**KNOWN_OR_NULL, "description": "As printed, likewise."},
            "captions": {
                **or_null({"type": "array", "items": {"type": "string"}}),
                "description": "Of pictures, as printed, likewise.",
            },
            "url": {**KNOWN_OR_NULL, "description": "Where it was published."},
            "outlet": {**KNOWN_OR_NULL, "description": "Its name; a new one is added."},
            "byline": KNOWN_OR_NULL,
            "published_at": {
                **KNOWN_OR_NULL,
                "description": "A day or a moment; without an offset in the newsroom's time.",
                "examples": ["2031-10-29", "2031-10-29T08:15:00+02:00"],
            },
            "language": {**KNOWN_OR_NULL, "examples": ["en", "pt-BR"]},
            "external_id": {**KNOWN_OR_NULL, "description": "What the sender calls it."},
            "kind": or_null(one_of(NEXT_KINDS, "Why a changed text was printed; else an update.")),
            "dated": or_null({**TEXT, "description": "The day it was printed.", "examples": [DAY]}),
            "note": {**NOTE, "description": "What the paper says about the change, as printed."},
            "replace": {
                **FLAG,
                "description": "Store it though under half of the quotes have places.",
            },
        }
    ),
    example=examples.NEW_ARTICLE,
)
IN_A_TEXT = {
    "article": ID,
    "text_version": {
        "type": "integer",
        "minimum": 1,
        "maximum": 2**31 - 1,
        "description": "Its number; left out, the current one.",
    },
}
NEW_QUOTE = Shape(asked({**IN_A_TEXT, **QUOTE}, "article", "content"), example=examples.NEW_QUOTE)
NAMED_QUOTE = Shape(
    asked(
        {**IN_A_TEXT, **{key: QUOTE[key] for key in QUOTE if key != "external_id"}},
        "article",
        "content",
    ),
    example=examples.NAMED_QUOTE,
)
QUOTE_CHANGES = Shape(asked(QUOTE), example=examples.QUOTE_CHANGES)
STANCE_ON = Shape(asked(STANCE, "position"), example=examples.STANCE_ON)
NEW_STANCE = Shape(
    asked(
        {
            "target": TARGET,
            "position": {
                **STANCE["position"],
                "description": "Left out: it is about the target, and a position it has stays.",
            },
            "conditional": FLAG,
        },
        "target",
        dependentRequired={"conditional": ["position"]},
    ),
    example=examples.NEW_STANCE,
)
NOTHING = Shape(asked({}), example={})
