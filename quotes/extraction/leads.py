"""A source described before it is named: "a mayor says … Ana Ruiz, who led the town, said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .names import undress

if TYPE_CHECKING:
    from .cast import Figure
    from .lexicon import Lexicon
    from .phrase import Phrase

_FAR = 1200
_LEAD = 700
_MOST = 4


class Leads:
    """Keeps whom the last paragraphs only described, until somebody is named who fits."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.waiting: list[tuple[int, Figure, frozenset[str]]] = []

    def describe(self, phrase: Phrase, figure: Figure, position: int) -> None:
        """Remember one person described for the first time, with what tells who that is."""
        opens = phrase.det in self.lexicon.indefinite or (not phrase.det and position < _LEAD)
        if figure.kind == "person" and figure.sourcing == "unnamed" and opens and figure.count == 0:
            figure.count = 1
            self.waiting = [*self.waiting[1 - _MOST :], (position, figure, _telling(phrase))]

    def name(self, person: Figure, position: int) -> None:
        """Give the name of somebody the article introduces here to whom it described before."""
        if person.kind != "person" or person.sourcing != "named" or not self.waiting:
            return
        known = {undress(word) for word in person.about} | person.roles
        singular = {word.removesuffix("s") for word in known}
        for at, figure, telling in self.waiting:
            shared = bool(telling & known)
            sure = figure.head in singular or at < _LEAD
            if shared and sure and at < person.first and position - at < _FAR:
                figure.name, figure.sourcing = person.name, "named"
        self.waiting = [one for one in self.waiting if one[1].sourcing == "unnamed"]


def _telling(phrase: Phrase) -> frozenset[str]:
    """Return the capitalised words of a description, and what their first letters spell."""
    capitals = [undress(token.text) for token in phrase.rest[1:] if token.text[0].isupper()]
    spelled = "".join(word[0] for word in capitals)
    words = {word.lower() for word in capitals}
    return frozenset(words | {spelled.lower()} if len(spelled) > 1 else words)
