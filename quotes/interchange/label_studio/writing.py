"""Records as tasks: a text each, with regions for its spans and relations between them.

Label Studio counts code points, as we do, and each region repeats its words. A region is one
stretch: further parts of a quote are regions of their own, related to the first.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from quotes.interchange.records import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quotes.interchange.records import Records
    from quotes.queries.filters import QuoteFilters

    Record = Mapping[str, Any]

NAME = "label-studio"
CONFIG = Path(__file__).with_name("config.xml")
"""The labelling interface that a project wants for these tasks."""


def write(filters: QuoteFilters, path: Path) -> int:
    """Write the texts of the accepted quotes asked for as tasks; answer how many quotes."""
    records = describe(filters, source=NAME)
    naming = _Naming(records)
    tasks = [
        _task(article, text, [*naming.results(quotes)])
        for article, text, quotes in records.by_text()
        if quotes
    ]
    path.write_bytes(orjson.dumps(tasks, option=orjson.OPT_INDENT_2))
    return len(records.quotes)


def _task(article: Record, text: Record, results: list[dict[str, Any]]) -> dict[str, Any]:
    meta = ("title", "outlet", "byline", "published_at", "url", "external_id", "language")
    return {
        "data": {
            "text": text["text"],
            **{name: article[name] for name in meta},
            "article": article["key"],
            "text_version": text["number"],
        },
        "annotations": [{"result": results}],
    }


class _Naming:
    """Speakers and targets by their keys, and regions of quotes that name them."""

    def __init__(self, records: Records) -> None:
        self.speakers = {one["key"]: one["name"] for one in records.speakers}
        self.targets = {one["key"]: one["name"] for one in records.targets}

    def results(self, quotes: Sequence[Record]) -> Iterator[dict[str, Any]]:
        """Yield the regions of quotes and the relations of these."""
        there = set[int]()
        for quote in quotes:
            there.add(quote["key"])
            yield from self._quote(quote)
        for quote in quotes:
            if quote["parent"] in there:
                yield _relation(_first(quote["key"]), _first(quote["parent"]), "parent")

    def _quote(self, quote: Record) -> Iterator[dict[str, Any]]:
        first = _first(quote["key"])
        yield from _spans(first, "Content", quote["content"], "part")
        about = _value(quote["content"][0])
        for tag, kind, told in (
            ("kind", "choices", [quote["kind"]]),
            ("speaker", "textarea", self._who(quote)),
            ("stance", "textarea", self._positions(quote)),
        ):
            if told:
                value = {**about, "choices" if kind == "choices" else "text": told}
                yield {"id": first, **_of(tag, kind), "value": value}
        mentions = [each["mention"] for each in quote["attributions"]]
        named = [("cue", quote["cue"]), *(("source", mention) for mention in mentions)]
        for number, (relation, parts) in enumerate(named):
            if parts:
                region = f"q{quote['key']}-{relation}-{number}"
                yield from _spans(region, relation.capitalize(), parts, "part")
                yield _relation(first, region, relation)

    def _who(self, quote: Record) -> list[str]:
        keys = [each["speaker"] for each in quote["attributions"]]
        return [self.speakers[key] for key in keys if key in self.speakers]

    def _positions(self, quote: Record) -> list[str]:
        return [
            f"{each['position'] or 'about'}: {self.targets[each['target']]}"
            for each in quote["stances"]
        ]


def _first(key: int) -> str:
    return f"q{key}-content"


def _spans(
    region: str, label: str, parts: Iterable[Record], relation: str
) -> Iterator[dict[str, Any]]:
    for number, part in enumerate(parts):
        name = f"{region}-{number}" if number else region
        yield {
            "id": name,
            **_of("span", "labels"),
            "value": {**_value(part), "text": part["exact"], "labels": [label]},
        }
        if number:
            yield _relation(region, name, relation)


def _value(part: Record) -> dict[str, int]:
    return {"start": part["start"], "end": part["end"]}


def _of(tag: str, kind: str) -> dict[str, str]:
    return {"from_name": tag, "to_name": "text", "type": kind}


def _relation(one: str, other: str, label: str) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": one,
        "to_id": other,
        "direction": "right",
        "labels": [label],
    }
