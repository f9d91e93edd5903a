"""Noun phrases of a language with capitals on nouns: read forwards, from article to last noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extraction.mentions import Mention
from quotes.extraction.phrases import aside_end
from quotes.extraction.tokens import is_abbreviating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.extraction.lexicon import Lexicon
    from quotes.extraction.tokens import Token

_LONGEST = 30
_MOST_ADJECTIVES = 4
_LONGEST_TITLE = 26
_JOINTS = frozenset("-/&’'")
_STOPS = frozenset(",.;:–—()!?")


class Phrases:
    """Finds the noun phrases of one sentence, by token indices."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def mention(self, first: int, high: int) -> Mention | None:
        """Return the noun phrase that begins at a token, with its apposition."""
        head = self.end(first, high)
        if not head:
            return None
        return Mention(first, head, self._apposition_end(head, high))

    def end(self, first: int, high: int) -> int:
        """Return the token after the noun phrase that begins at token `first`, or 0."""
        at = self._simple_end(first, high)
        if not at or (at == first + 1 and self.tokens[first].lower in self.lexicon.pronouns):
            return at
        while at < high and at - first < _LONGEST:
            word = self.tokens[at].lower
            further = 0
            if word in self.lexicon.genitives:
                further = self._simple_end(at + (word in self.lexicon.prepositions), high)
            elif word in self.lexicon.both and at + 1 < high:
                further = self._joined_end(at + 1, high)
            if not further:
                return at
            at = further
        return at

    def _simple_end(self, first: int, high: int) -> int:
        """Return the end of "der frühere Sprecher Hans Moor (Ind.)", without what follows it."""
        at = self._noun_at(first, high)
        if at < 0:
            return 0
        if at == first and self.tokens[first].lower in self.lexicon.pronouns:
            return first + 1
        while at < high and self._goes_on(first, at, high):
            at += 1
        if at < high and self.tokens[at].text == "(":
            at = aside_end(self.tokens, at) or at
        return at

    def _noun_at(self, first: int, high: int) -> int:
        """Return the token of the first noun, past article and adjectives, or -1."""
        at = first
        if at < high and self.tokens[at].lower in self.lexicon.pronouns:
            following = at + 1 < high and self._is_noun(at + 1)
            if not (following and self.tokens[at].lower in self.lexicon.determiners):
                return at
        while at < high and self.tokens[at].lower in self.lexicon.determiners:
            at += 1
        for _ in range(_MOST_ADJECTIVES):
            if at >= high or self._is_noun(at) or not self._is_adjective(at):
                break
            at += 1
        return at if at < high and self._is_noun(at) else -1

    def _is_noun(self, at: int) -> bool:
        token = self.tokens[at]
        if token.stretch:
            return token.end - token.start < _LONGEST_TITLE and self._names_outlet(at)
        return token.text[:1].isupper() and token.lower not in self.lexicon.determiners

    def _names_outlet(self, at: int) -> bool:
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after and (after.lower in self.lexicon.cues or after.lower in self.lexicon.helping):
            return True
        if before is None or not before.text[:1].isalpha():
            return False
        named = before.text[:1].isupper() or before.lower in self.lexicon.determiners
        return named or before.lower in self.lexicon.cues

    def _is_adjective(self, at: int) -> bool:
        token = self.tokens[at]
        word = token.lower
        if not token.text[:1].isalnum() or word in self.lexicon.prepositions:
            return False
        if word in self.lexicon.finite or word in self.lexicon.conjunctions:
            return False
        return token.text[:1].isdigit() or word.endswith(("e", "en", "er", "es", "em", "nicht"))

    def _goes_on(self, first: int, at: int, high: int) -> bool:
        token = self.tokens[at]
        if self._is_noun(at) or is_abbreviating(self.tokens, at, self.lexicon):
            return True
        last = at + 1 >= high
        if token.text in _JOINTS or (token.text[:1].isdigit() and at > first):
            return not last and self.tokens[at + 1].text[:1].isalnum()
        particle = token.lower in self.lexicon.name_particles
        return particle and not last and self.tokens[at + 1].text[:1].isupper() and at > first

    def _joined_end(self, first: int, high: int) -> int:
        token = self.tokens[first]
        if not (token.lower in self.lexicon.determiners or token.text[:1].isupper()):
            return 0
        return self._simple_end(first, high)

    def _apposition_end(self, head: int, high: int) -> int:
        """Return where ", der Sprecher des Landes" ends if a stop follows it, else `head`."""
        if head + 1 >= high or self.tokens[head].text != ",":
            return head
        end = self.end(head + 1, high)
        for _ in range(2):  # "der Sprecher des Landes in Neustadt"
            if end and end + 1 < high and self.tokens[end].lower in self.lexicon.prepositions:
                end = self.end(end + 1, high) or end
        closes = end and (end >= high or self.tokens[end].text in _STOPS)
        return end if closes else head
