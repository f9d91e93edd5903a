"""A story of our own, printed in the marks of many houses: every word spoken is found.

In story.txt ⟪…⟫ is what somebody says, ⟨ opens a paragraph that leaves it open, ⟦…⟧ is a name or
word in marks that nobody says, ‘…’ is what somebody says that another said, *…* is emphasis.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from quotes.extraction import extract

STORY = (Path(__file__).parent / "story.txt").read_text(encoding="utf-8").rstrip("\n")
_NESTED = re.compile(r"‘([^’]*(?:’[a-z]+[^’]*)*)’(?![a-z])")
_WIDTH = 70


class Marks(NamedTuple):
    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    apostrophe: str = "’"


HOUSES = {
    "American": Marks("“", "”", "‘", "’"),
    "typewriter": Marks('"', '"', "'", "'", "'"),
    "British": Marks("‘", "’", "“", "”"),
    "British typewriter": Marks("'", "'", '"', '"', "'"),
    "TeX": Marks("``", "''", "`", "'", "'"),
    "German": Marks("„", "“", "‚", "‘"),
    "German book": Marks("»", "«", "›", "‹"),
    "Polish": Marks("„", "”", "«", "»"),
    "Spanish": Marks("«", "»", "“", "”"),
    "French": Marks("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»", "“", "”"),
    "Swedish": Marks("”", "”", "’", "’"),
    "Russian": Marks("«", "»", "„", "“"),
    "Japanese": Marks("「", "」", "『", "』"),
}


class Printed(NamedTuple):
    text: str
    spoken: set[tuple[int, int]]


def printed(marks: Marks) -> Printed:
    """Return the story in these marks, and where in it somebody speaks."""
    story = _NESTED.sub("\x01\\1\x02", STORY).replace("’", marks.apostrophe).replace("*", "_")
    inner = {"\x01": marks.inner_opening, "\x02": marks.inner_closing}
    text, spoken, start = "", set(), 0
    for character in story:
        if character in "⟪⟨":
            text += marks.opening
            start = len(text)
        elif start and character in "⟫\n":
            spoken.add((start, len(text)))
            text += marks.closing if character == "⟫" else character
            start = 0
        elif character in "⟦⟧":
            opens = character == "⟦"
            text += (
                (marks.inner_opening if opens else marks.inner_closing)
                if start
                else (marks.opening if opens else marks.closing)
            )
        else:
            text += inner.get(character, character)
    return Printed(text, spoken)


def wrapped(text: str) -> str:
    """Return a text with its lines broken at a width, as long as before."""
    broken: list[str] = []
    for paragraph in text.split("\n\n"):
        line = 0
        words = paragraph.split(" ")
        for at, word in enumerate(words):
            if line + len(word) > _WIDTH:
                words[at], line = f"\n{word}", 0
            line += len(word) + 1
        broken.append(" ".join(words).replace(" \n", "\n"))
    return "\n\n".join(broken)


def f1(text: str, spoken: set[tuple[int, int]]) -> float:
    """Return how well the parts of what is suggested are the words spoken, to the letter."""
    quotes = [one for one in extract(text, language="en") if one.kind != "term"]
    gold = {_letters(text, *span) for span in spoken}
    found = {_letters(text, *part) for one in quotes if one.parent is None for part in one.content}
    return 2 * len(gold & found) / (len(gold) + len(found))


def _letters(text: str, start: int, end: int) -> tuple[int, int]:
    places = [at for at in range(start, end) if text[at].isalnum()]
    return places[0], places[-1]


@pytest.mark.parametrize("house", HOUSES)
def test_finds_every_word_spoken_in_a_story(house: str) -> None:
    text, spoken = printed(HOUSES[house])
    assert len(spoken) > 100
    assert f1(text, spoken) > 0.97


@pytest.mark.parametrize("house", ["American", "typewriter", "British", "British typewriter"])
def test_finds_them_in_lines_broken_at_a_width(house: str) -> None:
    text, spoken = printed(HOUSES[house])
    assert f1(wrapped(text), spoken) > 0.97
