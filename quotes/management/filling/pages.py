"""Articles as they are printed, with the quotes in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.copies import sketch
from quotes.management.filling.people import people
from quotes.management.filling.printing import CUES, SHAPES, Asked, Printed, Text, term
from quotes.management.filling.sizes import Sizes, plan
from quotes.management.filling.vocabulary import words

if TYPE_CHECKING:
    from quotes.management.filling.drawing import Drawn

OFFICIALS = ("harbour", "treasury", "border", "city", "union", "court", "party", "company")
CONDITION, RELAY = "on condition of anonymity", "the Harbour Wire"
UNNAMED, NOBODY, SURNAMES, RELAYED, ANONYMOUS = 0.05, 0.08, 0.6, 0.96, 0.4
"""Of the chances drawn for a quote: up to the first two it is by whom nobody names, and so on."""
HEADLINED = 9
"""One article in so many has a quote in its headline."""


@dataclass(slots=True)
class Made:
    """A quote as printed, its place among those drawn, and how its source is named."""

    drawn: int
    printed: Printed
    asked: Asked
    sourcing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A printed article, which others may copy; its unnamed source as described first."""

    text: str
    blocks: str
    quotes: list[Made]
    first: int  # the id before that of its first quote
    unnamed: str
    marks: list[int]  # by which copies of it are recognised


def print_page(sizes: Sizes, number: int, drawn: Drawn, quotes: range) -> Page:
    """Write an article; in some the first quote stands in the headline."""
    text, made = Text(), list[Made]()
    headline = number % HEADLINED == 0
    for each in quotes[1:] if headline else quotes:
        made.append(_write(sizes, text, drawn, each))
        text.put("\n\n")
    text.put(f"{' '.join(words()[number % 9_000 : number % 9_000 + 12].tolist())}.")
    blocks = [{"role": "body", "start": 0, "end": text.length}]
    if headline and quotes:
        text.put("\n\n")
        start = text.length
        made.insert(0, _write(sizes, text, drawn, quotes[0]))
        blocks.append({"role": "headline", "start": start, "end": text.length})
    written = str(text)
    return Page(
        text=written,
        blocks=json.dumps(blocks),
        quotes=made,
        first=sizes.taken + int(plan(sizes).before[number]),
        unnamed=next((one.asked.source for one in made if one.sourcing == "unnamed"), ""),
        marks=sketch(written),
    )


def _write(sizes: Sizes, text: Text, drawn: Drawn, at: int) -> Made:
    shape = SHAPES[drawn.shape[at]]
    sourcing, source = _source(sizes, drawn, at, is_term=shape is term)
    also = sourcing == "named" and drawn.also[at] >= 0
    cues = CUES[drawn.act[at]]
    asked = Asked(
        words=drawn.words[at],
        source=source,
        cue=cues[int(drawn.cue[at] * len(cues))],
        relay=RELAY if drawn.told[at] > RELAYED else "",
        condition=CONDITION if sourcing == "unnamed" and drawn.told[at] < ANONYMOUS else "",
        also=people(sizes).names[drawn.also[at]] if also else "",
    )
    return Made(at, shape(text, asked), asked, sourcing)


def _source(sizes: Sizes, drawn: Drawn, at: int, *, is_term: bool) -> tuple[str, str]:
    """Answer the sourcing of a quote, and how the article names its source."""
    known, speaker, chance = people(sizes), drawn.speaker[at], drawn.source[at]
    kind, name = known.kinds[speaker], known.names[speaker]
    if is_term or UNNAMED <= chance < NOBODY:
        return "none", ""
    if chance < UNNAMED:
        return "unnamed", f"a {OFFICIALS[speaker % len(OFFICIALS)]} official"
    if kind == "document":
        return "document", name
    return "named", name.split()[-1] if kind == "person" and chance > SURNAMES else name
