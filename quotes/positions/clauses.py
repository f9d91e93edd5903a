"""Who a verb belongs to, and what stands before and behind it, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .lexicon import PAST
from .tokens import ENDS, PAUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Head, Lexicon
    from .tokens import Sentence, Token

LONGEST_PHRASE, REACH = 8, 10


class Lead(NamedTuple):
    """Where the subject of a verb ends, -1 if nothing stands there; the small words between."""

    subject: int
    passed: frozenset[str]


class Phrase(NamedTuple):
    """A noun phrase, and where it begins and ends among the tokens of its sentence."""

    words: Sequence[Token]
    start: int
    end: int


@dataclass(frozen=True)
class Clauses:
    """One sentence of what somebody said, read by the words of its language.

    `subjects` are the words that mean the speaker; where names may (`is_reported`), no other name
    stands before them.
    """

    tokens: Sentence
    lexicon: Lexicon
    subjects: frozenset[str]
    is_reported: bool

    def word(self, at: int) -> str:
        """Return the word at a place; "" outside the sentence."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def behind(self, at: int, head: Head) -> tuple[int, bool] | None:
        """Return where a phrase that begins here ends, and whether it is negated inside."""
        negated = False
        end = at + 1
        for word in head.rest:
            while self.word(end) != word and self._is_between(end) and end - at < REACH:
                negated |= self.word(end) in self.lexicon["negations"]
                end += 1
            if self.word(end) != word:
                return None
            end += 1
        return end, negated

    def _is_between(self, at: int) -> bool:
        word = self.word(at)
        return word in self.lexicon["between"] or word in self.lexicon["negations"]

    def lead(self, at: int) -> Lead:
        """Return the end of the subject of the verb here, and the words between them."""
        before, lexicon = at - 1, self.lexicon
        least = max(-1, at - 1 - REACH)
        between = lexicon["between"] | lexicon["negations"] | lexicon["former"]
        while before > least and self.word(before) in between and self.word(before) != "to":
            before -= 1
        return Lead(before, frozenset(token.word for token in self.tokens[before + 1 : at]))

    def is_own(self, subject: int) -> bool:
        """Tell whether the speaker is who does it, in a clause that says so plainly."""
        word = self.word(subject)
        if word not in self.subjects:
            return False
        if word not in self.lexicon["own"] and any(
            token.is_capital and not token.is_cue and at and token.word not in self.lexicon["own"]
            for at, token in enumerate(self.tokens[:subject])
        ):
            return False
        return self.is_plain(subject)

    def is_plain(self, at: int) -> bool:
        """Tell whether a clause is neither asked, supposed, nor what somebody else says."""
        asked = self.lexicon["conditions"] | self.lexicon["questions"]
        for before in range(at - 1, max(-1, at - REACH), -1):
            word = self.word(before)
            if word in PAUSES:
                break
            if word in asked:
                return False
        return self.word(len(self.tokens) - 1) != "?" and not self._is_of_others(at)

    def _is_of_others(self, at: int) -> bool:
        """Tell whether somebody else, or nobody, is said to say or think what follows."""
        for before in range(at - 1, max(-1, at - 3 * REACH), -1):
            token = self.tokens[before]
            heads = self.lexicon.heads.get(token.word, ())
            if token.is_cue or not any(head.role == "reporting" for head in heads):
                continue
            subject, passed = self.lead(before)
            if self.word(subject) not in self.subjects or passed & self.lexicon["negations"]:
                return True
        return False

    def object_at(self, at: int) -> Phrase:
        """Return the noun phrase that begins here; an empty one if none does."""
        stops = self.lexicon["stops"]
        start = at
        while self.word(start) in self.lexicon["before_object"]:
            start += 1
        end = start
        while end < len(self.tokens) and end - start < LONGEST_PHRASE:
            word = self.word(end)
            opens = end == start and self._is_determiner(end)
            if (word in stops and not opens) or word in PAUSES or word in ENDS:
                break
            end += 1
        return Phrase(self.tokens[start:end], start, end)

    def _is_determiner(self, at: int) -> bool:
        """Tell a word like "the" from one that begins a clause: "that" before a name does."""
        word, following = self.word(at), self.tokens[at + 1 : at + 2]
        begins = word in self.lexicon["begins"] and any(token.is_capital for token in following)
        return word in self.lexicon["determiners"] and not begins

    def subject_at(self, last: int) -> Phrase | None:
        """Return the noun phrase that ends here, if a clause begins with it."""
        lexicon = self.lexicon
        first = last
        while first >= 0 and last - first < LONGEST_PHRASE and not self._ends_back(first):
            if self.word(first) in lexicon["determiners"]:
                first -= 1
                break
            first -= 1
        opener = self.word(first)
        heads = lexicon.heads.get(opener, ())
        if (
            first >= 0
            and opener not in lexicon["begins"]
            and opener not in PAUSES
            and not any(head.role == "reporting" for head in heads)
        ):
            return None
        return Phrase(self.tokens[first + 1 : last + 1], first + 1, last + 1)

    def _ends_back(self, at: int) -> bool:
        word = self.word(at)
        return word in PAUSES or word in self.lexicon["stops"] or word in self.lexicon["begins"]

    def opens_cue(self, at: int, passed: frozenset[str]) -> bool:
        """Tell whether the cue begins here, or with a form of "be" just before."""
        first = at == 0 or not self.tokens[at - 1].is_cue
        return first or bool(passed & self.lexicon["be"])

    def wish(self, at: int) -> tuple[bool, bool]:
        """Tell of the "to" here whether the speaker wants what follows, and whether not to."""
        if self.word(at - 1) in self.lexicon["deontic"]:
            _, passed = self.lead(at - 1)
            return True, bool(passed & self.lexicon["negations"])
        for before in range(at - 1, max(-1, at - REACH), -1):
            token = self.tokens[before]
            if token.word in PAUSES:
                break
            roles = {head.role for head in self.lexicon.heads.get(token.word, ())}
            if not roles & {"wanting", "refusing"}:
                continue
            subject, passed = self.lead(before)
            if not (token.is_cue or self.is_own(subject)):
                break
            return True, ("refusing" in roles) != bool(passed & self.lexicon["negations"])
        return False, False

    def has_condition(self, at: int) -> bool:
        """Tell whether the clause here makes its point depend on something."""
        return any(self._depends(at, condition) for condition in self._conditions)

    @cached_property
    def _conditions(self) -> list[int]:
        lexicon = self.lexicon
        return [
            at
            for at, token in enumerate(self.tokens)
            if (
                token.word in lexicon["conditions"]
                and self.word(at - 1) not in lexicon["not_conditions"]
            )
            or any(self.behind(at, head) for head in lexicon.conditions.get(token.word, ()))
        ]

    def _depends(self, at: int, condition: int) -> bool:
        """Tell whether a condition belongs to a clause: no other one begins between them."""
        words = [token.word for token in self.tokens[min(at, condition) : max(at, condition)]]
        pauses = sum(word in PAUSES for word in words)
        if condition < at:
            return pauses <= 1
        return pauses == (words[-1:] and words[-1] in PAUSES) and self.lexicon["joins"].isdisjoint(
            words
        )

    def is_over(self, head: Head, passed: frozenset[str], *, is_cue: bool) -> bool:
        """Tell whether the speaker says so of former days only."""
        if passed & self.lexicon["former"]:
            return True
        has = passed & self.lexicon["perfect"]
        return head.form == PAST and not (self.is_reported or is_cue or has)
