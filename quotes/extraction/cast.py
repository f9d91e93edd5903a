"""Who speaks in an article: the people it names in full, and those it only describes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .bodies import Bodies
from .introductions import Introductions
from .names import is_misspelt, is_person, names_in
from .narration import Narration, outside
from .stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .lexicon import Lexicon
    from .names import Name
    from .quote import Sourcing, SpeakerKind

_LOOK_BACK = 40
_LEAST_ALIKE = 5
_NEARBY = 20_000
_MOST_ROLES = 200
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


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
    about: set[str] = field(default_factory=set)
    gender: str = ""
    count: int = 0
    certain: bool = False
    last_seen: int = -1
    first: int = -1


class Cast:
    """The figures of one article, and where each was last seen."""

    def __init__(self, text: str, lexicon: Lexicon, is_quoted: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.bodies = Bodies(text, lexicon)
        self.stage = Stage(text, lexicon, is_quoted)
        self.introductions = Introductions(text, lexicon)
        self.described: dict[str, list[Figure]] = {}
        self.called: Counter[str] = Counter()
        self._said = 0
        self._people: list[Figure] = []
        self._by_last: dict[str, list[tuple[tuple[str, ...], Figure]]] = {}
        self._by_first: dict[str, list[Figure]] = {}
        names = list(names_in(text, lexicon))
        narrated = list(outside(names, is_quoted, len(text)))
        self._introduce(names, narrated)
        self.people = self._people[:_LOOK_BACK]
        Narration(self, narrated).read(is_quoted)

    def named(self, words: tuple[str, ...], titles: Iterable[str]) -> Figure | None:
        """Return the person of a full name, a last name or a first name, if the article has one."""
        last = words[-1].lower()
        if last in _SUFFIXES and len(words) > 1:
            last = words[-2].lower()
        known = self._by_last.get(last, [])[:_LOOK_BACK]
        if len(words) > 1:
            given = [pair for pair in known if _same_given(pair[0][0], words[0])]
            given = given or [pair for pair in known if pair[0][-len(words) :] == words]
            return max(given, key=lambda pair: len(pair[1].name))[1] if given else None
        figures = [figure for _, figure in known] or self._by_first.get(last, [])[:_LOOK_BACK]
        gender = self.lexicon.gender_of(titles)
        fitting = [f for f in figures if not gender or f.gender in ("", gender)]
        sure = [f for f in fitting if gender and f.gender == gender]
        return next(iter(sure or fitting), None)

    def misspelt(self, word: str) -> Figure | None:
        """Return the person whose last name differs from a word by one letter."""
        word = word.lower()
        if len(word) < _LEAST_ALIKE:
            return None
        for figure in self._people[:_LOOK_BACK]:
            last = figure.name.rpartition(" ")[2].lower()
            if last != word and " " in figure.name and is_misspelt(last, word):
                return figure
        return None

    def person(self, words: tuple[str, ...]) -> Figure:
        """Return a new person of this name, to be found again by it."""
        figure = Figure(" ".join(words), "person", "named")
        if len(words) > 1:
            figure.gender = self._gender_of_name(words[0].lower())
        self._by_last.setdefault(words[-1].lower(), []).append((words, figure))
        if words[-1].lower() in _SUFFIXES and len(words) > 1:
            self._by_last.setdefault(words[-2].lower(), []).append((words, figure))
        self._by_first.setdefault(words[0].lower(), []).append(figure)
        self._people.append(figure)
        return figure

    def body(self, name: str, head: str) -> Figure:
        """Return the organisation of this name, new or known."""
        return self.bodies.find(
            name, lambda full: self.describe(Figure(full, "organisation", "named", head))
        )

    def describe(self, figure: Figure) -> Figure:
        """Keep a figure to be found again by its noun, as "the official"."""
        self.described.setdefault(figure.head, []).append(figure)
        return figure

    def group(self, name: str) -> Figure:
        """Return the group of people of this name, new or known."""
        for known in self.described.get(name.lower(), [])[-_LOOK_BACK:]:
            if known.name.lower() == name.lower():
                return known
        return self.describe(Figure(name, "group", "unnamed", name.lower()))

    def holder(self, role: str, position: int) -> Figure | None:
        """Return the person of a role who is most in view at a place."""
        return self.stage.best(position, lambda one: one.kind == "person" and role in one.roles)

    def note(self, position: int, figure: Figure) -> None:
        """Remember that a figure was the source of something said here; positions only grow."""
        figure.certain = True
        self._said += 1
        figure.last_seen = self._said
        self.stage.hear(position, figure)

    def prints(self, words: str, position: int) -> bool:
        """Tell whether these words stand within 20,000 code points of a place."""
        return self.text.find(words, max(0, position - _NEARBY), position + _NEARBY) >= 0

    def _gender_of_name(self, given: str) -> str:
        masculine, feminine = (
            given in self.lexicon.masculine_names,
            given in self.lexicon.feminine_names,
        )
        return "" if masculine == feminine else ("m" if masculine else "f")

    def _introduce(self, names: Sequence[Name], narrated: Sequence[Name]) -> None:
        """Make a figure of everybody named in full, or by a form of address and a last name."""
        alone = Counter(name.words[0].lower() for name in names if len(name.words) == 1)
        full = [name for name in names if is_person(name, self.lexicon)]
        often = Counter(name.words for name in full)
        lone = [name for name in names if self._is_entitled(name)]
        met: dict[tuple[str, ...], Figure] = {}
        for name in [*full, *lone]:
            if len(name.words) > 1 and self._is_body(name, alone, often):
                self.called[" ".join(name.words).lower()] += 1
                continue
            figure = met.get(name.words)
            if figure is None:
                figure = self.named(name.words, name.titles) or self.person(name.words)
                if len(name.words) > 1:
                    met[name.words] = figure
            if len(name.words) > figure.name.count(" ") + 1:
                figure.name = " ".join(name.words)
            figure.count += 1
            self.entitle(figure, name.titles)
            figure.certain = figure.certain or bool(name.titles)

    def _is_entitled(self, name: Name) -> bool:
        """Tell the "Roe" of "Mr. Roe" and "President Roe"."""
        if len(name.words) != 1 or not name.titles:
            return False
        addressed = not self.lexicon.address.isdisjoint(name.titles)
        ranked = name.titles[-1] in self.lexicon.ranks
        return addressed or (ranked and name.words[0].lower() not in self.lexicon.not_people)

    def entitle(self, figure: Figure, titles: Iterable[str]) -> None:
        """Give a person titles, and the nouns they are short for."""
        figure.gender = figure.gender or self.lexicon.gender_of(titles)
        for title in titles:
            if len(figure.roles) >= _MOST_ROLES:
                break
            figure.roles.add(title)
            figure.roles.update(word for (word,) in self.lexicon.in_full.get(title, ()))

    def _is_body(self, name: Name, alone: Counter[str], often: Counter[tuple[str, ...]]) -> bool:
        """Tell "Lind Sorrel" the bank, always called so in full, from Lind Sorrel the pilot."""
        lexicon, given = self.lexicon, name.words[0].lower()
        if name.titles or given in lexicon.masculine_names or given in lexicon.feminine_names:
            return False
        words = {word.lower() for word in name.words}
        if (
            " ".join(name.words).lower() in self.called
            or name.words[-1].lower() in lexicon.landmarks
        ):
            return True
        if words & lexicon.powers or self.introductions.is_article(name):
            return True
        called = alone[given] + alone[name.words[-1].lower()]
        return often[name.words] > 1 and not called and not self.introductions.introduces(name)


def _same_given(one: str, other: str) -> bool:
    """Tell that "Jon" may be "J." and is not "Jan"."""
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
