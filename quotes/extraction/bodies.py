"""Organisations of an article: by full name, by initials, and what "the ministry" is short for."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from .names import undress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .cast import Figure
    from .lexicon import Lexicon

_SMALL = "(?: (?:of|for|on|the|and|a|an|to|in))*"
_NAME = re.compile(r"(?<![\w’'-])(?:[A-Z][\w&’'-]+ ){1,5}$")
_FAR = 120
_SHORTEST, _LONGEST = 2, 6
_MOST_INITIALS = 30


class Bodies:
    """The organisations that an article names, each once."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.known: dict[str, Figure] = {}
        self._spelled: dict[str, str] = {}
        self._longer: dict[str, list[tuple[int, str]]] = {}

    def find(self, name: str, make: Callable[[str], Figure]) -> Figure:
        """Return the organisation of this name, known by it or by its initials, else a new one."""
        name = self._spell_out(self._usual(name))
        key = name.lower()
        if key not in self.known:
            self.known[key] = make(name)
        return self.known[key]

    def short_for(self, noun: str, position: int) -> str | None:
        """Return the last name before a place that "the ministry" could be short for."""
        if noun not in self._longer:
            self._longer[noun] = list(self._names_in(noun))
        before = bisect_left(self._longer[noun], (position, ""))
        words = self._longer[noun][before - 1][1].split() if before else []
        while words and words[0].lower() in self.lexicon.not_names:
            words = words[1:]
        return " ".join(map(undress, words)) if len(words) > 1 else None

    def _names_in(self, noun: str) -> Iterator[tuple[int, str]]:
        """Yield every name that ends in a noun; to look back from it is quicker than to it."""
        text = self.text
        initials = re.escape(noun[0] + noun[0].upper())
        for found in re.finditer(rf"[{initials}]{re.escape(noun[1:])}(?![\w-])", text):
            at = found.start()
            if at and text[at - 1] == " " and (name := _NAME.search(text, max(0, at - _FAR), at)):
                yield name.start(), f"{name[0]}{found[0]}"

    def _usual(self, name: str) -> str:
        """Return "Roe campaign" for "Roe camp", if the article names that."""
        before, _, last = name.rpartition(" ")
        if before and last in self.lexicon.teams:
            usual = [f"{before} {noun}" for noun in sorted(self.lexicon.campaigns)]
            return next((one for one in usual if one.lower() in self.known), name)
        return name

    def _spell_out(self, name: str) -> str:
        """Return what initials stand for, if the article prints it."""
        letters = name.replace(".", "")
        if not (letters.isupper() and letters.isalpha() and _SHORTEST <= len(letters) <= _LONGEST):
            return name
        if name not in self._spelled and len(self._spelled) < _MOST_INITIALS:
            self._spelled[name] = self._search(letters) or name
        return self._spelled.get(name, name)

    def _search(self, letters: str) -> str | None:
        first, *others = (f"{letter}[a-z’'-]+" for letter in letters)
        begins = f"{letters[0]}(?<![\\w’'-]{letters[0]}){first[1:]}"
        words = f"{_SMALL} ".join((begins, *others))
        found = re.search(rf"{words}(?![\w’'-])", self.text)
        return found[0] if found else None
