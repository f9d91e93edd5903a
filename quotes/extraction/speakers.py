"""Who a mention stands for, within one article: by name, last name, pronoun or description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .antecedents import Antecedents, before_relative
from .conjuncts import Conjuncts, without_asides
from .descriptions import Describer, Phrase, take_apart
from .names import Name, is_capital, parse, undress
from .tails import Tails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cast import Cast, Figure
    from .found import Source
    from .lexicon import Lexicon
    from .quote import Span
    from .tokens import Token

_NAME_JOINTS = frozenset(".[]-’'&")
_INSIDE_BODIES = frozenset(("of", "for", "on", "and", "the", "a", "in", "to"))
_BOTH_MEN = 2
_CLITIC = re.compile("[’'](?:s|re|ve|d|ll)$")


class Resolved(NamedTuple):
    """One of a quote's sources: the words that name it, and who it is, if the article tells."""

    span: Span
    figure: Figure | None
    descriptor: Span | None = None


class Resolver:
    """Resolves the mentions of one article in the order they stand in."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon
        self.aside = False
        self.relatives = lexicon.relative | lexicon.that_which
        self.describer = Describer(cast, lexicon)
        self.antecedents = Antecedents(cast, lexicon)
        self.tails = Tails(cast, lexicon)
        self.conjuncts = Conjuncts(lexicon, self._capitals, cast)

    def resolve(self, source: Source, *, aside: bool = False) -> list[Resolved]:
        """Return each source the mention names: two, if "and" joins two or "both" means them.

        Whoever speaks only `aside`, inside somebody's quote, is not whom the narration takes up.
        """
        self.aside = aside
        mention, tokens = source.mention, source.tokens
        if mention is None:
            return []
        named, beside = _words(tokens, *mention[:2]), _words(tokens, *mention[1:])
        if not named:
            return []
        phrases = self.conjuncts.listed([*named, *beside]) or self.conjuncts.of(named)
        if len(phrases) > 1:
            found = [one for phrase in phrases for one in self._resolve(phrase, ())]
            self._note_together(found)
            return found
        relative = _bare(tokens[mention.first].lower) in self.relatives
        if relative and mention.head == mention.first + 1:
            return self._relative(tokens, mention.first)
        return self._resolve(phrases[0], beside)

    def _note_together(self, found: Sequence[Resolved]) -> None:
        people = [one.figure for one in found if one.figure]
        if len(people) > 1 and not self.aside:
            self.cast.stage.join(found[-1].span[0], people)

    def _resolve(self, phrase: Sequence[Token], apposition: Sequence[Token]) -> list[Resolved]:
        figures = self._figures(phrase, apposition)
        start, head = phrase[0].start, phrase[-1].end
        end = apposition[-1].end if apposition else head
        for figure in figures:
            self._note(start, figure)
        found = [
            Resolved((start, end), figure, (start, head) if _is_described(figure, phrase) else None)
            for figure in figures
        ]
        return found or [Resolved((start, end), None)]

    def _note(self, at: int, figure: Figure) -> None:
        if not self.aside:
            self.cast.note(at, figure)
            self.describer.leads.name(figure, at)

    def _figures(self, phrase: Sequence[Token], apposition: Sequence[Token]) -> list[Figure]:
        phrase = self._without_lead(phrase)
        word, position = _bare(phrase[0].lower), phrase[0].start
        if len(phrase) == 1 and self._is_pronoun(word):
            return [] if self.aside else self.antecedents.of(word, position)
        pairs = word in self.lexicon.pairing and len(phrase) <= _BOTH_MEN and not self.aside
        if pairs and (pair := self._both(phrase, position)):
            return pair
        phrase = without_asides(phrase)
        parted = take_apart(phrase, self.lexicon)
        if outlet := self.tails.outlet(parted, position):
            return [outlet]
        name = self._office_holder(phrase, parted) or self.tails.owned(self._name(parted), parted)
        if name.words and not (beside := self.conjuncts.named_after(name, apposition)):
            return [self._named(name, parted, apposition)]
        if beside := beside if name.words else self.conjuncts.people_in(apposition):
            roles = [parted.det, *(token.lower for token in parted.core)]
            return [self._person(one, roles) for one in beside]
        gender = self.antecedents.gender(parted.det)
        owner = self.antecedents.person(gender, position) if gender else None
        return [self.describer.figure(parted, owner, position, aside=self.aside)]

    def _without_lead(self, phrase: Sequence[Token]) -> Sequence[Token]:
        """Drop "by" of "by the pilots", where a cue left it to the mention."""
        first = 0
        while first < len(phrase) - 1 and phrase[first].lower in self.lexicon.leading:
            first += 1
        return phrase[first:]

    def _both(self, phrase: Sequence[Token], position: int) -> list[Figure]:
        """Return the two named together last; of "both men" the two men most in view."""
        pair = self.cast.stage.pair(position)
        gender = self.lexicon.gender_of([phrase[-1].lower])
        if pair and all(one.gender in ("", gender or one.gender) for one in pair):
            return pair
        return self.cast.stage.two(
            position, lambda one: one.kind == "person" and one.gender in ("", gender or one.gender)
        )

    def _is_pronoun(self, word: str) -> bool:
        lexicon = self.lexicon
        listed = lexicon.pronouns, lexicon.pairing, lexicon.owning, lexicon.objects
        return any(word in words for words in listed)

    def _capitals(self, tokens: Sequence[Token]) -> Name:
        return parse([token.text for token in tokens if is_capital(token.text)], 0, self.lexicon)

    def _name(self, phrase: Phrase) -> Name:
        """Return the capitalised words a phrase ends in as a name; a common noun there ends it."""
        core = phrase.core
        paper = phrase.head in self.lexicon.documents and phrase.det in self.lexicon.indefinite
        if phrase.portion or self._is_people(phrase) or paper:
            return Name(0, (), ())  # "Pilots said": a capital only because a sentence begins
        index = len(core)
        while index and self._belongs_to_name(core, index - 1):
            index -= 1
        words = [token.text for token in core[index:] if token.text[0].isalnum()]
        return parse(words, 0, self.lexicon)

    def _office_holder(self, phrase: Sequence[Token], parted: Phrase) -> Name | None:
        """Return Ana Ruiz for "chief of staff Ana Ruiz", whose noun is no preposition’s object."""
        office = parted.head in self.lexicon.people or parted.head in self.lexicon.titles
        if len(parted.core) == len(parted.rest) or not office:
            return None
        index = len(phrase)
        while index > 1 and self._belongs_to_name(phrase, index - 1):
            index -= 1
        if phrase[index - 1].lower in self.lexicon.small_words:
            return None
        name = parse([t.text for t in phrase[index:] if t.text[0].isalnum()], 0, self.lexicon)
        known = len(name.words) > 1 and self.cast.named(name.words, name.titles)
        return name if known else None

    def _is_people(self, phrase: Phrase) -> bool:
        last = phrase.core[-1]
        lexicon, word = self.lexicon, last.lower
        plural = word in lexicon.plural_people or word in lexicon.peoples or word in lexicon.several
        others = [t for t in phrase.core[:-1] if is_capital(t.text)]
        if plural:
            lone = last.text.isupper() or len(phrase.core) == 1
            return lone or not last.text[0].isupper() or not others
        if len(phrase.core) > 1 or phrase.det or not word.endswith("s"):
            return False
        return len(phrase.rest) > 1 or self.cast.prints(f" {word}", last.start)

    def _belongs_to_name(self, core: Sequence[Token], index: int) -> bool:
        token = core[index]
        if is_capital(token.text) or token.text in _NAME_JOINTS:
            return True
        if not 0 < index < len(core) - 1:
            return False
        if token.lower in self.lexicon.name_particles or token.lower == "of":
            return True
        return token.lower in _INSIDE_BODIES and any(
            t.text[0].isupper() and t.lower in self.lexicon.organisations for t in core[:index]
        )

    def _named(self, name: Name, phrase: Phrase, apposition: Sequence[Token]) -> Figure:
        unknown = len(name.words) == 1 and not self.cast.named(name.words, name.titles)
        if unknown and (alike := self.cast.misspelt(name.words[0])):
            return alike
        if self._is_body(name, phrase, apposition):
            body = self.cast.body(" ".join(name.words), undress(name.words[-1]).lower())
            if body.head in self.lexicon.documents:
                body.kind = body.sourcing = "document"
            return body
        roles = [phrase.det, *(token.lower for token in phrase.core if token.text.islower())]
        roles += [token.lower for token in apposition if token.lower in self.lexicon.people]
        return self._person(name, roles)

    def _is_body(self, name: Name, phrase: Phrase, apposition: Sequence[Token]) -> bool:
        words = [word.lower() for word in name.words]
        if words[-1] in self.lexicon.documents or not self.lexicon.organisations.isdisjoint(words):
            return True
        if name.titles or self.cast.named(name.words, name.titles):
            return False
        if " ".join(words) in self.cast.called or words[-1] in self.lexicon.powers:
            return True
        people = any(token.lower in self.lexicon.people for token in phrase.core)
        return (phrase.det == "the" and not people) or (len(words) == 1 and not apposition)

    def _person(self, name: Name, roles: Sequence[str]) -> Figure:
        figure = self.cast.named(name.words, name.titles) or self.cast.person(name.words)
        self.cast.entitle(figure, [*name.titles, *roles])
        return figure

    def _relative(self, tokens: Sequence[Token], index: int) -> list[Resolved]:
        """Return who "who" is: the noun phrase right before it."""
        who = tokens[index]
        span = before_relative(tokens, index, self.lexicon)
        figures: list[Figure] = []
        if span and (named := self.tails.person(tokens[slice(*span)], who.lower)):
            figures = [named]
        elif span:
            for phrase in self.conjuncts.of(tokens[slice(*span)]):
                figures += self._figures(phrase, ())
        for figure in figures:
            self._note(who.start, figure)
        everybody: list[Figure | None] = [*figures] or [None]
        return [Resolved((who.start, who.end), figure) for figure in everybody]


def _words(tokens: Sequence[Token], first: int, last: int) -> Sequence[Token]:
    """Return tokens without those in marks, as in "die Zeitung „…“"."""
    return [token for token in tokens[first:last] if not token.stretch]


def _bare(word: str) -> str:
    """Return the pronoun of "he’s"."""
    return _CLITIC.sub("", word)


def _is_described(figure: Figure, phrase: Sequence[Token]) -> bool:
    return figure.sourcing == "unnamed" and len(phrase) > 1
