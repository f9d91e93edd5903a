"""The newsroom that other annotation programs were measured with, as a file of Verbatim's own.

Articles of 5,040 code points with 12 quotes each, every quote with a speaker and a stance; one
article in a hundred holds a word that no other has.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bench.import_articles import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LENGTH, QUOTES, SPEAKERS, TARGETS = 5_040, 12, 200, 30
SELDOM, EVERY = "quillwort", 100
POSITIONS = ("support", "oppose", "neutral")
BEGINS = datetime(2031, 1, 1, tzinfo=UTC)


def write(path: Path, articles: int) -> None:
    """Write a newsroom of so many articles to a file."""
    writer, count = Writer(seed=7), 0
    names = [f"{writer.few(1)} {writer.few(1)}".title() for _ in range(SPEAKERS)]
    with path.open("w", encoding="utf-8") as file:

        def line(**record: Any) -> None:
            file.write(json.dumps(record) + "\n")

        line(type="verbatim", schema=1, offset_unit="codepoint")
        for key, name in enumerate(names):
            line(type="speaker", key=key, name=f"{name} {key}")
        for key in range(TARGETS):
            line(type="target", key=key, name=f"{writer.few(2)} {key}")
        for number in range(articles):
            for record in _records(writer, number, names):
                line(**record)
                count += 1
        line(type="end", records=count + SPEAKERS + TARGETS)


def _records(writer: Writer, number: int, names: list[str]) -> Iterator[dict[str, Any]]:
    text, places = "", []
    for place in range(QUOTES):
        who = (number * 7 + place * 3) % SPEAKERS
        seldom = f" {SELDOM}" if not place and not number % EVERY else ""
        said = f"{writer.clause(12)}{seldom}"
        start = len(text) + 1
        mention = start + len(said) + 2
        text += f"“{said}” {names[who]} said."
        places.append((start, start + len(said), mention, mention + len(names[who]), who))
        while len(text) < LENGTH * (place + 1) // QUOTES - 2:
            text += f" {writer.few(1)}"
        text = text[: LENGTH * (place + 1) // QUOTES - 2].rstrip()
        text += "\n\n" if place < QUOTES - 1 else "." * (LENGTH - len(text))
    at = (BEGINS + timedelta(minutes=20 * number)).isoformat()
    yield {
        "type": "article",
        "key": number,
        "title": f"Report {number}",
        "language": "en",
        "outlet": f"Outlet {number % 9}",
        "published_at": at,
        "texts": [{"number": 1, "text": text, "kind": "first"}],
    }
    for place, (start, end, named, ends, who) in enumerate(places):
        stance = {"target": (number + place) % TARGETS, "position": POSITIONS[place % 3]}
        yield {
            "type": "quote",
            "key": f"{number}.{place}",
            "article": number,
            "kind": "direct",
            "content": [_part(text, start, end)],
            "cue": [_part(text, ends + 1, ends + 5)],
            "attributions": [{"speaker": who, "mention": [_part(text, named, ends)]}],
            "stances": [stance],
            "stances_done": True,
        }


def _part(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "exact": text[start:end]}
