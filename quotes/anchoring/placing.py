"""Where the quotes of a text stand in the next one, without ever guessing.

A place is sure where no other place shares with it as much of what stands before, nor as much of
what stands behind; so of a sentence that stands twice, only what surrounds it decides, and where
both sides do not agree a person is asked. (Anchoring by position, then by quotation, then by
likeness, as web annotation does it, ends on lookalikes: P. Brush, D. Bargeron, A. Gupta, J. Cadiz,
"Robust annotation positioning in digital documents", CHI 2001, is why likeness only proposes here.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from quotes.anchoring.alignment import Alignment
from quotes.anchoring.images import Image, image_of
from quotes.anchoring.words import WORD
from quotes.spans import CANDIDATES, MARKS, Span, Spans

Outcome = Literal["exact", "moved", "altered", "ambiguous", "gone"]
Parts = Mapping[str, Spans]
"""The marked stretches of a quote by their names, "content" among them."""

ALIKE = 0.5
"""The share of characters in common from which other words are the same quote, altered."""


class Marked(NamedTuple):
    """A quote as it is marked in the old text."""

    key: int
    parts: Parts


class Place(NamedTuple):
    """Where a quote stands in the new text, in code points of it.

    `exact` (same place, same words) and `moved` (same words, elsewhere) are sure: `parts` has all
    the parts. `altered`: `parts` are what is proposed, without those that have no place. The words
    of an `ambiguous` one stand in the new text, perhaps more than once: `candidates` are such
    places, likewise. `near` is what is printed now where it stood.
    """

    key: int
    outcome: Outcome
    parts: Parts
    near: Span
    candidates: tuple[Parts, ...] = ()


def place_quotes(old: str, new: str, quotes: Iterable[Marked]) -> list[Place]:
    """Answer where each quote of the old text stands in the new one, in the order given."""
    alignment = Alignment(old, new)
    return [_Placing(alignment, quote).place() for quote in quotes]


class _Placing:
    """One quote on its way; `images` are its parts in the new text, as the alignment has them."""

    def __init__(self, alignment: Alignment, quote: Marked) -> None:
        self.alignment, self.quote = alignment, quote
        self.old, self.new = alignment.old, alignment.new
        self.content = quote.parts["content"]
        self.images: dict[str, list[Image]] = {
            name: [image_of(alignment, span) for span in spans]
            for name, spans in quote.parts.items()
        }
        self.whole = _hull(span for spans in quote.parts.values() for span in spans)

    def place(self) -> Place:
        if self._stays():
            return self._sure("exact", self._images())
        if delta := self._moved_by():
            return self._sure("moved", self._shifted(delta))
        if candidates := self._candidates():
            return self._place("ambiguous", self._proposed(), candidates)
        proposed = self._proposed()
        if "content" in proposed:
            return self._place("altered", proposed)
        return self._place("gone", {})

    def _stays(self) -> bool:
        """Tell whether all parts have the same words at the same place, and that place is sure."""
        if not all(image.is_same for images in self.images.values() for image in images):
            return False
        return self._content_is_sure() and all(
            self._holds(span, both=False)
            for name, spans in self.quote.parts.items()
            for span in spans
            if name != "content"
        )

    def _content_is_sure(self) -> bool:
        """Tell whether the words of the content are at their place, and it can be no other."""
        if not all(image.is_same for image in self.images["content"]):
            return False
        spans = (self.whole,) if self.alignment.run_of(self.whole) else self.content
        repeated = not all(self.alignment.stand_once(span) for span in self.content)
        return all(
            self._holds(span, both=True) and not (repeated and self._stands_in_other_lines(span))
            for span in spans
        )

    def _stands_in_other_lines(self, span: Span) -> bool:
        """Tell whether the lines round a part have changed."""
        start, end = self.old.rfind("\n", 0, span[0]) + 1, self.old.find("\n", span[1])
        line = start, end if end >= 0 else len(self.old)
        run = self.alignment.run_of(line)
        if run is None:
            return True
        start, end = _by(line, run.new - run.old)
        return self.new[:start][-1:] not in {"", "\n"} or self.new[end : end + 1] not in {"", "\n"}

    def _holds(self, span: Span, *, both: bool) -> bool:
        run = self.alignment.run_of(span)
        if run is None:
            return False
        sides = self.alignment.holds_before, self.alignment.holds_after
        return (all if both else any)(side(span, run) for side in sides)

    def _moved_by(self) -> int:
        """Answer by how many code points all of it moved, 0 where that is not sure.

        All that is marked has to stand once in either text, in what surrounds it, and what is
        printed now in its old place must not be the same quote with other words.
        """
        start, end = self.whole
        place = self.new.find(self.old[start:end]) if self._likeness() < ALIKE else -1
        if place < 0 or not self.alignment.stand_once(self.whole):
            return 0
        delta = place - start
        hull = _hull(self.content)
        in_company = hull != self.whole or all(
            _neighbour(self.old, self.whole, side) == _neighbour(self.new, _by(hull, delta), side)
            for side in (-1, 1)
        )
        return delta if in_company else 0

    def _likeness(self) -> float:
        """Answer the share of the content's characters that stand at the aligned place."""
        images = self.images["content"]
        lengths = sum(image.length + image.new_length for image in images)
        return 2 * sum(image.same for image in images) / max(1, lengths)

    def _candidates(self) -> tuple[Parts, ...]:
        """Answer where the words of the content stand, unless they are sure to stay in place."""
        if self._content_is_sure():
            return ()
        start, end = hull = _hull(self.content)
        found = list(islice(_places(self.new, self.old[start:end]), CANDIDATES))
        run = self.alignment.run_of(hull)
        in_place = run is not None and found == [start + run.new - run.old]
        if in_place and self.alignment.stand_once(hull):
            return ()  # it has not gone elsewhere: what it stands in has changed
        return tuple(self._shifted(place - start) for place in found)

    def _images(self) -> dict[str, Spans]:
        return {name: tuple(image.span for image in images) for name, images in self.images.items()}

    def _shifted(self, delta: int) -> dict[str, Spans]:
        """Answer the parts that have the same words so much further on."""
        moved = {
            name: tuple(_by(span, delta) for span in spans if self._says_the_same(span, delta))
            for name, spans in self.quote.parts.items()
        }
        return {name: spans for name, spans in moved.items() if spans}

    def _says_the_same(self, span: Span, delta: int) -> bool:
        start, end = _by(span, delta)
        return start >= 0 and self.new[start:end] == self.old[slice(*span)]

    def _proposed(self) -> dict[str, Spans]:
        """Answer the aligned places of the parts that are much the same there."""
        proposed = {
            name: _apart(image.span for image in images if image.likeness >= ALIKE)
            for name, images in self.images.items()
        }
        if self._likeness() < ALIKE:
            return {}
        return {name: spans for name, spans in proposed.items() if spans}

    def _sure(self, outcome: Outcome, parts: Parts) -> Place:
        return Place(self.quote.key, outcome, parts, _hull(parts["content"]))

    def _place(self, outcome: Outcome, parts: Parts, candidates: tuple[Parts, ...] = ()) -> Place:
        near = _hull(image.span for image in self.images["content"])
        return Place(self.quote.key, outcome, parts, near, candidates)


