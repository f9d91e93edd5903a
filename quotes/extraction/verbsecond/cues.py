"""Finding cues whose words stand apart: "teilte … mit", "hatte … erklärt"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extraction.cues import Cue, phrase_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.extraction.lexicon import Lexicon
    from quotes.extraction.tokens import Token

    from .clauses import Clauses

_FAR = 30


def find_parted_cues(tokens: Sequence[Token], lexicon: Lexicon, clauses: Clauses) -> list[Cue]:
    """Return the cues of one sentence in order."""
    finder = _Finder(tokens, lexicon, clauses)
    found: list[Cue] = []
    for index, token in enumerate(tokens):
        if token[3] not in lexicon.first_words or (found and index < found[-1].last):
            continue
        if cue := finder.at(index):
            found.append(cue)
    return found


class _Finder:
    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, clauses: Clauses) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.clauses = clauses

    def at(self, index: int) -> Cue | None:
        """Return the cue that begins at a token."""
        word, lexicon = self.tokens[index].lower, self.lexicon
        if end := phrase_end(self.tokens, index, lexicon.source_after):
            return Cue(index, end, index, saying=True, source_follows=True)
        if word in lexicon.postposed:
            return Cue(index, index + 1, index, saying=True)
        if word in lexicon.after_comma:
            return self._so(index)
        is_noun = self.tokens[index].text[:1].isupper() and index
        return None if is_noun else self._verb(index)

    def _verb(self, index: int) -> Cue | None:
        word, lexicon = self.tokens[index].lower, self.lexicon
        if end := phrase_end(self.tokens, index, lexicon.saying_phrases):
            return Cue(index, end, index, saying=True)
        if word in lexicon.separable and (cue := self._separable(index)):
            return cue
        return self._plain(index) if word in lexicon.cues else None

    def _so(self, index: int) -> Cue | None:
        """Read "…, so die Sprecherin", not "so dass"."""
        before = self.tokens[index - 1] if index else None
        if before is None or not (before.text == "," or before.stretch or before.text in "–—"):
            return None
        if index + 1 == len(self.tokens):
            return None
        word = self.tokens[index + 1].lower
        if word in self.lexicon.that or not self.clauses.phrases.end(index + 1, len(self.tokens)):
            return None
        return Cue(index, index + 1, index, saying=True)

    def _separable(self, index: int) -> Cue | None:
        for particles in self.lexicon.separable[self.tokens[index].lower]:
            size = len(particles)
            if index >= size and self._match(index - size, particles):
                return self._with_helper(Cue(index - size, index + 1, index, saying=True))
            high = min(self.clauses.high(index), index + _FAR)
            for at in range(index + 1, high - size + 1):
                if self._match(at, particles) and self._closes(at + size):
                    if at == index + 1:
                        return Cue(index, at + size, index, saying=True)
                    rest = tuple(range(at, at + size))
                    return Cue(index, index + 1, index, saying=True, rest=rest)
        return None

    def _match(self, at: int, words: Sequence[str]) -> bool:
        return tuple(token.lower for token in self.tokens[at : at + len(words)]) == tuple(words)

    def _closes(self, at: int) -> bool:
        """Whether a clause ends before a token."""
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        return (
            token.stretch is not None
            or not token.text[:1].isalnum()
            or token.lower in self.lexicon.conjunctions
            or token.lower in self.lexicon.prepositions
        )

    def _plain(self, index: int) -> Cue | None:
        word, lexicon = self.tokens[index].lower, self.lexicon
        cue = Cue(index, index + 1, index, saying=word in lexicon.saying)
        if word not in lexicon.participles:
            return cue
        if helped := self._with_helper(cue):
            return helped
        return cue if word.endswith("t") and not word.startswith("ge") else None

    def _with_helper(self, cue: Cue) -> Cue | None:
        """Add the "hatte" before or after a participle; None where it has none."""
        tokens, lexicon = self.tokens, self.lexicon
        helpers = lexicon.helping | lexicon.becoming
        after = tokens[cue.last].lower if cue.last < len(tokens) else ""
        if after in helpers:
            return cue._replace(last=cue.last + 1)
        low = self.clauses.low(cue.first)
        for at in range(cue.first - 1, max(low, cue.first - _FAR) - 1, -1):
            if tokens[at].lower in helpers:
                if at == cue.first - 1:
                    return cue._replace(first=at)
                return cue._replace(rest=(at,))
        if self.tokens[cue.verb].lower not in lexicon.participles:
            return cue
        return None
