"""What stands round a full name and says who that is: "the pilot Ana Ruiz", ", a pilot,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cast import Figure
    from .lexicon import Lexicon
    from .names import Name

_FAR = 60
_BEFORE = re.compile(r"[^,.;:!?()“”\"\n]+$")
_ABBREVIATING = r"(?<=Mr|Ms|Dr)\.|(?<=Mrs|Sen|Gov|Rep)\."
_AFTER = re.compile(rf"(?: ?\([^()\n]{{1,24}}\))?, ((?:[^.;:!?()“”\"\n]|{_ABBREVIATING}){{3,120}})")
_WORD = re.compile(r"[\w’'-]+")
_MOST_BEFORE = 4


class Introductions:
    """Reads what an article says of the people it names."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon

    def tell(self, name: Name, figure: Figure) -> None:
        """Add to a figure the roles and all other words that stand beside this mention of it."""
        before, after = self._before(name), self._after(name)
        figure.roles.update(before, self._roles(after))
        figure.about.update(before, after, name.titles)
        if not figure.gender:
            figure.gender = self.lexicon.gender_of([*before, *self._roles(after)])

    def is_article(self, name: Name) -> bool:
        """Tell whether "the" stands before a name, as before no person's."""
        around = (
            self.text[max(0, name.start - 4) : name.start],
            self.text[name.start : name.start + 4],
        )
        return "the " in map(str.lower, around)

    def introduces(self, name: Name) -> bool:
        """Tell whether a noun for people stands beside a name."""
        return not self.lexicon.people.isdisjoint([*self._before(name), *self._after(name)[:6]])

    def _before(self, name: Name) -> list[str]:
        """Return the words up to a name that end in a noun for people: "chief port pilot"."""
        found = _BEFORE.search(self.text, max(0, name.start - _FAR), name.start)
        words = [word.lower() for word in _WORD.findall(found[0])] if found else []
        if not words or words[-1] not in self.lexicon.people:
            return []
        kept = words[-_MOST_BEFORE:]
        for at in range(len(kept) - 1, -1, -1):
            if kept[at] in self.lexicon.small_words:
                return kept[at + 1 :]
        return kept

    def _after(self, name: Name) -> list[str]:
        if name.owns:
            return []
        found = _AFTER.match(self.text, name.end)
        words = [word.lower() for word in _WORD.findall(found[1])] if found else []
        return words if words and self._describes(words) else []

    def _describes(self, words: list[str]) -> bool:
        first = words[0]
        if first in self.lexicon.relative:
            return True
        nouns = self.lexicon.people | self.lexicon.plural_people
        return not nouns.isdisjoint(words[:6]) and first not in self.lexicon.clause_openers

    def _roles(self, words: list[str]) -> list[str]:
        """Return the words before the first preposition: of ", mayor of Lind" only the mayor."""
        if not words or words[0] in self.lexicon.relative:
            return []
        stops = (at for at, word in enumerate(words) if word in self.lexicon.prepositions)
        return words[: next(stops, len(words))]
