"""Quoted words of a sentence whose verb stands second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extraction.clauses import is_title
from quotes.extraction.punctuated import signed
from quotes.extraction.reading import SentenceReader

if TYPE_CHECKING:
    from quotes.extraction.cues import Cue
    from quotes.extraction.found import Found

    from .sources import VerbSecondSources

_FRAGMENT_WORDS = 5
_WHOLE_WORDS = 3
_AS = frozenset(("als", "von"))


class VerbSecondReader(SentenceReader):
    """Reads the quotes of one sentence; words in marks within a clause are left to that clause."""

    sources: VerbSecondSources

    def read_whole(self, index: int) -> Found | None:
        """Read a stretch as a quotation of its own: before, after or between who said it."""
        return (
            self.introduced(index)
            or self.followed(index)
            or signed(self, index)
            or self._after_colon(index)
        )

    def _after_colon(self, index: int) -> Found | None:
        if index == 0 or self.tokens[index - 1].text != ":":
            return None
        if self.words(index) < _WHOLE_WORDS or not self.stands_alone(index):
            return None
        source = self.sources.before_colon(self.at, index - 1)
        return self.direct(index, source, "before" if source and source.cue else "colon")

    def read_fragment(self, index: int) -> tuple[Found | None, int]:
        """Read what somebody is called, and keep long passages that nobody is named beside."""
        if called := self._called(index):
            return called, index + 1
        if is_title(self, index):
            return None, index + 1
        stretch = self.stretch(index)
        if self.words(index) < _FRAGMENT_WORDS:
            return None, index + 1
        found = self.make("direct", [(stretch.start, stretch.end)], None, "alone")
        found.closed = stretch.closed
        return found, index + 1

    def _called(self, index: int) -> Found | None:
        """Read `Sie nannte den Plan „einen Irrweg“`: the words in marks are all that is quoted."""
        cue = self._beside(index)
        if cue is None:
            return None
        source = self.sources.of_cue(cue, 0, None)
        if source.mention is None or source.mention.first <= index < source.mention.last:
            return None
        stretch = self.stretch(index)
        return self.make("direct", [(stretch.start, stretch.end)], source, "mixed clause")

    def _beside(self, index: int) -> Cue | None:
        """Return the cue of the clause that holds the words, if they can be what was said."""
        clauses, tokens = self.sources.clauses, self.tokens
        low, high = clauses.low(index), clauses.high(index)
        as_what = tokens[index - 1].lower in _AS or (index > 1 and tokens[index - 2].lower in _AS)
        first = self.text[self.stretch(index).start]
        for cue in self.sources.cues:
            places = (cue.first, *cue.rest)
            if cue.source_follows or not any(low <= at < high for at in places):
                continue
            if as_what or first.islower():
                return cue
            judges = tokens[cue.verb].lower in self.lexicon.judging
            if (judges or self.words(index) >= _WHOLE_WORDS) and not is_title(self, index):
                return cue
        return None
