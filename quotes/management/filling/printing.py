"""How an article prints what somebody said: the text grows, the quote knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Span = tuple[int, int]
CUES = {
    "said": ("said", "said", "said", "told reporters", "claimed", "pointed out", "warned"),
    "denied": ("denied saying",),
    "imagined": ("might have said",),
    "announced": ("will say",),
    "declined": ("declined to comment",),
}
"""By act. Every tenth of the places in `Asked.chance` chooses one."""


class Text:
    """A text that is being written, and how long it is in code points."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.length = 0

    def put(self, words: str) -> Span:
        """Write words at the end, and answer where they stand."""
        start = self.length
        self.written.append(words)
        self.length = start + len(words)
        return start, self.length

    def __str__(self) -> str:
        return "".join(self.written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be printed: the words, who said them as named here, and what else is told."""

    words: list[str]
    source: str
    cue: str
    relay: str = ""
    condition: str = ""
    also: str = ""


@dataclass(slots=True)
class Printed:
    """A quote in its text."""

    kind: str
    content: list[Span]
    words: list[str]
    cue: Span | None = None
    mention: Span | None = None
    relay: Span | None = None
    condition: Span | None = None
    also: Span | None = None


def direct(text: Text, asked: Asked) -> Printed:
    """“Words,” Name said."""
    words = _sentence(asked.words, ",")
    text.put("“")
    quote = Printed("direct", [text.put(words)], [words])
    text.put("” ")
    _told(text, asked, quote)
    return quote


def split(text: Text, asked: Asked) -> Printed:
    """“Words,” Name said. “More words.”: one quote of two parts."""
    half = len(asked.words) // 2
    first, second = _sentence(asked.words[:half], ","), _sentence(asked.words[half:], ".")
    text.put("“")
    quote = Printed("direct", [text.put(first)], [first, second])
    text.put("” ")
    _told(text, asked, quote, end=". ")
    text.put("“")
    quote.content.append(text.put(second))
    text.put("”")
    return quote


def indirect(text: Text, asked: Asked) -> Printed:
    """Name said that words."""
    return _told_of(text, asked, "indirect", " ".join(asked.words))


def mixed(text: Text, asked: Asked) -> Printed:
    """Name said that words “quoted words” words."""
    third = len(asked.words) // 3
    before, quoted, after = asked.words[:third], asked.words[third:-third], asked.words[-third:]
    return _told_of(
        text, asked, "mixed", f"{' '.join(before)} “{' '.join(quoted)}” {' '.join(after)}"
    )


def term(text: Text, asked: Asked) -> Printed:
    """The so-called “words”, which nobody is quoted with."""
    text.put("It was about the so-called “")
    words = " ".join(asked.words[:3])
    quote = Printed("term", [text.put(words)], [words])
    text.put("”.")
    return quote


SHAPES: tuple[Callable[[Text, Asked], Printed], ...] = (direct, split, indirect, mixed, term)
LIKELY = (0.40, 0.14, 0.28, 0.16, 0.02)


def _told(text: Text, asked: Asked, quote: Printed, end: str = ".") -> None:
    _source(text, asked, quote)
    quote.cue = text.put(asked.cue)
    _rest(text, asked, quote)
    text.put(end)


def _told_of(text: Text, asked: Asked, kind: str, words: str) -> Printed:
    quote = Printed(kind, [], [words])
    _source(text, asked, quote)
    quote.cue = text.put(asked.cue)
    text.put(" that ")
    quote.content.append(text.put(words))
    _rest(text, asked, quote)
    text.put(".")
    return quote


def _source(text: Text, asked: Asked, quote: Printed) -> None:
    if asked.source:
        quote.mention = text.put(asked.source)
    else:
        text.put("it was")
    if asked.also:
        text.put(" and ")
        quote.also = text.put(asked.also)
    text.put(" ")


def _rest(text: Text, asked: Asked, quote: Printed) -> None:
    if asked.condition:
        text.put(" ")
        quote.condition = text.put(asked.condition)
    if asked.relay:
        text.put(", per ")
        quote.relay = text.put(asked.relay)


def _sentence(words: list[str], end: str) -> str:
    line = " ".join(words)
    return line[:1].upper() + line[1:] + end