def _hull(spans: Iterable[Span]) -> Span:
    listed = list(spans)
    return min(start for start, _ in listed), max(end for _, end in listed)


def _by(span: Span, delta: int) -> Span:
    return span[0] + delta, span[1] + delta


def _places(text: str, words: str) -> Iterator[int]:
    """Yield where words stand, not where they are parts of longer ones."""
    at = text.find(words)
    while at >= 0:
        if not _is_inside_a_word(text, at) and not _is_inside_a_word(text, at + len(words)):
            yield at
        at = text.find(words, at + 1)


def _is_inside_a_word(text: str, at: int) -> bool:
    return any(
        word.start() < at < word.end() for word in WORD.finditer(text, max(0, at - 1), at + 1)
    )


def _apart(spans: Iterable[Span]) -> Spans:
    """Answer spans in order, those that touch or overlap joined, none empty."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def _neighbour(text: str, span: Span, side: Literal[-1, 1]) -> str:
    """Answer the word next to a span in its line, "" where the line begins or ends."""
    if side < 0:
        beside = text[text.rfind("\n", 0, span[0]) + 1 : span[0]]
        words: Sequence[str] = WORD.findall(beside)[::-1]
    else:
        end = text.find("\n", span[1])
        words = WORD.findall(text[span[1] : end if end >= 0 else len(text)])
    return next((word for word in words if word[0].isalnum() and word not in MARKS), "")
