"""Whose verb it is: the clauses of a sentence, and the subject before or after each verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from quotes.extraction.mentions import Mention

from .phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.extraction.lexicon import Lexicon
    from quotes.extraction.tokens import Token

_BARS = frozenset(",;:–—") | {"--"}
_MOST_ASIDE = 3


class Subject(NamedTuple):
    """Who a verb is about, if that can be read, and whether its clause has the verb at the end."""

    mention: Mention | None
    inverted: bool = False
    final: bool = False


class Clauses:
    """The clauses of one sentence as commas part them."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.phrases = Phrases(tokens, lexicon)
        self.bars = _bars(tokens)

    def low(self, index: int) -> int:
        """Return the first token of the clause that token `index` is in."""
        at = bisect_left(self.bars, index)
        return self.bars[at - 1] + 1 if at else 0

    def high(self, index: int) -> int:
        """Return the token after the clause that token `index` is in."""
        at = bisect_right(self.bars, index)
        return self.bars[at] if at < len(self.bars) else len(self.tokens)

    def subject(self, verb: int, start: int = 0) -> Subject:
        """Return the subject of the verb at a token, in the words from token `start` on."""
        low, lexicon = max(start, self.low(verb)), self.lexicon
        low = self._past_conjunction(low, verb)
        if low < verb and self._is_subordinate(low, verb):
            return Subject(self._in_subordinate(low, verb), final=True)
        lead = low
        while lead < verb and self.tokens[lead].lower in lexicon.also:
            lead += 1
        if lead < verb:
            before = self._before(lead, verb)
            if before:
                return Subject(before)
        elif low > start and (aside := self._past_aside(start, low - 1)):
            return Subject(aside)
        return Subject(self.after(verb + 1), inverted=True)

    def _past_conjunction(self, low: int, verb: int) -> int:
        """Return the clause's start after "und" where a verb stands before that, too."""
        for at in range(verb - 1, low, -1):
            if self.tokens[at].lower in self.lexicon.conjunctions and any(
                token.lower in self.lexicon.finite or token.lower in self.lexicon.cues
                for token in self.tokens[low:at]
            ):
                return at + 1
        return low

    def _is_subordinate(self, low: int, verb: int) -> bool:
        """Whether a clause has its verb at the end: "wie die Stadt mitteilte"."""
        first = self.tokens[low].lower
        opens = first in self.lexicon.subordinators or (first in self.lexicon.relatives and low > 0)
        return opens and self._ends_clause(verb)

    def _ends_clause(self, verb: int) -> bool:
        at = verb + 1
        while at < len(self.tokens) and self.tokens[at].lower in self.lexicon.participles:
            at += 1
        return at >= len(self.tokens) or not self.tokens[at].text[:1].isalnum()

    def _in_subordinate(self, low: int, verb: int) -> Mention | None:
        first = self.tokens[low].lower
        if first in self.lexicon.subordinators:
            return self.after(low + 1, verb)
        if low > 1 and self.tokens[low - 1].text == ",":
            start = self.low(low - 2)
            for at in range(start, low - 1):
                if self.phrases.end(at, low - 1) == low - 1:
                    return Mention(at, low - 1, low - 1)
        return None

    def _before(self, first: int, verb: int) -> Mention | None:
        """Return all that stands before a verb as its subject, unless it can be none."""
        token, lexicon = self.tokens[first], self.lexicon
        if token.stretch or token.lower in lexicon.prepositions or token.lower in lexicon.fronts:
            return None
        if token.lower in lexicon.oblique or token.lower in lexicon.subordinators:
            return None
        end = self.phrases.end(first, verb)
        if not end:
            return None
        rest = [token.lower for token in self.tokens[end:verb]]
        if rest and not (rest[0] in lexicon.prepositions or rest[0] in lexicon.skipped):
            return None
        while rest and rest[-1] in lexicon.skipped:
            rest.pop()
        last = end + len(rest)
        return Mention(first, last, last)

    def _past_aside(self, start: int, comma: int) -> Mention | None:
        """Return "Hans Moor, der Sprecher," before a verb that follows its comma."""
        if self.tokens[comma].text != ",":
            return None
        at = bisect_left(self.bars, comma)
        for before in range(at - 1, max(-1, at - 1 - _MOST_ASIDE), -1):
            opening = self.bars[before]
            if opening < start or self.tokens[opening].text != ",":
                return None
            first = max(start, self.low(opening))
            while first < opening and self.tokens[first].lower in self.lexicon.also:
                first += 1
            found = self._before(first, opening) if first < opening else None
            if found:
                relative = self.tokens[opening + 1].lower in self.lexicon.relatives
                described = relative and self.phrases.end(opening + 1, comma) != comma
                return found if described else found._replace(last=comma)
        return None

    def after(self, first: int, limit: int = 0) -> Mention | None:
        """Return the subject after a verb: past "am Montag", "sich" and whom it is told."""
        high = limit or self._stretch_free(first)
        at = first
        while at < high:
            word = self.tokens[at].lower
            if word in self.lexicon.skipped:
                at += 1
            elif word in self.lexicon.prepositions:
                at = self.phrases.end(at + 1, high) or at + 1
            elif word in self.lexicon.oblique:
                following = self.phrases.end(at, high)
                at = following if following > at else at + 1
            else:
                break
        if at >= high:
            return None
        found = self.phrases.mention(at, high)
        if found and self.tokens[found.head - 1].lower in self.lexicon.days:
            return None
        return found

    def _stretch_free(self, first: int) -> int:
        for at in range(first, len(self.tokens)):
            token = self.tokens[at]
            if token.text in ";:":
                return at
        return len(self.tokens)


def _bars(tokens: Sequence[Token]) -> list[int]:
    depth = 0
    found: list[int] = []
    for index, token in enumerate(tokens):
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
        elif token.text in _BARS and not depth:
            found.append(index)
    return found
