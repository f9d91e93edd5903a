"""What the API answers, as JSON Schema: the components of its description.

The quote is written by `quotes.queries.quote_json`; a test holds both to the same shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.api.described.answered_changes import CHANGE, CHANGES
from quotes.api.described.answered_pages import COUNTED, INCLUDED
from quotes.api.described.answered_pages import page_of as page_of
from quotes.api.described.answered_pages import some_of as some_of
from quotes.api.described.answered_records import (
    ARTICLE,
    ARTICLE_WITH_TEXT,
    COUNT,
    KNOWN_SPEAKER,
    NAMED,
    NUMBER,
    OUTLET,
    PRINTED,
    TARGET,
    TEXT_VERSION,
)
from quotes.api.described.shapes import (
    CHANNELS,
    FLAG,
    ID,
    LINK,
    MOMENT,
    OFFSET,
    OFFSET_UNIT,
    SAID_ON,
    TEXT,
    listed,
    named,
    one_of,
    or_null,
    record,
    selected,
)
from quotes.api.protocol.problems import FAULT, PROBLEM
from quotes.models import Attribution, Quote, Speaker, Stance

if TYPE_CHECKING:
    from quotes.api.described.shapes import Schema

PART = record(
    {"start": OFFSET, "end": OFFSET, "exact": TEXT},
    "A part of the text, half open, and its words as printed.",
)
PARTS = listed(named("Part"))

SPEAKER = record(
    {"id": or_null(ID), "name": TEXT, "kind": one_of(Speaker.Kind.values)},
    "Who speaks; of a suggestion the id is null until a person agrees.",
)

ATTRIBUTION = record(
    {
        "mention": {**PARTS, "description": "The words that name the source here, perhaps none."},
        "speaker": or_null(named("Speaker")),
        "organisation": or_null(named("Speaker")),
        "sourcing": one_of(Attribution.Sourcing.values, "How the article names the source."),
        "descriptor": or_null(named("Part")),
        "condition": or_null(named("Part")),
    },
    "Who is said to have said it.",
)

RELAY = record(
    {"name": TEXT, "speaker": or_null(named("Speaker")), "span": or_null(named("Part"))},
    "Through whom it reached the article.",
)

STANCE = record(
    {
        "target": record({"id": ID, "name": TEXT}),
        "position": or_null(one_of(Stance.Position.values)),
        "conditional": FLAG,
    },
    "Where the speaker stands; without a position it is about the target, not judged yet.",
)

DECIDED = or_null(
    record(
        {
            "by": or_null({**TEXT, "description": "Told to those who are signed in."}),
            "at": MOMENT,
            "how": one_of(["single", "batch"]),
        }
    )
)

QUOTE = record(
    {
        "id": ID,
        "url": LINK,
        "html_url": LINK,
        "external_id": or_null({**TEXT, "description": "What its sender calls it."}),
        "article": ID,
        "text_version": NUMBER,
        "offset_unit": OFFSET_UNIT,
        "kind": one_of(Quote.Kind.values),
        "act": one_of(Quote.Act.values),
        "status": one_of(Quote.Status.values),
        "confidence": or_null({"type": "number", "minimum": 0, "maximum": 1}),
        "reason": TEXT,
        "origin": one_of(Quote.Origin.values),
        "changed": {**FLAG, "description": "Differs from what the machine suggested."},
        "unsure": FLAG,
        "decided": DECIDED,
        "display": {**TEXT, "description": "The parts in one line, “ … ” between them."},
        "quoted": listed(TEXT, "What stands between quotation marks in print."),
        "content": {**PARTS, "minItems": 1, "description": "The words said, in one or more parts."},
        "cue": {**PARTS, "description": "The words that tell that it was said, perhaps none."},
        "attributions": listed(named("Attribution")),
        "relays": listed(named("Relay")),
        "addressee": or_null(record({"name": TEXT, "span": or_null(named("Part"))})),
        "parent": or_null(
            {**ID, "description": "The quote inside which this one stands, if you may see it."}
        ),
        "said_on": or_null(SAID_ON),
        "earlier": {**FLAG, "description": "Recalled from a time nobody tells."},
        "place": or_null(TEXT),
        "channel": or_null(one_of(CHANNELS)),
        "said_in": or_null({**TEXT, "description": "The language, if translated."}),
        "stances": listed(named("Stance")),
        "stances_done": {**FLAG, "description": "Somebody looked for all of its stances."},
        "published_at": or_null(MOMENT),
        "outlet": or_null(NAMED),
        "language": TEXT,
        "version": NUMBER,
        "created_at": MOMENT,
        "updated_at": MOMENT,
    },
    "One attributed statement, in the words of one text version.",
)

ANCHORED = record(
    {
        "exact": {**COUNT, "description": "The same words at the same place."},
        "moved": {
            **COUNT,
            "description": "The same words elsewhere, perhaps in several places.",
        },
        "altered": {**COUNT, "description": "Other words at the same place."},
        "gone": {**COUNT, "description": "Neither their words nor words like them."},
    },
    "How the quotes of an article stand in its new text.",
)
TAKEN_IN = record(
    {
        "id": ID,
        "api_url": LINK,
        "html_url": LINK,
        "change": one_of(
            ["new", "same", "changed"],
            "Whether it is new, adds nothing, or has a new text version.",
        ),
        "text_version": TEXT_VERSION,
        "quotes_suggested": COUNT,
        "anchored": or_null(named("Anchored")),
        "waiting": {**COUNT, "description": "Quotes whose place in the new text wants a decision."},
    },
    "What became of an article that was sent.",
)
UNDONE = record(
    {
        "command": {**TEXT, "description": "What was undone."},
        "quote": or_null({**ID, "description": "The quote it was about."}),
        "article": ID,
        "at": {**MOMENT, "description": "When it had been done."},
    },
    "A step that was taken back.",
)

BATCH = record(
    {
        "results": listed(
            record(
                {
                    "index": {**COUNT, "description": "Which item, from 0."},
                    "status": {
                        "type": "integer",
                        "description": "What the item alone would have been answered with.",
                    },
                    "id": or_null(ID),
                    "external_id": or_null(TEXT),
                    "version": or_null(NUMBER),
                    "problem": or_null(named("Problem")),
                }
            ),
            "Of each item, in their order.",
        ),
    },
    "What became of the items of a batch.",
)

COMPONENTS: dict[str, Schema] = {
    "Batch": BATCH,
    "Part": PART,
    "Speaker": SPEAKER,
    "KnownSpeaker": KNOWN_SPEAKER,
    "Target": TARGET,
    "Outlet": OUTLET,
    "Attribution": ATTRIBUTION,
    "Relay": RELAY,
    "Stance": STANCE,
    "Quote": QUOTE,
    "QuoteSelection": selected(QUOTE, included=named("Included")),
    "TextVersion": PRINTED,
    "Article": ARTICLE,
    "KnownSpeakerSelection": selected(KNOWN_SPEAKER),
    "TargetSelection": selected(TARGET),
    "ArticleSelection": selected(ARTICLE),
    "ArticleWithTextSelection": selected(ARTICLE_WITH_TEXT),
    "ArticleWithText": ARTICLE_WITH_TEXT,
    "Anchored": ANCHORED,
    "TakenIn": TAKEN_IN,
    "Undone": UNDONE,
    "Count": COUNTED,
    "Included": INCLUDED,
    "Change": CHANGE,
    "Changes": CHANGES,
    "Fault": FAULT,
    "Problem": PROBLEM,
}
