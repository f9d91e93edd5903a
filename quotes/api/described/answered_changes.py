"""What the feed answers, as JSON Schema."""

from quotes.api.described.shapes import (
    FLAG,
    ID,
    LINK,
    MOMENT,
    OFFSET_UNIT,
    TEXT,
    listed,
    named,
    one_of,
    or_null,
    record,
)

NUMBER = {"type": "integer", "minimum": 1}

CHANGE = record(
    {
        "op": one_of(
            ["upsert", "delete", "merge", "redact"],
            "`delete`: gone, or no longer for you to see. `redact`: words of it were taken out for"
            " good; store it as it is now, and keep no copy of what it was.",
        ),
        "type": one_of(["article", "quote", "speaker", "target"]),
        "id": ID,
        "at": {**MOMENT, "description": "When the transaction that changed it began."},
        "into": or_null({**ID, "description": "What it was merged into."}),
        "version": or_null(NUMBER),
        "data": or_null({"type": "object", "description": "The object as it is now."}),
    },
    "One object that one transaction changed.",
)
CHANGES = record(
    {
        "results": listed(named("Change")),
        "cursor": {**TEXT, "description": "Keep it: the next `after`, once these are applied."},
        "next": LINK,
        "more": {**FLAG, "description": "More is there already; else ask again with `wait`."},
        "lag": {
            "type": "number",
            "minimum": 0,
            "description": "Seconds since the oldest change that waits for others to be committed:"
            " nothing is shown before what began earlier is.",
        },
        "offset_unit": OFFSET_UNIT,
    },
    "Changes in the order in which to apply them.",
)
