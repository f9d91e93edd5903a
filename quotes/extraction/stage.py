"""Who stands where in the narration, and so whom a pronoun takes up: by recency and by part.

The weights are set by hand after the old order of salience (subject before object before owner;
Grosz, Joshi and Weinstein 1995), with who spoke last ahead of all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from math import log2
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .cast import Figure
    from .lexicon import Lexicon
    from .names import Name
    from .quote import Span

SOURCE, SUBJECT, NAMED, OWNER = 4.0, 3.2, 2.0, 1.2
_SENTENCE, _PARAGRAPH = 0.8, 0.4
_PROMINENT, _MOST_PROMINENT = 0.3, 1.5
_UNCERTAIN = 1.0
_LATER = 1e-7
_LOOK_BACK = 40
_LONGEST_SHORT = 6
_END = re.compile(r"[.?!]+[”’\"')\]]*(?=\s)|\n")
_WORD = re.compile(r"\w+$")
_NEXT = re.compile(r"(?: \([^()\n]{1,24}\))?(?:, [^,.;:\n]{2,90},)?[ \xa0]([a-z]+)")
_BEFORE = re.compile(r"([A-Za-z]+)[ \xa0]$")


class Sighting(NamedTuple):
    """A figure at a place of the narration, and how much that place puts it forward."""

    at: int
    figure: Figure
    weight: float


class Stage:
    """The sightings of one article, in order."""

    def __init__(self, text: str, lexicon: Lexicon, quoted: Sequence[Span]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.seen: list[Sighting] = []
        self.said: list[Sighting] = []
        self.together: list[tuple[int, list[Figure]]] = []
        self._ends, self._paragraphs = _ends(text, lexicon, quoted)
        self._begins = {0, *(end + (text[end : end + 1] == " ") for end in self._ends)}

    def see(self, name: Name, figure: Figure) -> None:
        """Note somebody the narration names; places only grow."""
        if self.seen and self.text[self.seen[-1].at : name.start].endswith(" and "):
            self._see_together(name, figure)
        if figure.first < 0:
            figure.first = name.start
        self.seen.append(Sighting(name.start, figure, self._weight(name)))

    def see_also(self, others: Sequence[tuple[Name, Figure]]) -> None:
        """Note more sightings, in among those known."""
        self.seen += [Sighting(name.start, figure, self._weight(name)) for name, figure in others]
        self.seen.sort(key=lambda sighting: sighting.at)

    def hear(self, at: int, figure: Figure) -> None:
        """Note who is the source of something said here."""
        self.said.append(Sighting(at, figure, SOURCE))

    def join(self, at: int, figures: list[Figure]) -> None:
        """Note that several were the sources of something said here together."""
        insort(self.together, (at, figures), key=lambda pair: pair[0])

    def best(
        self, position: int, fits: Callable[[Figure], float], *, after: int = -1
    ) -> Figure | None:
        """Return the figure most in view before a position, seen at `after` or later.

        `fits` is how much speaks for one beside that, 0 if it cannot be meant.
        """
        found = max(self._ranked(position, fits, after), key=lambda pair: pair[0], default=None)
        return found[1] if found else None

    def two(self, position: int, fits: Callable[[Figure], float]) -> list[Figure]:
        """Return the two figures most in view before a position, none where there is but one."""
        best: dict[Figure, float] = {}
        for score, figure in self._ranked(position, fits):
            best[figure] = max(score, best.get(figure, score))
        first = sorted(best, key=lambda figure: -best[figure])[:2]
        return first if len(first) > 1 else []

    def pair(self, position: int) -> list[Figure]:
        """Return the last two that were named or heard together before a position."""
        at = bisect_left(self.together, position, key=lambda pair: pair[0])
        return self.together[at - 1][1] if at else []

    def paragraph(self, position: int) -> int:
        """Return where the paragraph of a place begins."""
        at = bisect_right(self._paragraphs, position)
        return self._paragraphs[at - 1] if at else 0

    def _ranked(
        self, position: int, fits: Callable[[Figure], float], after: int = -1
    ) -> Iterator[tuple[float, Figure]]:
        sentence = bisect_right(self._ends, position)
        paragraph = bisect_right(self._paragraphs, position)
        for sightings in (self.said, self.seen):
            last = bisect_left(sightings, position, key=lambda sighting: sighting.at)
            for at, figure, weight in sightings[max(0, last - _LOOK_BACK) : last]:
                if at >= after and (fit := fits(figure)):
                    far = sentence - bisect_right(self._ends, at)
                    further = paragraph - bisect_right(self._paragraphs, at)
                    score = weight - _SENTENCE * far - _PARAGRAPH * further
                    yield score + fit + _standing(figure) + at * _LATER, figure

    def _weight(self, name: Name) -> float:
        if name.owns:
            return OWNER
        if name.start in self._begins:
            return SUBJECT
        after = _NEXT.match(self.text, name.end)
        if after is None or not _is_verb(after[1], self.lexicon):
            return NAMED
        before = _BEFORE.search(self.text, max(0, name.start - 16), name.start)
        if before and before[1].lower() in self.lexicon.prepositions:
            return NAMED
        return SUBJECT

    def _see_together(self, name: Name, figure: Figure) -> None:
        other = self.seen[-1].figure
        if other is not figure and other.kind == figure.kind == "person":
            self.together.append((name.start, [other, figure]))


def _standing(figure: Figure) -> float:
    prominent = min(_MOST_PROMINENT, _PROMINENT * log2(1 + figure.count))
    return prominent if figure.certain else prominent - _UNCERTAIN


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.ends_forward or word in lexicon.cues or word.endswith("ed")


def _ends(text: str, lexicon: Lexicon, quoted: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Return where the narration's sentences and paragraphs end."""
    ends: list[int] = []
    paragraphs: list[int] = []
    spans = iter([*quoted, (len(text) + 1, len(text) + 1)])
    low, high = next(spans)
    for match in _END.finditer(text):
        at = match.end()
        while at > high:
            low, high = next(spans)
        if match[0] == "\n":
            paragraphs.append(at)
            ends.append(at)
        elif not (low < at < high or _is_short(text, match.start(), lexicon)):
            ends.append(at)
    return ends, paragraphs


def _is_short(text: str, stop: int, lexicon: Lexicon) -> bool:
    """Tell the full stop of "Mr." or "J." from that of a sentence."""
    word = _WORD.search(text, max(0, stop - _LONGEST_SHORT), stop)
    return word is not None and (len(word[0]) == 1 or word[0].lower() in lexicon.abbreviations)
