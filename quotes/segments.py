"""A text with marks on it, as the flat run of segments a page draws. Pure Python, knows no Django.

Nested, overlapping, split and paragraph-crossing marks are all cut at every edge, so no element on
the page holds another and no character is added: a selection maps back to code points exactly.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from quotes.spans import Spans, marks_before, paragraphs

Layer = Literal["quote", "mention", "cue", "term"]
LAYERS: dict[Layer, str] = {"quote": "q", "mention": "sp", "cue": "cu", "term": "tm"}
NAMING = frozenset({"mention", "cue"})
NESTED = 2
LOOKS = 8
"""So many chains of mentions look different from each other; the ninth looks like the first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be drawn of one quote in one layer.

    `number` and `label` go to the link before its first part; `chain` is the number of the chain a
    mention is in, 0 for none. Rejected quotes get no mark; the content of the kind `term` is in the
    layer "term".
    """

    quote: int
    layer: Layer
    spans: Spans
    number: int = 0
    label: str = ""
    suggested: bool = False
    active: bool = False
    chain: int = 0


class Segment(NamedTuple):
    """A run of text under the same marks: classes ("" where plain), quotes (outermost first).

    `begins` are the content marks to be announced before it: those whose first part begins here,
    or behind the quotation mark that does; `chain` is that of the mention it is part of.
    """

    text: str
    classes: str
    quotes: tuple[int, ...]
    begins: tuple[Mark, ...]
    chain: int = 0


class Paragraph(NamedTuple):
    """One paragraph: its first code point and its segments, which joined are its text."""

    start: int
    segments: tuple[Segment, ...]


class _Part:
    """One part of a mark while the text is walked; hashed by identity, which keeps it fast."""

    __slots__ = ("active", "end", "is_first", "is_last", "layer", "mark", "quote", "suggested")

    def __init__(self, mark: Mark, index: int) -> None:
        self.mark, self.quote, self.layer = mark, mark.quote, mark.layer
        self.suggested, self.active = mark.suggested, mark.active
        self.end = mark.spans[index][1]
        self.is_first, self.is_last = index == 0, index == len(mark.spans) - 1


def segments(
    text: str, marks: Sequence[Mark], only: Collection[int] | None = None
) -> list[Paragraph]:
    """Return the paragraphs of the text, or `only` those that begin there, cut into segments."""
    sweep, drawn, lines = _Sweep(text, marks), [], paragraphs(text)
    for index in _wanted(lines, only):
        if index:
            sweep.advance(lines[index - 1][1] - 1)
        start, end = lines[index]
        drawn.append(Paragraph(start, tuple(sweep.cut(text, start, end))))
    return drawn


def _wanted(lines: Spans, only: Collection[int] | None) -> Iterable[int]:
    """Return which lines to draw: few of thousands are found without a look at the others."""
    if only is None:
        return range(len(lines))
    found = ((bisect_left(lines, (start, start)), start) for start in sorted(only))
    return [index for index, start in found if index < len(lines) and lines[index][0] == start]


class _Sweep:
    """Walks the edges of all marks once, in reading order, and knows which parts are open."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._opening: dict[int, list[_Part]] = {}
        self._closing: dict[int, list[_Part]] = {}
        self._begins: dict[int, list[Mark]] = {}
        for mark in sorted(marks, key=_outermost_first):
            for index, (start, end) in enumerate(mark.spans):
                part = _Part(mark, index)
                self._opening.setdefault(start, []).append(part)
                self._closing.setdefault(end, []).append(part)
            if mark.layer == "quote" and mark.spans:
                start = mark.spans[0][0]
                self._begins.setdefault(start - len(marks_before(text, start)), []).append(mark)
        self._edges = sorted({*self._opening, *self._closing, *self._begins})
        self._passed = 0
        self._open: dict[_Part, None] = {}

    def advance(self, offset: int) -> tuple[list[_Part], list[Mark]]:
        """Pass the edges up to `offset`, also between paragraphs; return what opened and began."""
        opened: list[_Part] = []
        began: list[Mark] = []
        while self._passed < len(self._edges) and self._edges[self._passed] <= offset:
            edge = self._edges[self._passed]
            for part in self._closing.get(edge, ()):
                self._open.pop(part, None)
            opened += self._opening.get(edge, ())
            self._open.update(dict.fromkeys(self._opening.get(edge, ())))
            began += self._begins.get(edge, ())
            self._passed += 1
        return opened, began

    def cut(self, text: str, start: int, end: int) -> Iterator[Segment]:
        """Yield the paragraph from `start` to `end` in segments."""
        inner = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        for left, right in pairwise((start, *inner, end)):
            opened, began = self.advance(left)
            if not self._open:
                yield Segment(text[left:right], "", (), tuple(began))
                continue
            quotes = tuple(dict.fromkeys([part.quote for part in self._open]))
            classes = _classes(self._open, opened, right)
            chain = next((part.mark.chain for part in self._open if part.mark.chain), 0)
            yield Segment(text[left:right], classes, quotes, tuple(began), chain)


def _outermost_first(mark: Mark) -> tuple[int, int]:
    return (mark.spans[0][0], -mark.spans[-1][1]) if mark.spans else (0, 0)


def _classes(standing: Collection[_Part], opened: list[_Part], right: int) -> str:
    """Return what is open here as class names, outermost content first."""
    layers = {part.layer for part in standing}
    names = ["s"]
    if "quote" in layers:
        names += _content_classes(
            [part for part in standing if part.layer == "quote"], opened, right
        )
    names += [LAYERS[layer] for layer in ("mention", "cue", "term") if layer in layers]
    if any(part.active and part.layer in NAMING for part in standing):
        names.append("me")
    names += [f"ch{(part.mark.chain - 1) % LOOKS + 1}" for part in standing if part.mark.chain][:1]
    return " ".join(names)


def _content_classes(quotes: list[_Part], opened: list[_Part], right: int) -> Iterator[str]:
    """Yield how content looks here; the bar at a gap inside a quote is dashed (cl, cr)."""
    yield LAYERS["quote"]
    if quotes[-1].suggested:
        yield "sug"
        if any(not part.suggested for part in quotes):
            yield "lay"
    if len(quotes) >= NESTED:
        yield "d2"
    if any(part.active for part in quotes):
        yield "on"
    starting = [part.is_first for part in opened if part.layer == "quote"]
    if starting:
        yield "qs" if any(starting) else "qs cl"
    ending = [part.is_last for part in quotes if part.end == right]
    if ending:
        yield "qe" if any(ending) else "qe cr"
