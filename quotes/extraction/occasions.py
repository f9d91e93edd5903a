"""When, where and how it was said, beside the cue: "on Friday", "in a speech to the board"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import phrase_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_LONGEST_GAP = 14
_LONGEST_PLACE = 9


class Occasions:
    """Passes over the occasions that one sentence names."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def past(self, first: int, high: int) -> int:
        """Return the token after "on Friday", "in a statement", "this week", if they follow."""
        at = first
        while at < high and at - first < _LONGEST_GAP:
            end = self._occasion_end(at, high)
            if end == at:
                break
            at = end
        return at

    def _occasion_end(self, at: int, high: int) -> int:
        word = self.tokens[at].lower
        if word in self.lexicon.weekdays or word in self.lexicon.when:
            return at + 1
        if word == ",":
            return (
                at + 1 if at + 1 < high and self.tokens[at + 1].lower in self.lexicon.that else at
            )
        if end := phrase_end(self.tokens, at, self.lexicon.occasions):
            return end
        if end := self._date_end(at + (word in self.lexicon.places), high):
            return end
        return self._place_end(at, high) if word in self.lexicon.places else at

    def _date_end(self, at: int, high: int) -> int:
        """Return the token after "17 December" or "Dec. 17, 2021", or 0."""
        end = at
        month = False
        while end < high and (
            (named := self.tokens[end].lower in self.lexicon.bare_months)
            or self.tokens[end].text[:1].isdigit()
            or (month and self.tokens[end].text == ".")
        ):
            month = month or named
            end += 1
        return end if month else 0

    def _place_end(self, at: int, high: int) -> int:
        """Return the token after "in a speech to the board", if it is that."""
        for end in range(at + 1, min(high, at + _LONGEST_PLACE)):
            token = self.tokens[end]
            if token.lower in self.lexicon.that:
                return end
            if token.lower in self.lexicon.channels or token.lower in self.lexicon.weekdays:
                return end + 1
            if token.stretch or not token.text[0].isalnum() or token.lower in self.lexicon.finite:
                break
        return at
