"""What clients send to store many quotes at once, as JSON Schema."""

from __future__ import annotations

from typing import Any

from quotes.api.described import examples
from quotes.api.described.shapes import FLAG, ID, TEXT, asked, one_of
from quotes.api.protocol.bodies import Shape

LONGEST_BATCH = 1000
NAMES: dict[str, Any] = {
    "id": ID,
    "external_id": TEXT,
    "version": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
}
NAMED_ITEM = Shape(asked(NAMES, anyOf=[{"required": ["id"]}, {"required": ["external_id"]}]))
"""The part of an item that says which quote it changes."""
BATCH = Shape(
    asked(
        {
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": LONGEST_BATCH,
                "items": {
                    "type": "object",
                    "properties": {"op": one_of(["create", "update"])},
                    "required": ["op"],
                },
                "description": (
                    "`create` takes what `mark_quote` does: of a known `external_id` it changes"
                    " that quote. `update` names the quote by `id` or `external_id` and the"
                    " `version` that was seen, and takes what `change_quote` does. A `parent` may"
                    ' be `{"item": 0}`, one before in this batch, or `{"external_id": "…"}`.'
                ),
            },
            "atomic": {
                **FLAG,
                "default": True,
                "description": "All or nothing; else each item for itself.",
            },
        },
        "items",
    ),
    example=examples.BATCH,
)
