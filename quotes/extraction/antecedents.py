"""Whom a pronoun takes up: "he" and "they" by the narration before, "who" by the words before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import phrase_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cast import Cast, Figure
    from .lexicon import Lexicon
    from .tokens import Token

_ABSENT = frozenset(("i", "we", "you", "me", "us"))
_FAR = 12
_LEAST = 3
_MANY = frozenset(("group", "organisation"))
_THINGS = frozenset(("organisation", "document"))


class Antecedents:
    """Finds figures of one article by pronoun."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon

    def of(self, word: str, position: int) -> list[Figure]:
        """Return whom a pronoun at a place stands for: several for "they", nobody for "we"."""
        if word in _ABSENT or word in self.lexicon.relative:
            return []
        if gender := self.gender(word):
            return self._only(self.person(gender, position))
        if word in self.lexicon.singular or word == "its":
            return self._only(self.cast.stage.best(position, lambda one: one.kind in _THINGS))
        pair = self.cast.stage.pair(position)
        if word in self.lexicon.pairing and pair:
            many = self.cast.stage.best(position, lambda one: one.kind in _MANY)
            if many is None or word != "they":
                return pair
        return self._only(self.cast.stage.best(position, lambda one: one.kind in _MANY))

    def gender(self, word: str) -> str:
        """Return the gender of a pronoun for one person, nothing for any other word."""
        lexicon = self.lexicon
        personal = word in lexicon.person_pronouns or word in lexicon.owning | lexicon.objects
        return self.lexicon.gender_of([word]) if personal else ""

    def person(self, gender: str, position: int) -> Figure | None:
        """Return the person most in view whose gender fits, sure from now on."""
        found = self.cast.stage.best(
            position, lambda one: one.kind == "person" and one.gender in ("", gender)
        )
        if found and not found.gender:
            found.gender = gender
        return found

    def _only(self, figure: Figure | None) -> list[Figure]:
        return [figure] if figure else []


def before_relative(tokens: Sequence[Token], who: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the tokens of the noun phrase that "who" at token `who` goes with.

    Of "Ana Ruiz, a pilot from Lind, who" the name.
    """
    found = _phrase_before(tokens, who, lexicon)
    if found is None or found[0] < _LEAST or tokens[found[0] - 1].text != ",":
        return found
    last = first = found[0] - 1
    while first and (tokens[first - 1].text[:1].isupper() or tokens[first - 1].text == "."):
        first -= 1
    describes = tokens[found[0]].lower in lexicon.determiners
    return (first, last) if describes and last - first > 1 else found


def _phrase_before(tokens: Sequence[Token], who: int, lexicon: Lexicon) -> tuple[int, int] | None:
    end = who - 1 if who and tokens[who - 1].text in ",(—–" else who
    if end and tokens[end - 1].text == ")":
        end = next((i for i in range(end - 1, 0, -1) if tokens[i].text == "("), end)
    first = end
    for index in range(end - 1, max(-1, end - 1 - _FAR), -1):
        if _stops(tokens, index, lexicon):
            break
        if tokens[index].lower in lexicon.determiners or tokens[index].text[0].isdigit():
            first = index
            if not _leads_on(tokens, index, lexicon):
                break
        elif _is_naming(tokens[index], lexicon) or first < end:
            first = index
    first = _past_lead(tokens, first, end, lexicon)
    return (first, end) if first < end else None


def _past_lead(tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon) -> int:
    """Return the beginning without "likely to calm" before "nervous pilots"."""
    if "to" in (token.lower for token in tokens[first : min(first + 2, end)]):
        first = next(i for i in range(first, end) if tokens[i].lower == "to") + 2
    if tokens[end - 1].lower in lexicon.people or tokens[end - 1].lower in lexicon.plural_people:
        inner = (i for i in range(end - 2, first, -1) if tokens[i].lower in lexicon.leading)
        first = next(inner, first)
    while first < end and tokens[first].lower in lexicon.prepositions:
        first += 1
    return first


def _stops(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.stretch or token.text in ",;:—–(" or token.lower in lexicon.clause_openers:
        return True
    if token.lower in lexicon.ends_forward or phrase_end(tokens, index, lexicon.source_after):
        return True
    verbal = token.lower in lexicon.cues and token.text.islower()
    return verbal and token.lower not in lexicon.sources


def _leads_on(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether "the" stands inside a longer phrase: "Pilots on the island"."""
    if not index or tokens[index - 1].lower not in lexicon.prepositions:
        return False
    return index > 1 and _is_naming(tokens[index - 2], lexicon)


def _is_naming(token: Token, lexicon: Lexicon) -> bool:
    return token.text[:1].isupper() or token.lower in lexicon.sources
