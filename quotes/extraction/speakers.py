"""Who a mention stands for, within one article: by name, last name, pronoun or description."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .cues import phrase_end
from .descriptions import Describer, Phrase, take_apart
from .mentions import mention_before
from .names import Name, is_capital, parse, undress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cast import Cast, Figure
    from .found import Source
    from .lexicon import Lexicon
    from .quote import Span
    from .tokens import Token

_ABSENT = frozenset(("i", "we", "you"))
_NAME_JOINTS = frozenset(".[]-’'&")
_NICKNAME_MARKS = frozenset('"“”')


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
        self.describer = Describer(cast, lexicon)

    def resolve(self, source: Source, *, aside: bool = False) -> list[Resolved]:
        """Return each source the mention names: two, if "and" joins two.

        Whoever speaks only `aside`, inside somebody's quote, is not whom the narration takes up.
        """
        self.aside = aside
        mention, tokens = source.mention, source.tokens
        if mention is None:
            return []
        phrases = self._conjuncts(tokens[mention.first : mention.head])
        if len(phrases) > 1:
            return [self._resolve(phrase, ()) for phrase in phrases]
        if tokens[mention.first].lower == "who" and mention.head - mention.first == 1:
            return [self._relative(tokens, mention.first)]
        return [self._resolve(phrases[0], tokens[mention.head : mention.last])]

    def _resolve(self, phrase: Sequence[Token], apposition: Sequence[Token]) -> Resolved:
        figure = self._figure(phrase, apposition)
        start, head = phrase[0].start, phrase[-1].end
        unnamed = figure is not None and figure.sourcing == "unnamed" and len(phrase) > 1
        if figure and not self.aside:
            self.cast.note(start, figure)
        end = apposition[-1].end if apposition else head
        return Resolved((start, end), figure, (start, head) if unnamed else None)

    def _conjuncts(self, phrase: Sequence[Token]) -> list[Sequence[Token]]:
        for index in range(1, len(phrase) - 1):
            left, right = phrase[:index], phrase[index + 1 :]
            if (
                phrase[index].lower in self.lexicon.both
                and self._is_whole(left)
                and self._is_whole(right)
            ):
                return [left, *self._conjuncts(right)]
        return [phrase]

    def _is_whole(self, phrase: Sequence[Token]) -> bool:
        """Tell "Roe and Moor" from "the Department of Health and Safety"."""
        if phrase[0].lower in self.lexicon.determiners:
            return True
        if phrase[-1].lower in self.lexicon.plural_people:
            return True
        name = self._capitals(phrase)
        words = name.words
        if not self.lexicon.organisations.isdisjoint(word.lower() for word in words):
            return False
        known = len(words) > 1 or (bool(words) and self.cast.named(words, ()) is not None)
        return known and phrase[-1].text[0].isupper()

    def _figure(self, phrase: Sequence[Token], apposition: Sequence[Token]) -> Figure | None:
        if len(phrase) == 1 and phrase[0].lower in self.lexicon.pronouns:
            return self._pronoun(phrase[0].lower, phrase[0].start)
        parted = take_apart(_without_asides(phrase), self.lexicon)
        name = self._name(parted.core)
        if name.words:
            return self._named(name, parted, apposition)
        beside = self._capitals(apposition)
        if len(beside.words) > 1 and len(beside.words) >= len(apposition) - 3:
            return self._person(beside, [token.lower for token in parted.core])
        owner = {"his": "m", "her": "f"}.get(parted.det)
        position = phrase[0].start
        return self.describer.figure(parted, self._by_gender(owner, position) if owner else None)

    def _capitals(self, tokens: Sequence[Token]) -> Name:
        return parse([token.text for token in tokens if is_capital(token.text)], 0, self.lexicon)

    def _name(self, core: Sequence[Token]) -> Name:
        """Return the capitalised words a phrase ends in as a name; a common noun there ends it."""
        index = len(core)
        while index and self._belongs_to_name(core, index - 1):
            index -= 1
        words = [token.text for token in core[index:] if token.text[0].isalnum()]
        if len(core) == 1 and core[0].lower in self.lexicon.plural_people:
            return Name(0, (), ())  # "Pilots said": a capital only because a sentence begins
        return parse(words, 0, self.lexicon)

    def _belongs_to_name(self, core: Sequence[Token], index: int) -> bool:
        token = core[index]
        if is_capital(token.text) or token.text in _NAME_JOINTS:
            return True
        particle = token.lower in self.lexicon.name_particles or token.lower == "of"
        return particle and 0 < index < len(core) - 1

    def _named(self, name: Name, phrase: Phrase, apposition: Sequence[Token]) -> Figure:
        if self._is_body(name, phrase, apposition):
            body = self.cast.body(" ".join(name.words), undress(name.words[-1]).lower())
            if body.head in self.lexicon.documents:
                body.kind = body.sourcing = "document"
            return body
        roles = [token.lower for token in phrase.core if token.text.islower()]
        roles += [token.lower for token in apposition if token.lower in self.lexicon.people]
        return self._person(name, roles)

    def _is_body(self, name: Name, phrase: Phrase, apposition: Sequence[Token]) -> bool:
        words = [word.lower() for word in name.words]
        if words[-1] in self.lexicon.documents or not self.lexicon.organisations.isdisjoint(words):
            return True
        if name.titles or self.cast.named(name.words, name.titles):
            return False
        people = any(token.lower in self.lexicon.people for token in phrase.core)
        return (phrase.det == "the" and not people) or (len(words) == 1 and not apposition)

    def _person(self, name: Name, roles: Sequence[str]) -> Figure:
        figure = self.cast.named(name.words, name.titles) or self.cast.person(name.words)
        figure.roles.update(roles, name.titles)
        figure.gender = figure.gender or self.cast.gender_of([*name.titles, *roles])
        return figure

    def _pronoun(self, word: str, position: int) -> Figure | None:
        if word in _ABSENT or word == "who" or self.aside:
            return None
        if word in self.lexicon.person_pronouns:
            return self._by_gender(self.cast.gender_of([word]), position)
        kinds = ("group" if word == "they" else "document", "organisation")
        earlier = self.cast.last_speakers(position)
        return next((figure for _, figure in earlier if figure.kind in kinds), None)

    def _relative(self, tokens: Sequence[Token], index: int) -> Resolved:
        """Return who "who" is: the noun phrase right before its comma."""
        who = tokens[index]
        figure = None
        low = max(index - 1, 0)
        while (
            low and tokens[low - 1].lower not in self.lexicon.cues and not tokens[low - 1].stretch
        ):
            low -= 1
            if end := phrase_end(tokens, low, self.lexicon.source_after):
                low = end
                break
        if index and tokens[index - 1].text == ",":
            mention = mention_before(tokens, low, index - 1, self.lexicon)
            figure = mention and self._figure(tokens[mention.first : mention.head], ())
        if figure and not self.aside:
            self.cast.note(who.start, figure)
        return Resolved((who.start, who.end), figure)

    def _by_gender(self, gender: str, position: int) -> Figure | None:
        """Return who "he" or "she" is.

        The latest source that fits, unless a later sentence of the narration began with another.
        """
        spoken = self.cast.last_speakers(position)
        named = [sighting for sighting in self.cast.last_named(position) if sighting[1].certain]
        people = [(at, figure) for at, figure in spoken if figure.kind == "person"]
        begun = [(at, figure) for at, figure, begins in named if begins]
        latest = [_first(people, gender), _first(begun, gender)]
        found = max(filter(None, latest), key=lambda pair: pair[0], default=None)
        found = found or _first([(at, figure) for at, figure, _ in named], gender)
        if found is None:
            return None
        found[1].gender = gender
        return found[1]


def _first(pairs: Sequence[tuple[int, Figure]], gender: str) -> tuple[int, Figure] | None:
    return next((pair for pair in pairs if pair[1].gender in ("", gender)), None)


def _without_asides(phrase: Sequence[Token]) -> Sequence[Token]:
    """Drop what stands in brackets after a name, and the marks of a nickname."""
    kept: list[Token] = []
    inside = False
    for token in phrase:
        inside = inside or (token.text == "(" and bool(kept))
        if not inside and token.text not in _NICKNAME_MARKS:
            kept.append(token)
        inside = inside and token.text != ")"
    return kept or phrase
