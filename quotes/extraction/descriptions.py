"""Sources that are only described: "a port official", and who "the official" is afterwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .cast import Cast, Figure
from .leads import Leads
from .phrase import Phrase, take_apart

if TYPE_CHECKING:
    from .lexicon import Lexicon

__all__ = ["Describer", "Phrase", "take_apart"]

_MANY = 50
_FITS, _ROLE, _MODIFIED = 0.1, 2.5, 1.5
_AGED = re.compile("^former$|-year-old$")
_DOERS = ("er", "or", "ist", "man", "woman", "ian", "eer")


class Describer:
    """Finds or makes the figure a description stands for."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon
        self.leads = Leads(lexicon)

    def figure(
        self, phrase: Phrase, owner: Figure | None, position: int, *, aside: bool = False
    ) -> Figure:
        """Return who a description stands for; `owner` is who "his" or "her" means."""
        definite = phrase.det in self.lexicon.definite
        bodily = phrase.head in self.lexicon.organisations and not phrase.portion
        if bodily and (body := self._body(phrase, owner, position)):
            return body
        counted = phrase.det in self.lexicon.counting or phrase.det in self.lexicon.owning
        if not (phrase.portion or counted or phrase.det in self.lexicon.indefinite):
            if figure := self._earlier(phrase):
                return _fuller(figure, phrase)
            if definite and not aside and (figure := self._in_view(phrase, position)):
                figure.roles.add(phrase.head)
                return figure
        figure = self._new(phrase)
        if not aside:
            self.leads.describe(phrase, figure, position)
        return figure

    def _body(self, phrase: Phrase, owner: Figure | None, position: int) -> Figure | None:
        if phrase.modifiers:
            return self.cast.body(phrase.owner_and_head, phrase.head)
        if owner:
            return self.cast.body(f"{owner.name.split()[-1]} {phrase.head}", phrase.head)
        if phrase.det not in self.lexicon.definite:
            return None
        same_noun = self.cast.described.get(phrase.head, ())[-_MANY:]
        known = [one for one in same_noun if one.last_seen >= 0]
        if known:
            return max(known, key=lambda figure: figure.last_seen)
        if full := self.cast.bodies.short_for(phrase.head, position):
            return self.cast.body(full, phrase.head)
        return self.cast.stage.best(position, lambda one: one.kind == "organisation")

    def _earlier(self, phrase: Phrase) -> Figure | None:
        """Return whoever "the official" takes up: the latest with that noun and all words given."""
        same_noun = self.cast.described.get(phrase.head, [])[-_MANY:]
        fitting = [
            figure
            for figure in same_noun
            if phrase.modifiers <= figure.modifiers and not _is_told_apart(phrase, figure)
        ]
        if not fitting and phrase.owners and phrase.head in self.lexicon.documents:
            fitting = self._same_paper(phrase)
        if not fitting and phrase.det and len(same_noun) == 1 and not same_noun[0].modifiers:
            fitting = [figure for figure in same_noun if not _is_told_apart(phrase, figure)]
        if not fitting and phrase.det in self.lexicon.definite and len(phrase.rest) == 1:
            fitting = self._by_another_noun(phrase.head)
        return max(fitting, key=lambda figure: figure.last_seen, default=None)

    def _by_another_noun(self, noun: str) -> list[Figure]:
        """Return the documents that "the survey" may be, once they were called "poll"."""
        others = [other for (other,) in self.lexicon.also_called.get(noun, ())]
        found = [one for other in others for one in self.cast.described.get(other, ())[-_MANY:]]
        return [one for one in found if one.kind == "document" and one.last_seen >= 0]

    def _in_view(self, phrase: Phrase, position: int) -> Figure | None:
        """Return the person just spoken of whom "the island’s mayor" names in other words."""
        head, modifiers = phrase.head, phrase.modifiers
        if not self._is_somebody(head):
            return None
        gender = self.lexicon.gender_of([head])

        def fits(one: Figure) -> float:
            named = one.kind == "person" and one.sourcing == "named"
            if not named or one.gender not in ("", gender or one.gender):
                return 0
            told = head in one.roles or head in one.about
            apart = modifiers.isdisjoint(one.roles) and modifiers.isdisjoint(one.about)
            if not told and (not near or (of_an_office and apart)):
                return 0
            return _FITS + _ROLE * (head in one.roles) + _MODIFIED * (not apart)

        paragraph = self.cast.stage.paragraph(position)
        aged = any(map(_AGED.search, {head, *modifiers}))
        near = aged or head in self.lexicon.anybody
        of_an_office = bool(modifiers) and head in self.lexicon.titles and not aged
        found = self.cast.stage.best(position, fits)
        if found is None:
            near = True
            found = self.cast.stage.best(position, fits, after=paragraph)
        return found

    def _is_somebody(self, noun: str) -> bool:
        known = noun in self.lexicon.anybody or noun in self.lexicon.people
        return known or noun.endswith((*_DOERS, "-year-old"))

    def _same_paper(self, phrase: Phrase) -> list[Figure]:
        """Return the document of the same owner that another noun named: "text", "proposal"."""
        papers = [
            figure
            for head in self.lexicon.documents
            if head == phrase.head or {head, phrase.head} & self.lexicon.any_document
            for figure in self.cast.described.get(head, ())[-_MANY:]
            if figure.owners & phrase.owners
        ]
        return papers if len(papers) == 1 else []

    def _new(self, phrase: Phrase) -> Figure:
        """Return a new figure, or that of exactly this description: "another" is somebody else."""
        text = phrase.called(self.lexicon)
        for known in self.cast.described.get(phrase.head, [])[-_MANY:]:
            if known.name.lower() == text.lower():
                return known
        figure = Figure(text, "person", "unnamed", phrase.head, phrase.modifiers)
        figure.gender = self.lexicon.gender_of([phrase.head])
        figure.owners = phrase.owners
        self._classify(figure, phrase)
        return self.cast.describe(figure)

    def _classify(self, figure: Figure, phrase: Phrase) -> None:
        noun, lexicon = figure.head, self.lexicon
        if phrase.portion:
            figure.kind = "person" if phrase.portion == "one" else "group"
        elif noun in lexicon.documents or _singular(noun) in lexicon.documents:
            figure.kind, figure.sourcing = "document", "document"
        elif noun in lexicon.organisations:
            figure.kind = "organisation"
            if phrase.det in lexicon.definite:
                figure.sourcing = "named"
        elif self._is_plural(noun):
            figure.kind = "group"
        elif lexicon.people and not (noun in lexicon.people or noun.endswith(_DOERS)):
            figure.kind = "group" if phrase.det in lexicon.several else "document"
            figure.sourcing = "unnamed" if figure.kind == "group" else "document"

    def _is_plural(self, noun: str) -> bool:
        lexicon = self.lexicon
        if noun in lexicon.several:
            return True
        if noun in lexicon.plural_people or noun in lexicon.peoples:
            return True
        return noun.endswith("s") and noun not in lexicon.people


def _fuller(figure: Figure, phrase: Phrase) -> Figure:
    """Name an unnamed figure by the fullest description it is given."""
    if figure.sourcing != "named" and len(phrase.printed.split()) > len(figure.name.split()):
        figure.name = phrase.printed
        figure.modifiers |= phrase.modifiers
    return figure


def _is_told_apart(phrase: Phrase, figure: Figure) -> bool:
    """Tell "pilots close to the mayor" from "pilots of the port": each has words of his own."""
    told, known = phrase.printed.lower(), figure.name.lower()
    return (
        len(phrase.rest) > len(phrase.core)
        and not known.endswith(figure.head)
        and told not in known
        and known not in told
    )


def _singular(noun: str) -> str:
    """Return "study" for "studies" and "poll" for "polls"."""
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
