"""A name at the end of other words: "an article by Ana Ruiz, who", "the Courier’s Ana Ruiz"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .names import Name, is_capital, is_given, parse, undress
from .phrase import take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cast import Cast, Figure
    from .lexicon import Lexicon
    from .phrase import Phrase
    from .tokens import Token


class Tails:
    """Finds whom the last words of a noun phrase name."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon

    def person(self, phrase: Sequence[Token], who: str) -> Figure | None:
        """Return the person a phrase before "who" ends in, unless it is about somebody else."""
        first = len(phrase)
        while first and (is_capital(phrase[first - 1].text) or phrase[first - 1].text in ".-"):
            first -= 1
        if not 0 < first < len(phrase) or who in self.lexicon.that_which:
            return None
        core = take_apart(phrase, self.lexicon)
        if core.head in self.lexicon.people and core.core[-1].end < phrase[first].start:
            return None
        words = [token.text for token in phrase[first:] if token.text[0].isalnum()]
        name = parse(words, phrase[first].start, self.lexicon)
        sure = bool(name.titles) or (len(name.words) > 1 and is_given(name.words[0], self.lexicon))
        return self.cast.named(name.words, name.titles) if sure and name.words else None

    def owned(self, name: Name, phrase: Phrase) -> Name:
        """Return the Ana Ruiz of "the Courier’s Ana Ruiz", the whole name of all others."""
        owners = (i for i, token in enumerate(phrase.core[:-1]) if _owns(token))
        last = max(owners, default=-1) + 1
        if not last or not name.words:
            return name
        words = [token.text for token in phrase.core[last:] if token.text[0].isalnum()]
        own = parse(words, 0, self.lexicon)
        return own if own.words and self.cast.named(own.words, own.titles) else name

    def outlet(self, phrase: Phrase, position: int) -> Figure | None:
        """Return the Lind Courier for "the Lind Courier tabloid", and for "the paper" after it."""
        if phrase.head not in self.lexicon.outlets or phrase.det not in self.lexicon.definite:
            return None
        capitals = [token for token in phrase.core[:-1] if is_capital(token.text)]
        if capitals and phrase.core[-1].text.islower():
            words = [undress(token.text) for token in capitals]
            return self._press(self.cast.body(" ".join(words), words[-1].lower()))
        if len(phrase.rest) > 1:
            return None
        return self.cast.stage.best(position, self._fits)

    def _press(self, figure: Figure) -> Figure:
        figure.roles.add("outlet")
        return figure

    def _fits(self, figure: Figure) -> float:
        last = figure.name.rpartition(" ")[2].lower()
        known = "outlet" in figure.roles or last in self.lexicon.press | self.lexicon.outlets
        return float(figure.kind == "organisation" and known)


def _owns(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and not text.isalnum() and text != undress(text)
