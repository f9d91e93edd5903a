"""Sources that are only described: "a port official", and who "the official" is afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .cast import Cast, Figure
from .names import undress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_TAIL = frozenset(
    ("for", "from", "in", "at", "with", "to", "on", "who", "by", "of", "familiar", "close", "near")
)
_MANY = 50
_STEM = 5


class Phrase(NamedTuple):
    """A noun phrase taken apart: "a senior official in the port" has det "a", core two words."""

    det: str
    rest: Sequence[Token]
    core: Sequence[Token]

    @property
    def head(self) -> str:
        """The noun it is about."""
        return self.core[-1].lower

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
        return text


def take_apart(tokens: Sequence[Token], lexicon: Lexicon) -> Phrase:
    """Part a noun phrase into determiner, the rest, and what stands before a preposition."""
    det = tokens[0].lower if len(tokens) > 1 and tokens[0].lower in lexicon.determiners else ""
    rest = tokens[1:] if det else tokens
    for index in range(1, len(rest)):
        if rest[index].lower in _TAIL and not _is_of_name(rest, index, det, lexicon):
            return Phrase(det, rest, rest[:index])
    return Phrase(det, rest, rest)


def _is_of_name(rest: Sequence[Token], index: int, det: str, lexicon: Lexicon) -> bool:
    """Tell the "of" inside "the University of Oldtown" from that of "the mayor of Oldtown"."""
    if rest[index].lower != "of" or index + 1 == len(rest) or not rest[index - 1].text[0].isupper():
        return False
    body = any(token.lower in lexicon.organisations for token in rest[:index])
    return body or (det == "the" and index == 1)


class Describer:
    """Finds or makes the figure a description stands for."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon

    def figure(self, phrase: Phrase, owner: Figure | None) -> Figure:
        """Return who a description stands for; `owner` is who "his" or "her" means."""
        if phrase.head in self.lexicon.organisations:
            if phrase.modifiers:
                return self.cast.body(_owner_and_head(phrase.core), phrase.head)
            if owner:
                return self.cast.body(f"{owner.name.split()[-1]} {phrase.head}", phrase.head)
        if phrase.det not in self.lexicon.indefinite and (figure := self._earlier(phrase)):
            return _fuller(figure, phrase)
        return self._new(phrase)

    def _earlier(self, phrase: Phrase) -> Figure | None:
        """Return whoever "the official" takes up: the latest with that noun and all words given."""
        same_noun = self.cast.described.get(phrase.head, [])[-_MANY:]
        fitting = [figure for figure in same_noun if phrase.modifiers <= figure.modifiers]
        if not fitting and phrase.det in self.lexicon.definite:
            holders = self.cast.in_role(phrase.head)
            fitting = [figure for figure in holders if phrase.modifiers <= figure.roles]
        if not fitting and phrase.owners and phrase.head in self.lexicon.documents:
            fitting = self._same_paper(phrase)
        if not fitting and phrase.det and len(same_noun) == 1 and not same_noun[0].modifiers:
            fitting = same_noun
        return max(fitting, key=lambda figure: figure.last_seen, default=None)

    def _same_paper(self, phrase: Phrase) -> list[Figure]:
        """Return the document of the same owner that another noun named: "text", "proposal"."""
        papers = [
            figure
            for head, figures in self.cast.described.items()
            if head in self.lexicon.documents
            and (head == phrase.head or {head, phrase.head} & self.lexicon.any_document)
            for figure in figures
            if figure.owners & phrase.owners
        ]
        return papers if len(papers) == 1 else []

    def _new(self, phrase: Phrase) -> Figure:
        """Return a new figure, or that of exactly this description: "another" is somebody else."""
        text = f"another {phrase.printed}" if phrase.det == "another" else phrase.printed
        for known in self.cast.described.get(phrase.head, [])[-_MANY:]:
            if known.name.lower() == text.lower():
                return known
        figure = Figure(text, "person", "unnamed", phrase.head, phrase.modifiers)
        figure.gender = self.cast.gender_of([phrase.head])
        figure.owners = phrase.owners
        self._classify(figure, definite=phrase.det in self.lexicon.definite)
        return self.cast.describe(figure)

    def _classify(self, figure: Figure, *, definite: bool) -> None:
        noun = figure.head
        if noun in self.lexicon.documents:
            figure.kind, figure.sourcing = "document", "document"
        elif noun in self.lexicon.organisations:
            figure.kind = "organisation"
            if definite:
                figure.sourcing = "named"
        elif noun in self.lexicon.plural_people or (
            noun.endswith("s") and noun not in self.lexicon.people
        ):
            figure.kind = "group"


def _fuller(figure: Figure, phrase: Phrase) -> Figure:
    """Name an unnamed figure by the fullest description it is given."""
    if figure.sourcing != "named" and len(phrase.printed.split()) > len(figure.name.split()):
        figure.name = phrase.printed
        figure.modifiers |= phrase.modifiers
    return figure


def _owner_and_head(core: Sequence[Token]) -> str:
    """Return "Roe campaign" for "President Ann Roe's campaign": last name and what is owned."""
    first = 0
    for index, token in enumerate(core[:-1]):
        if token.text[0].isupper() and token.text != undress(token.text):
            first = index
    return " ".join(undress(token.text) for token in core[first:])
