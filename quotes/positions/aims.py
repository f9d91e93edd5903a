"""What the noun phrases of a sentence name: towards which target a position found there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .lexicon import OPPOSE, OTHER, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .clauses import Clauses, Phrase
    from .lexicon import Head
    from .naming import Naming
    from .tokens import Token

LONGEST_GAP, LONGEST_SHOWN = 6, 8


class Found(NamedTuple):
    """One position and the code points of the words it goes by."""

    target: int
    position: str
    start: int
    end: int
    conditional: bool = False


@dataclass(frozen=True)
class Aim:
    """One sentence and the targets; "it" takes up what was `said` before or is its `context`."""

    clauses: Clauses
    naming: Naming
    said: Sequence[Token]
    context: Sequence[Token]

    def of_subject(self, last: int, end: int, position: str) -> Found | None:
        """Return a position towards the subject that ends here."""
        clauses = self.clauses
        phrase = clauses.subject_at(last) if last >= 0 else None
        if phrase is None or not clauses.is_plain(phrase.start):
            return None
        return self.at(self.named(phrase.words), position, phrase.start, end)

    def at(self, target: int | None, position: str, start: int, end: int) -> Found | None:
        """Return a position found at some tokens, if it is towards anything."""
        tokens = self.clauses.tokens
        if target is None:
            return None
        return Found(target, position, tokens[start].start, tokens[end - 1].end)

    def towards(
        self, head: Head, first: int, at: int, *, negated: bool, flips: bool
    ) -> Found | None:
        """Return a position towards the object that begins here; denied opposition is none."""
        clauses, lexicon = self.clauses, self.clauses.lexicon
        phrase, ended = self._object(at)
        following = clauses.word(phrase.end)
        negated |= following in lexicon["negations_after"]
        if not phrase.words or (negated and not flips and ROLES[head.role] == OPPOSE):
            return None
        if head.after and not self._is_closed(phrase.end, head.after):
            return None
        if following in lexicon["to_do"] and not flips:  # "called for him to leave"
            return None
        position = ROLES[head.role] if negated == ended else OTHER[ROLES[head.role]]
        start = max(first, phrase.start - LONGEST_SHOWN)
        target = self.named(phrase.words, goes_on=following in lexicon["of"])
        return self.at(target, position, start, phrase.end)

    def _object(self, at: int) -> tuple[Phrase, bool]:
        """Return the object that begins here, and whether the end of it is meant."""
        clauses, lexicon = self.clauses, self.clauses.lexicon
        phrase = clauses.object_at(at)
        last = phrase.words[-1].word if phrase.words else ""
        if clauses.word(phrase.end) not in lexicon["links"]:
            return phrase, False
        if last in lexicon["ends"] or last in lexicon["carries"]:
            return clauses.object_at(phrase.end + 1), last in lexicon["ends"]
        return phrase, False

    def _is_closed(self, at: int, word: str) -> bool:
        return any(self.clauses.word(place) == word for place in range(at, at + LONGEST_GAP))

    def named(self, words: Sequence[Token], *, goes_on: bool = False) -> int | None:
        """Return the target of a noun phrase, or what a pronoun takes up."""
        if not words:
            return None
        lexicon, first = self.clauses.lexicon, words[0]
        is_person = first.word in lexicon["person_pronouns"]
        if len(words) > 1 or not (is_person or first.word in lexicon["pronouns"]):
            return self.naming.target_of(words, goes_on=goes_on)
        here = [token for token in self.clauses.tokens if token.end <= first.start]
        return self.naming.taken_up([*self.said, *here], self.context, is_person=is_person)
