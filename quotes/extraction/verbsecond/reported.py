"""Sentences that go on with what somebody said, told by their mood alone: "Er sei krank"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extraction.endings import trimmed
from quotes.extraction.found import Found, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.extraction.lexicon import Lexicon
    from quotes.extraction.quote import Kind
    from quotes.extraction.tokens import Token

    from .sources import VerbSecondSources

_FEWEST = 3


class Reported:
    """Whose words the article is telling, from one sentence to the next."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.source: Source | None = None
        self.running: Found | None = None
        self.paragraph = -1

    def note(self, sources: VerbSecondSources, found: Sequence[Found], paragraph: int) -> None:
        """Remember whose words a sentence told, or whom it was about."""
        told = [one.source for one in found if one.source and one.source.mention]
        source = told[-1] if told else _context(sources)
        if source or found:
            self.source, self.running, self.paragraph = source, None, paragraph

    def lend(self, found: Sequence[Found], paragraph: int) -> None:
        """Give a quotation alone after what somebody told the same speaker."""
        for one in found:
            alone = one.how == "alone" and one.source is None and one.kind == "direct"
            if alone and self.source and paragraph == self.paragraph:
                one.source = self._again()

    def _again(self) -> Source | None:
        return self.source and Source(self.source.tokens, None, "", self.source.mention)

    def read(self, sentence: Sequence[Token], paragraph: int) -> Found | None:
        """Return a sentence in Konjunktiv as what the one before it told, joined to the last."""
        near = self.source is not None and paragraph - self.paragraph <= 1
        if not near or not self._is_reported(sentence):
            self.source = self.running = None
            return None
        first, last = 0, trimmed(sentence, 0, len(sentence))
        while first < last and not (sentence[first].stretch or sentence[first].text[:1].isalnum()):
            first += 1
        if last - first < _FEWEST:
            return None
        opening, closing = sentence[first], sentence[last - 1]
        start = opening.stretch.start if opening.stretch else opening.start
        end = closing.stretch.end if closing.stretch else closing.end
        quoted = any(token.stretch for token in sentence[first:last])
        if self.running and self.paragraph == paragraph:
            self.running.parts[-1] = (self.running.parts[-1][0], end)
            self.running.kind = "mixed" if quoted else self.running.kind
            return None
        again = self._again()
        kind: Kind = "mixed" if quoted else "indirect"
        self.running = Found(kind, [(start, end)], paragraph, again, "reported")
        self.paragraph = paragraph
        return self.running

    def _is_reported(self, sentence: Sequence[Token]) -> bool:
        """Whether a sentence is in Konjunktiv I, or II without a condition."""
        words = {token.lower for token in sentence if token.text.islower()}
        if not words.isdisjoint(self.lexicon.subjunctive):
            return True
        conditional = "wenn" in {token.lower for token in sentence}
        return not conditional and not words.isdisjoint(self.lexicon.wished)


def _context(sources: VerbSecondSources) -> Source | None:
    """Return who the sentence's last cue belongs to, though nothing told was found in it."""
    for cue in reversed(sources.cues):
        subject = sources.subject_of(cue)
        if subject.mention and not subject.final:
            return sources.build(cue, subject.mention)
    return None
