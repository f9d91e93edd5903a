"""Several sources in one mention: "Ana Ruiz and the port", "Roe (Ind.), Moor and Brandt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .cast import Cast
    from .lexicon import Lexicon
    from .names import Name
    from .tokens import Token

_NICKNAME_MARKS = frozenset('"“”')
_LEAST_LISTED = 3
_OTHER_WORDS = 3  # "and", a comma, a title


class Conjuncts:
    """Parts a mention where "and" joins two sources, and nowhere inside one's name."""

    def __init__(
        self, lexicon: Lexicon, capitals: Callable[[Sequence[Token]], Name], cast: Cast
    ) -> None:
        self.lexicon = lexicon
        self.capitals = capitals
        self.cast = cast

    def of(self, phrase: Sequence[Token]) -> list[Sequence[Token]]:
        """Return the sources a noun phrase joins, mostly itself alone."""
        found: list[Sequence[Token]] = []
        first = int(phrase[0].lower in self.lexicon.several and len(phrase) > _LEAST_LISTED)
        if not phrase[first].text[:1].isupper():
            first = 0  # no "both Roe and Moor"
        for index in range(first + 1, len(phrase) - 1):
            left, right = phrase[first:index], phrase[index + 1 :]
            joins = phrase[index].lower in self.lexicon.both and bool(left)
            if (
                joins
                and not self._is_inside(left, right)
                and self._is_whole(left)
                and self._is_whole(right)
            ):
                found.append(left)
                first = index + 1
        return [*found, phrase[first:]] if found else [phrase]

    def named_after(self, name: Name, apposition: Sequence[Token]) -> list[Name]:
        """Return who "Counsel for the port, Ana Ruiz," is, whose capital begins a sentence."""
        if len(name.words) > 1 or name.titles or self.cast.named(name.words, ()):
            return []
        return self.people_in(apposition)

    def people_in(self, apposition: Sequence[Token]) -> list[Name]:
        """Return the full names that an apposition is made of: "Ana Ruiz and Per Lind"."""
        if not apposition:
            return []
        names = [self.capitals(one) for one in self.of(apposition)]
        words = sum(len(one.words) for one in names)
        full = all(len(one.words) > 1 for one in names) and words >= len(apposition) - _OTHER_WORDS
        return names if full else []

    def _is_inside(self, left: Sequence[Token], right: Sequence[Token]) -> bool:
        """Tell the "and" of "a study by Roe and Moor", inside what follows a preposition."""
        follows = any(token.lower in self.lexicon.prepositions for token in left[1:])
        first = right[0].lower.rstrip(".")
        return follows and first not in self.lexicon.determiners | self.lexicon.titles

    def listed(self, phrase: Sequence[Token]) -> list[Sequence[Token]]:
        """Return the people of a list of three or more: "Roe, Moor and Brandt"."""
        kept = without_asides(phrase)
        if not any(token.text == "," for token in kept):
            return []
        found: list[list[Token]] = [[]]
        for token in kept:
            if token.text == "," or token.lower in self.lexicon.both:
                if found[-1]:
                    found.append([])
            else:
                found[-1].append(token)
        whole = len(found) >= _LEAST_LISTED and all(one and self._is_person(one) for one in found)
        return [*found] if whole else []

    def _is_person(self, phrase: Sequence[Token]) -> bool:
        words = self.capitals(phrase).words
        if not self.lexicon.organisations.isdisjoint(word.lower() for word in words):
            return False
        return len(words) > 1 or (bool(words) and self.cast.named(words, ()) is not None)

    def _is_whole(self, phrase: Sequence[Token]) -> bool:
        """Tell "Roe and Moor" from "the Department of Health and Safety"."""
        phrase = without_asides(phrase)
        if phrase[0].lower in self.lexicon.determiners:
            return True
        last = phrase[-1]
        word = last.lower
        if word.endswith("s") and word[:-1] in self.lexicon.organisations and last.text.islower():
            return True
        if word in self.lexicon.plural_people | self.lexicon.powers | self.lexicon.peoples:
            return True
        if last.text.isupper() and len(last.text) > 1 and len(phrase) == 1:
            return True
        return self._is_person(phrase) and last.text[0].isupper()


def without_asides(phrase: Sequence[Token]) -> Sequence[Token]:
    """Drop what stands in brackets after a name, and the marks of a nickname."""
    kept: list[Token] = []
    inside = False
    for token in phrase:
        inside = inside or (token.text == "(" and bool(kept))
        if not inside and token.text not in _NICKNAME_MARKS:
            kept.append(token)
        inside = inside and token.text != ")"
    return kept or phrase
