"""What the API answers of articles, speakers, targets and outlets, as JSON Schema.

All but the outlet are written by `quotes.queries.record_json`; tests hold both to the same shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.models import TextVersionKind
from quotes.api.described.shapes import (
    FLAG,
    ID,
    LINK,
    MOMENT,
    OFFSET,
    OFFSET_UNIT,
    TEXT,
    listed,
    named,
    one_of,
    or_null,
    record,
)
from quotes.models import Speaker, Target

if TYPE_CHECKING:
    from quotes.api.described.shapes import Schema

COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer", "minimum": 1}
DAY: Schema = {"type": "string", "format": "date"}
ATTRIBUTES: Schema = {"type": "object", "additionalProperties": TEXT}
NAMED = record({"id": ID, "name": TEXT})
MERGED = listed(NAMED, "Those that proved to be this one.")
COUNTED = {"version": NUMBER, "created_at": MOMENT, "updated_at": MOMENT}

ROLE = record(
    {
        "id": ID,
        "role": TEXT,
        "organisation": or_null(NAMED),
        "since": or_null(DAY),
        "until": or_null(DAY),
    }
)
KNOWN_SPEAKER = record(
    {
        "id": ID,
        "url": LINK,
        "html_url": LINK,
        "name": TEXT,
        "kind": one_of(Speaker.Kind.values),
        "names": listed(TEXT, "All it goes by, the name that is shown first."),
        "roles": listed(ROLE, "The earliest first."),
        "part_of": or_null(NAMED),
        "attributes": ATTRIBUTES,
        "wikidata_id": or_null(TEXT),
        "article": or_null(
            {**ID, "description": "Of an unnamed source: the only article it belongs to."}
        ),
        "merged": MERGED,
        **COUNTED,
    },
    "Who can be quoted, with all that is known of it.",
)
TARGET = record(
    {
        "id": ID,
        "url": LINK,
        "html_url": LINK,
        "name": TEXT,
        "kind": one_of(Target.Kind.values),
        "speaker": or_null({**NAMED, "description": "Whom a stance on it is about."}),
        "part_of": or_null(NAMED),
        "attributes": ATTRIBUTES,
        "merged": MERGED,
        **COUNTED,
    },
    "What is argued about.",
)
OUTLET = record(
    {
        "id": ID,
        "name": TEXT,
        "shows_full_text": {**FLAG, "description": "Whether readers may read its whole articles."},
    },
    "Who publishes.",
)

WITHDRAWN = record(
    {"at": MOMENT, "by": or_null(TEXT), "reason": TEXT},
    "Readers do not find it any more; told to those who work here.",
)
TEXT_VERSION = record(
    {
        "number": NUMBER,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Of its UTF-8."},
        "length": {**COUNT, "description": "In Unicode code points, or as `offset_unit` says."},
    },
    "One immutable text of an article.",
)
PRINTED = record(
    {
        **TEXT_VERSION["properties"],
        "kind": one_of(TextVersionKind.values),
        "dated": or_null({"type": "string", "format": "date"}),
        "note": TEXT,
        "source_format": TEXT,
        "created_at": MOMENT,
    },
    "One immutable text of an article, and why it was printed.",
)

ARTICLE = record(
    {
        "id": ID,
        "api_url": LINK,
        "html_url": LINK,
        "title": TEXT,
        "outlet": or_null(NAMED),
        "byline": TEXT,
        "published_at": or_null(MOMENT),
        "url": or_null({**TEXT, "description": "Where it was published."}),
        "external_id": or_null(TEXT),
        "language": TEXT,
        "text_version": {**named("TextVersion"), "description": "The current one."},
        "withdrawn": or_null(WITHDRAWN),
        "version": NUMBER,
        "created_at": MOMENT,
        "updated_at": MOMENT,
    },
    "What was published once.",
)
ARTICLE_WITH_TEXT = record(
    {
        **ARTICLE["properties"],
        "text_version": {**named("TextVersion"), "description": "The one asked for."},
        "text": or_null({**TEXT, "description": "null where its outlet does not allow it."}),
        "blocks": listed(
            record({"role": TEXT, "start": OFFSET, "end": OFFSET}), "What was printed where."
        ),
        "offset_unit": OFFSET_UNIT,
    },
    "An article with one of its texts.",
)
