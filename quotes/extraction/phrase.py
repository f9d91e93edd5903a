"""A noun phrase taken apart: its determiner, its noun, what stands before and after the noun."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .names import undress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_TAIL = frozenset(
    ("for", "from", "in", "at", "with", "to", "on", "who", "by", "of", "familiar", "close", "near")
)
_IN_BODIES = frozenset(("of", "for", "on", "to", "in"))
_STEM = 5


class Phrase(NamedTuple):
    """A noun phrase taken apart: "a senior official in the port" has det "a", core two words."""

    det: str
    rest: Sequence[Token]
    core: Sequence[Token]
    portion: str = ""
    before: str = ""

    @property
    def head(self) -> str:
        """The noun it is about."""
        return undress(self.core[-1].lower)

    @property
    def modifiers(self) -> frozenset[str]:
        """The words before the noun, without possessives."""
        return frozenset(undress(t.text).lower() for t in self.core[:-1] if t.text[0].isalnum())

    @property
    def owners(self) -> frozenset[str]:
        """Return whose it is, cut so that "Russian" and "Russia’s" are one."""
        capitals = (undress(t.text).lower() for t in self.core[:-1] if t.text[0].isupper())
        return frozenset(word[:_STEM] for word in capitals if len(word) >= _STEM)

    @property
    def printed(self) -> str:
        """The phrase without its determiner, one space where it had any."""
        text = ""
        end = self.rest[0].start
        for token in self.rest:
            text += (" " if token.start > end else "") + token.text
            end = token.end
        return undress(text) if len(self.rest) == len(self.core) else text

    def called(self, lexicon: Lexicon) -> str:
        """Return what it is called by: with "another" or "some", which tell it from the others."""
        counts = self.before and (self.det in lexicon.counting or self.det in lexicon.owning)
        return f"{self.before} {self.printed}" if counts else self.printed

    @property
    def owner_and_head(self) -> str:
        """Return "Roe campaign" for "President Ann Roe's campaign": last name and what is owned."""
        first = 0
        for index, token in enumerate(self.core[:-1]):
            if token.text[0].isupper() and token.text != undress(token.text):
                first = index
        return " ".join(undress(token.text) for token in self.core[first:])


def take_apart(tokens: Sequence[Token], lexicon: Lexicon) -> Phrase:
    """Part a noun phrase into determiner, the rest, and what stands before a preposition."""
    if portion := _portion(tokens, lexicon):
        return portion
    det = tokens[0].lower if len(tokens) > 1 and tokens[0].lower in lexicon.determiners else ""
    rest = tokens[1:] if det else tokens
    before = tokens[0].text if det else ""
    tail = lexicon.tails or _TAIL
    if det in lexicon.several and rest[0].lower in tail:  # "Many in the port"
        return Phrase("", tokens, tokens[:1])
    for index in range(1, len(rest)):
        word, before_it = rest[index].lower, rest[index - 1].lower
        if before_it in lexicon.documents and word.endswith("ed"):  # "survey released Friday"
            return Phrase(det, rest, rest[:index], before=before)
        if word in tail and not _is_of_name(rest, index, det, lexicon):
            return Phrase(det, rest, rest[:index], before=before)
    return Phrase(det, rest, rest, before=before)


def _portion(tokens: Sequence[Token], lexicon: Lexicon) -> Phrase | None:
    """Return "one of the pilots in port" as a phrase about pilots, a portion of them."""
    for index in (1, 2, 3):
        if index + 1 >= len(tokens) or tokens[index].lower != "of":
            continue
        portion = tokens[index - 1].lower
        if portion not in lexicon.portions:
            return None
        rest = tokens[1:] if tokens[0].lower in lexicon.indefinite and index > 1 else tokens
        last = index + 1
        while last < len(tokens) and not (last > index + 1 and tokens[last].lower in _TAIL):
            last += 1
        first = index + 1
        while first < last - 1 and tokens[first].lower in lexicon.determiners:
            first += 1
        return Phrase("", rest, tokens[first:last], portion)
    return None


def _is_of_name(rest: Sequence[Token], index: int, det: str, lexicon: Lexicon) -> bool:
    """Tell the "of" inside "the University of Oldtown" from that of "the mayor of Oldtown"."""
    before, word = rest[index - 1], rest[index].lower
    if word not in _IN_BODIES or index + 1 == len(rest) or not before.text[0].isupper():
        return False
    if word != "of":
        after = rest[index + 1 : index + 4]
        names = any(token.text[0].isupper() for token in after)
        return names and before.lower in lexicon.organisations
    body = any(token.lower in lexicon.organisations for token in rest[:index])
    return body or (det == "the" and index == 1)
