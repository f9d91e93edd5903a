"""Who speaks in an article: the people it names in full, and those it only describes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .names import Name, is_person, names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .lexicon import Lexicon
    from .quote import Sourcing, SpeakerKind

_LOOK_BACK = 40


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody who speaks or is named: one figure for all mentions of a person, body, document."""

    name: str
    kind: SpeakerKind
    sourcing: Sourcing
    head: str = ""
    modifiers: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    roles: set[str] = field(default_factory=set)
    gender: str = ""
    count: int = 0
    certain: bool = False
    last_seen: int = -1


class Cast:
    """The figures of one article, and where each was last seen."""

    def __init__(self, text: str, lexicon: Lexicon, is_quoted: Sequence[tuple[int, int]]) -> None:
        self.lexicon = lexicon
        self.bodies: dict[str, Figure] = {}
        self.described: dict[str, list[Figure]] = {}
        self.seen: list[tuple[int, Figure]] = []
        self._certain: list[Figure] = []
        self._by_last: dict[str, list[tuple[tuple[str, ...], Figure]]] = {}
        self._by_first: dict[str, list[Figure]] = {}
        names = list(names_in(text, lexicon))
        self._introduce(names)
        self._note_sightings(text, names, is_quoted)

    def named(self, words: tuple[str, ...], titles: Iterable[str]) -> Figure | None:
        """Return the person of a full name, a last name or a first name, if the article has one."""
        last = words[-1].lower()
        if last in ("jr", "jr.", "sr", "sr.", "ii", "iii") and len(words) > 1:
            last = words[-2].lower()
        known = self._by_last.get(last, [])[:_LOOK_BACK]
        if len(words) > 1:
            known = [pair for pair in known if pair[0][0].lower() == words[0].lower()]
            return max(known, key=lambda pair: len(pair[1].name))[1] if known else None
        figures = [figure for _, figure in known] or self._by_first.get(last, [])[:_LOOK_BACK]
        gender = self.gender_of(titles)
        fitting = [f for f in figures if not gender or f.gender in ("", gender)]
        sure = [f for f in fitting if gender and f.gender == gender]
        return max(sure or fitting, key=lambda figure: figure.count, default=None)

    def person(self, words: tuple[str, ...]) -> Figure:
        """Return a new person of this name, to be found again by it."""
        figure = Figure(" ".join(words), "person", "named")
        if len(words) > 1:
            figure.gender = self._gender_of_name(words[0].lower())
        self._by_last.setdefault(words[-1].lower(), []).append((words, figure))
        self._by_first.setdefault(words[0].lower(), []).append(figure)
        return figure

    def body(self, name: str, head: str) -> Figure:
        """Return the organisation of this name, new or known."""
        if name.lower() not in self.bodies:
            self.bodies[name.lower()] = self.describe(Figure(name, "organisation", "named", head))
        return self.bodies[name.lower()]

    def describe(self, figure: Figure) -> Figure:
        """Keep a figure to be found again by its noun, as "the official"."""
        self.described.setdefault(figure.head, []).append(figure)
        return figure

    def in_role(self, role: str) -> list[Figure]:
        """Return people whose title or apposition had this word."""
        return [figure for figure in self._certain if role in figure.roles]

    def note(self, position: int, figure: Figure) -> None:
        """Remember that a figure was the source of something said here; positions only grow."""
        figure.certain = True
        figure.last_seen = len(self.seen)
        self.seen.append((position, figure))
        if figure.kind == "person" and figure.sourcing == "named" and figure not in self._certain:
            self._certain.append(figure)
            del self._certain[:-_LOOK_BACK]

    def gender_of(self, words: Iterable[str]) -> str:
        """Return "m" or "f" where a title or noun tells, else nothing."""
        for word in words:
            if word in self.lexicon.masculine:
                return "m"
            if word in self.lexicon.feminine:
                return "f"
        return ""

    def _gender_of_name(self, given: str) -> str:
        masculine, feminine = (
            given in self.lexicon.masculine_names,
            given in self.lexicon.feminine_names,
        )
        return "" if masculine == feminine else ("m" if masculine else "f")

    def last_speakers(self, position: int) -> list[tuple[int, Figure]]:
        """Return the latest sources before a position, latest first."""
        return [pair for pair in reversed(self.seen[-_LOOK_BACK:]) if pair[0] < position]

    def last_named(self, position: int) -> list[tuple[int, Figure, bool]]:
        """Return people the narration named before, latest first, and if each began a sentence."""
        end = bisect_left(self._sightings, position, key=lambda sighting: sighting[0])
        return self._sightings[max(0, end - _LOOK_BACK) : end][::-1]

    def _introduce(self, names: Sequence[Name]) -> None:
        lone = [
            name
            for name in names
            if len(name.words) == 1 and not self.lexicon.address.isdisjoint(name.titles)
        ]
        full = [name for name in names if is_person(name, self.lexicon)]
        for name in [*full, *lone]:
            figure = self.named(name.words, name.titles) or self.person(name.words)
            if len(name.words) > figure.name.count(" ") + 1:
                figure.name = " ".join(name.words)
            figure.count += 1
            figure.roles.update(name.titles)
            figure.certain = figure.certain or bool(name.titles)
            figure.gender = figure.gender or self.gender_of(name.titles)

    def _note_sightings(
        self, text: str, names: Sequence[Name], quoted: Sequence[tuple[int, int]]
    ) -> None:
        self._sightings: list[tuple[int, Figure, bool]] = []
        spans = iter([*quoted, (len(text) + 1, len(text) + 1)])
        low, high = next(spans)
        for name in names:
            while name.start >= high:
                low, high = next(spans)
            if name.start >= low or not name.words:
                continue
            figure = self.named(name.words, name.titles)
            if figure:
                last = figure.name.rpartition(" ")[2]
                figure.certain = figure.certain or name.words == (last,)
                figure.gender = figure.gender or self.gender_of(name.titles)
                self._sightings.append((name.start, figure, _begins_sentence(text, name.start)))


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in '.?!”"\n\r’:'
