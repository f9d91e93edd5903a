"""Who a mention stands for, within one article: by name, title, last name, pronoun, or "the official"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .cast import Cast, Figure
from .cues import phrase_end
from .mentions import mention_before
from .names import Name, parse, undress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .found import Source
    from .lexicon import Lexicon
    from .quote import Span
    from .tokens import Token

_PLURAL_PRONOUNS = frozenset(("they",))
_ABSENT = frozenset(("i", "we", "you"))
_TAIL = frozenset(
    (
        "for",
        "from",
        "in",
        "at",
        "with",
        "to",
        "on",
        "who",
        "by",
        "of",
        "familiar",
        "close",
        "near",
        "whose",
    )
)
_MANY = 50
_NAME_JOINTS = frozenset(".[]-’'&")


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

    def resolve(self, source: Source) -> list[Resolved]:
        """Return each source the mention names: two, if "and" joins two."""
        mention = source.mention
        if mention is None:
            return []
        tokens = source.tokens
        found: list[Resolved] = []
        parts = self._conjuncts(tokens[mention.first : mention.head])
        for part in parts:
            phrase, apposition = (
                part,
                tokens[mention.head : mention.last] if len(parts) == 1 else (),
            )
            end = apposition[-1].end if apposition else phrase[-1].end
            figure = self._figure(phrase, apposition, tokens, mention.first)
            if figure:
                self.cast.note(phrase[0].start, figure)
            unnamed = figure is not None and figure.sourcing == "unnamed" and len(phrase) > 1
            found.append(
                Resolved(
                    (phrase[0].start, end),
                    figure,
                    (phrase[0].start, phrase[-1].end) if unnamed else None,
                )
            )
        return found

    def _conjuncts(self, phrase: Sequence[Token]) -> list[Sequence[Token]]:
        for index in range(1, len(phrase) - 1):
            if phrase[index].lower != "and":
                continue
            left, right = phrase[:index], phrase[index + 1 :]
            if self._is_whole(left) and self._is_whole(right):
                return [left, *self._conjuncts(right)]
        return [phrase]

    def _is_whole(self, phrase: Sequence[Token]) -> bool:
        if any(token.lower in self.lexicon.organisations for token in phrase):
            return phrase[0].lower in self.lexicon.determiners
        if (
            phrase[-1].lower in self.lexicon.plural_people
            or phrase[0].lower in self.lexicon.determiners
        ):
            return True
        name = parse([t.text for t in phrase if t.text[0].isupper()], 0, self.lexicon)
        return (
            phrase[-1].text[0].isupper()
            and bool(name.words)
            and (len(name.words) > 1 or self.cast.named(name.words, ()) is not None)
        )

    def _figure(
        self,
        phrase: Sequence[Token],
        apposition: Sequence[Token],
        tokens: Sequence[Token],
        first: int,
    ) -> Figure | None:
        if len(phrase) == 1 and phrase[0].lower in self.lexicon.pronouns:
            return self._pronoun(phrase[0], tokens, first)
        phrase = _without_asides(phrase)
        det = phrase[0].lower if phrase[0].lower in self.lexicon.determiners else ""
        rest = phrase[1:] if det and len(phrase) > 1 else phrase
        core = self._core(rest, det)
        name = self._name(core)
        if name.words:
            return self._named(name, core, det, apposition)
        beside = parse([t.text for t in apposition if t.text[0].isupper()], 0, self.lexicon)
        if len(beside.words) > 1 and len(beside.words) >= len(apposition) - 3:
            return self._person(beside, [t.lower for t in core])
        return self._described(rest, core, det, phrase[0].start)

    def _core(self, phrase: Sequence[Token], det: str) -> Sequence[Token]:
        """Return a noun phrase up to its first preposition, but "the University of Oldtown" whole."""
        for index, token in enumerate(phrase):
            if index and token.lower in _TAIL:
                body = any(t.lower in self.lexicon.organisations for t in phrase[:index]) or (
                    det == "the" and index == 1
                )
                of_name = (
                    token.lower == "of"
                    and index + 1 < len(phrase)
                    and phrase[index - 1].text[0].isupper()
                )
                if body and of_name:
                    continue
                return phrase[:index]
        return phrase

    def _name(self, core: Sequence[Token]) -> Name:
        """Return the capitalised words a phrase ends in, as a name; none if it ends in a common noun."""
        index = len(core)
        while index and (
            core[index - 1].text[0].isupper()
            or core[index - 1].text in _NAME_JOINTS
            or self._is_particle(core, index - 1)
        ):
            index -= 1
        words = [token.text for token in core[index:] if token.text[0].isalnum()]
        return parse(words, core[index].start if words else 0, self.lexicon)

    def _is_particle(self, core: Sequence[Token], index: int) -> bool:
        word = core[index].lower
        return (
            index > 0
            and (word in self.lexicon.name_particles or word == "of")
            and index + 1 < len(core)
        )

    def _named(
        self, name: Name, core: Sequence[Token], det: str, apposition: Sequence[Token]
    ) -> Figure:
        lower = [undress(word).lower() for word in name.words]
        body = any(word in self.lexicon.organisations for word in lower) or any(
            w in self.lexicon.documents for w in lower[-1:]
        )
        known = self.cast.named(name.words, name.titles)
        lone = len(name.words) == 1 and known is None and not name.titles
        people = any(t.lower in self.lexicon.people for t in core)
        if (
            body
            or (det == "the" and not (known or name.titles or people))
            or (lone and not apposition)
        ):
            return self.cast.body(" ".join(name.words), lower[-1])
        roles = [t.lower for t in core if t.text.islower()] + [
            t.lower for t in apposition if t.lower in self.lexicon.people
        ]
        return self._person(name, roles)

    def _person(self, name: Name, roles: Sequence[str]) -> Figure:
        figure = self.cast.named(name.words, name.titles)
        if figure is None:
            figure = self.cast.person(name.words)
        figure.roles.update(roles, name.titles)
        figure.gender = figure.gender or self.cast.gender_of([*name.titles, *roles])
        return figure

    def _described(
        self, rest: Sequence[Token], core: Sequence[Token], det: str, position: int
    ) -> Figure:
        head = core[-1].lower
        modifiers = frozenset(undress(t.text).lower() for t in core[:-1] if t.text[0].isalnum())
        if head in self.lexicon.organisations and modifiers:
            return self.cast.body(
                " ".join(undress(t.text) for t in self._owner_and_head(core)), head
            )
        owner = self._owner(det, position)
        if owner and head in self.lexicon.organisations:
            return self.cast.body(f"{owner.name.split()[-1]} {head}", head)
        if det not in self.lexicon.indefinite and (figure := self._earlier(head, modifiers, det)):
            return self._fuller(figure, rest, modifiers)
        return self._again(rest, modifiers, det, head)

    def _owner_and_head(self, core: Sequence[Token]) -> list[Token]:
        """Return "Roe campaign" of "President Ann Roe's campaign": the owner's last name and what is owned."""
        for index in range(len(core) - 1):
            if core[index].text != undress(core[index].text) and core[index].text[0].isupper():
                return [core[index], *core[index + 1 :]]
        return list(core)

    def _owner(self, det: str, position: int) -> Figure | None:
        if det in ("his", "her"):
            return self._by_gender("m" if det == "his" else "f", position)
        return None

    def _earlier(self, head: str, modifiers: frozenset[str], det: str) -> Figure | None:
        """Return whoever "the official" takes up: latest with that noun, and every word given here."""
        same_noun = self.cast.described.get(head, [])[-_MANY:]
        fitting = [figure for figure in same_noun if modifiers <= figure.modifiers]
        if not fitting and det in self.lexicon.definite:
            fitting = [figure for figure in self.cast.in_role(head) if modifiers <= figure.roles]
        if not fitting and det and len(same_noun) == 1 and not same_noun[0].modifiers:
            fitting = same_noun
        return max(fitting, key=lambda figure: figure.last_seen, default=None)

    def _fuller(self, figure: Figure, rest: Sequence[Token], modifiers: frozenset[str]) -> Figure:
        """Name an unnamed figure by the fullest description it is given."""
        text = _printed(rest)
        if figure.sourcing != "named" and len(text.split()) > len(figure.name.split()):
            figure.name = text
            figure.modifiers |= modifiers
        return figure

    def _again(
        self, rest: Sequence[Token], modifiers: frozenset[str], det: str, head: str
    ) -> Figure:
        """Return a new figure, or the one of exactly this description: "another" makes it somebody else."""
        text = _printed(rest)
        if det == "another":
            text = f"another {text}"
        for known in self.cast.described.get(head, [])[-_MANY:]:
            if known.name.lower() == text.lower():
                return known
        figure = Figure(
            text, "person", "unnamed", head, modifiers, gender=self.cast.gender_of([head])
        )
        if head in self.lexicon.documents:
            figure.kind, figure.sourcing = "document", "document"
        elif head in self.lexicon.organisations:
            figure.kind = "organisation"
        elif head in self.lexicon.plural_people or (
            head.endswith("s") and head not in self.lexicon.people
        ):
            figure.kind = "group"
        return self.cast.describe(figure)

    def _pronoun(self, token: Token, tokens: Sequence[Token], first: int) -> Figure | None:
        word = token.lower
        if word in _ABSENT:
            return None
        if word == "who":
            return self._antecedent(tokens, first)
        if word in self.lexicon.person_pronouns:
            return self._by_gender(self.cast.gender_of([word]), token.start)
        kinds = (
            ("group", "organisation") if word in _PLURAL_PRONOUNS else ("organisation", "document")
        )
        earlier = self.cast.last_speakers(token.start)
        return next((figure for _, figure in earlier if figure.kind in kinds), None)

    def _antecedent(self, tokens: Sequence[Token], first: int) -> Figure | None:
        if first == 0 or tokens[first - 1].text != ",":
            return None
        low = first - 1
        while (
            low and tokens[low - 1].lower not in self.lexicon.cues and not tokens[low - 1].stretch
        ):
            low -= 1
            if end := phrase_end(tokens, low, self.lexicon.source_after):
                low = end
                break
        mention = mention_before(tokens, low, first - 1, self.lexicon)
        if mention is None or tokens[mention.first].lower == "who":
            return None
        return self._figure(tokens[mention.first : mention.head], (), tokens, mention.first)

    def _by_gender(self, gender: str, position: int) -> Figure | None:
        """Return who "he" or "she" is: the latest source, or whoever a later sentence of the narration began with."""
        speakers = [
            p
            for p in self.cast.last_speakers(position)
            if p[1].kind == "person" and _fits(p[1], gender)
        ]
        named = [p for p in self.cast.last_named(position) if p[1].certain and _fits(p[1], gender)]
        begun = [(at, figure) for at, figure, begins in named if begins]
        latest = max([*speakers[:1], *begun[:1]], key=lambda pair: pair[0], default=None)
        if latest is None and named:
            latest = named[0][:2]
        if latest is None:
            return None
        latest[1].gender = gender
        return latest[1]


def _fits(figure: Figure, gender: str) -> bool:
    return figure.gender in ("", gender)


def _without_asides(phrase: Sequence[Token]) -> Sequence[Token]:
    """Drop what stands in brackets after a name: a party, a state, an age."""
    kept: list[Token] = []
    inside = False
    for token in phrase:
        if token.text == "(" and kept:
            inside = True
        elif token.text == ")":
            inside = False
        elif not inside and token.text not in '"“”':
            kept.append(token)
    return kept or phrase


def _printed(tokens: Sequence[Token]) -> str:
    """Return tokens as they were printed, one space between those that stood apart."""
    pieces: list[str] = []
    for index, token in enumerate(tokens):
        if index and token.start > tokens[index - 1].end:
            pieces.append(" ")
        pieces.append(token.text)
    return "".join(pieces)
