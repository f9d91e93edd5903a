"""Records as a collection of annotations: one for each quote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from quotes.interchange.records import describe
from quotes.interchange.records.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quotes.interchange.records import Records
    from quotes.queries.filters import QuoteFilters

    Record = Mapping[str, Any]

NAME = "w3c"
ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = Path(__file__).with_name("context.jsonld")
SERVED_AT = "/api/v1/context.jsonld"
AROUND = 32
"""Code points before and after the words that say which of several places is meant."""


def write(filters: QuoteFilters, path: Path, *, base: str) -> int:
    """Write the accepted quotes asked for; `base` begins every address. Answer how many."""
    records = describe(filters, source=NAME)
    path.write_bytes(orjson.dumps(collection(records, base), option=orjson.OPT_INDENT_2))
    return len(records.quotes)


def collection(records: Records, base: str) -> dict[str, Any]:
    """Answer the quotes as an AnnotationCollection of one page."""
    pk = f"{base}/quotes/"
    articles = {each["key"]: each for each in records.articles}
    beside = (*records.people, *records.articles, *records.speakers, *records.targets)
    return {
        "@context": [ANNO, base + SERVED_AT],
        "id": pk,
        "type": "AnnotationCollection",
        "total": len(records.quotes),
        "schemaVersion": VERSION,
        "offsetUnit": "codepoint",
        "records": list(beside),
        "first": {
            "id": f"{pk}#page",
            "type": "AnnotationPage",
            "partOf": pk,
            "startIndex": 0,
            "items": [
                _annotation(each, articles[each["article"]], base) for each in records.quotes
            ],
        },
    }


def _annotation(quote: Record, article: Record, base: str) -> dict[str, Any]:
    text = next(each["text"] for each in article["texts"] if each["number"] == quote["text"])
    source = article["url"] or f"{base}/articles/{article['key']}/"
    rest = {name: value for name, value in quote.items() if name not in {"type", "content"}}
    annotation = {
        "id": f"{base}/quotes/{quote['key']}/",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [*_bodies(quote, base)],
        "target": [
            {"type": "SpecificResource", "source": source, "selector": _selectors(part, text)}
            for part in quote["content"]
        ],
        "quote": rest,
    }
    return (
        annotation if annotation["body"] else {k: v for k, v in annotation.items() if k != "body"}
    )


def _bodies(quote: Record, base: str) -> Iterator[dict[str, Any]]:
    for each in quote["attributions"]:
        if each["speaker"] is not None:
            yield {
                "type": "SpecificResource",
                "source": f"{base}/speakers/{each['speaker']}/",
                "purpose": "identifying",
            }
    for each in quote["stances"]:
        if each["position"] is not None:
            yield {
                "type": "TextualBody",
                "value": each["position"],
                "purpose": "classifying",
                "format": "text/plain",
            }


def _selectors(part: Record, text: str) -> list[dict[str, Any]]:
    start, end = part["start"], part["end"]
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": part["exact"],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
