"""What may stand after "X said" where what was said stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import phrase_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .openings import Openings
    from .tokens import Token

_DASHES = frozenset("—–―-") | {"--"}
_LONGEST_REST = 14


class Rests:
    """Judges how one sentence goes on after a cue."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, openings: Openings) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.openings = openings

    def closes(self, index: int) -> bool:
        """Whether nothing that was said stands from token `index` on."""
        return self._ends(index) or self._describes(index) or self._is_relayed(index)

    def _ends(self, index: int) -> bool:
        """Whether nothing but an occasion stands between token `index` and the end."""
        rest = self.tokens[index:]
        words = [token for token in rest if token.stretch or token.text[0].isalnum()]
        if not words or rest[0].text in _DASHES:
            return True
        lexicon, first = self.lexicon, rest[0].lower
        if len(words) > _LONGEST_REST or first in lexicon.goes_on or self._says_more(index):
            return False
        return first in lexicon.after_name or first in lexicon.when or first in lexicon.weekdays

    def _describes(self, index: int) -> bool:
        """Whether a relative clause about the one who said it follows: ", who serves as …"."""
        return index + 1 < len(self.tokens) and (
            self.tokens[index].text == "," and self.tokens[index + 1].lower in self.lexicon.relative
        )

    def _is_relayed(self, index: int) -> bool:
        after = index + (index < len(self.tokens) and self.tokens[index].text == ",")
        return after < len(self.tokens) and bool(
            phrase_end(self.tokens, after, self.lexicon.relay_after)
        )

    def _says_more(self, index: int) -> bool:
        """Whether what was said comes after the cue: "said on Friday that …", "… he would"."""
        opening = self.openings.past_occasion(index, len(self.tokens))
        rest = self.tokens[opening:]
        if any(token.lower in self.lexicon.that for token in self.tokens[index:]):
            return True
        return bool(rest) and rest[0].lower in self.lexicon.pronouns
