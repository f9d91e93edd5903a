"""Records as .txt and .ann files in one zip."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import orjson

from quotes.interchange.brat.fragments import cut, joined, shown
from quotes.interchange.records import describe
from quotes.interchange.verbatim.writing import lines_of
from quotes.interchange.zips import add_to_zip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quotes.queries.filters import QuoteFilters

    Record = Mapping[str, Any]

NAME = "brat"
BESIDE = "verbatim.ndjson"
SAID_BY_LINES = {"type", "content", "cue", "kind", "article", "text"}
"""What of a quote stands in lines of its own; the rest is the note of its event."""


def write(filters: QuoteFilters, path: Path) -> int:
    """Write the accepted quotes asked for as a zip of such files; answer how many.

    The same quotes give the same bytes.
    """
    records = describe(filters, source=NAME)
    beside = [*records.people, *records.articles, *records.speakers, *records.targets]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        add_to_zip(file, BESIDE, b"".join(lines_of(beside)))
        for article, text, quotes in records.by_text():
            name = file_name(article["key"], text["number"])
            lines = _Lines(text["text"])
            for each in quotes:
                lines.add_quote(each)
            add_to_zip(file, f"{name}.txt", text["text"].encode())
            add_to_zip(file, f"{name}.ann", "".join(f"{line}\n" for line in lines.written).encode())
    return len(records.quotes)


def file_name(article: int | str, number: int) -> str:
    """Answer what the two files of a text are called, without their ends."""
    return f"article-{article}-text-{number}"


class _Lines:
    """The lines of one .ann file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.written: list[str] = []
        self.last = dict.fromkeys("TEA#", 0)

    def add_quote(self, quote: Record) -> None:
        parts: dict[str, list[list[int]]] = {}
        content = self._span("Content", quote["content"], parts)
        cue = self._span("Cue", quote["cue"], parts) if quote["cue"] else None
        mentions = [
            self._span("Source", each["mention"], parts) if each["mention"] else None
            for each in quote["attributions"]
        ]
        trigger = self._span("Attribution", quote["cue"] or quote["content"], {})
        roles = [f"Content:{content}", *([f"Cue:{cue}"] if cue else [])]
        sources = [mention for mention in mentions if mention]
        roles += [f"Source{n if n > 1 else ''}:{each}" for n, each in enumerate(sources, start=1)]
        event = self._add("E", f"Attribution:{trigger} {' '.join(roles)}")
        self._add("A", f"Kind {event} {quote['kind']}")
        rest = {name: value for name, value in quote.items() if name not in SAID_BY_LINES}
        rest["attributions"] = [
            {**{k: v for k, v in each.items() if k != "mention"}, "source": mention}
            for each, mention in zip(quote["attributions"], mentions, strict=True)
        ]
        note = orjson.dumps(rest | ({"parts": parts} if parts else {})).decode()
        self._add("#", f"AnnotatorNotes {event}\t{note}")

    def _span(self, kind: str, given: Sequence[Record], told: dict[str, list[list[int]]]) -> str:
        """Write a span; where brat's fragments leave open which parts it has, keep them."""
        parts = tuple((part["start"], part["end"]) for part in given)
        fragments = cut(parts, self.text)
        where = ";".join(f"{start} {end}" for start, end in fragments)
        name = self._add("T", f"{kind} {where}\t{shown(fragments, self.text)}")
        if joined(fragments, self.text) != parts:
            told[name] = [list(part) for part in parts]
        return name

    def _add(self, kind: str, line: str) -> str:
        self.last[kind] += 1
        name = f"{kind}{self.last[kind]}"
        self.written.append(f"{name}\t{line}")
        return name
