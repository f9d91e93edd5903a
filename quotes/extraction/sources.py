"""The source beside a quote: a cue in the same sentence and the mention that goes with it."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from .cues import Cue, find_cues
from .found import Source
from .mentions import Mention, mention_after, mention_before, subject
from .told import addressee_after, condition_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .tokens import Token

_PASSED_OVER = frozenset("—–-,") | {"--"}
_BARS = frozenset(";:")
_ASIDE = 20


class SourceFinder:
    """Finds the cues of one sentence and who each belongs to."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.cues = find_cues(tokens, lexicon)

    def last_cue(self, low: int, high: int) -> Cue | None:
        """Return the last cue among tokens `low:high`."""
        index = bisect_left(self.cues, high, key=itemgetter(0)) - 1
        if index >= 0 and self.cues[index].last > high:
            index -= 1
        return self.cues[index] if index >= 0 and self.cues[index].first >= low else None

    def cues_from(self, low: int) -> Sequence[Cue]:
        """Return the cues that begin at token `low` or later."""
        return self.cues[bisect_left(self.cues, low, key=itemgetter(0)) :]

    def of_cue(self, cue: Cue, low: int, fallback: Mention | None) -> Source:
        """Return a cue's source: named beside it, or by its clause, or by the quote before."""
        if cue.source_follows:
            return self.build(cue, mention_after(self.tokens, cue.last, self.lexicon))
        beside = mention_before(self.tokens, low, cue.first, self.lexicon)
        mention = beside or self._elsewhere(cue, low) or fallback
        return self.build(cue, mention, adjacent=beside is not None)

    def after_quote(self, low: int) -> Source | None:
        """Return the attribution that begins at token `low`: "she said" or "said the mayor"."""
        while low < len(self.tokens) and self.tokens[low].text in _PASSED_OVER:
            low += 1
        for cue in self.cues_from(low):
            if not cue.saying:
                continue
            if any(t.stretch or t.text in _BARS for t in self.tokens[low : cue.first]):
                return None
            if low in (cue.first, cue.verb):
                mention = self.inside(cue) or mention_after(
                    self.tokens, self._past_day(self._past_hyphen(cue.last)), self.lexicon
                )
                return self.build(cue, mention) if mention or self.lexicon.dropping else None
            mention = mention_before(self.tokens, low, cue.first, self.lexicon)
            quoted = mention and self.tokens[mention.first - 1].lower in self.lexicon.quoting
            if mention and (mention.first - low <= 1 or quoted):
                return self.build(cue, mention)
        return None

    def inside(self, cue: Cue) -> Mention | None:
        """Return the pronoun inside a cue, as French has it: "a-t-il ajouté"."""
        for index in range(cue.first + 2, cue.verb):
            if self.tokens[index - 1].text in self.lexicon.inverting:
                return Mention(index, index + 1, index + 1)
        return None

    def _past_hyphen(self, index: int) -> int:
        inverts = index < len(self.tokens) and self.tokens[index].text in self.lexicon.inverting
        return index + 1 if inverts else index

    def _past_day(self, index: int) -> int:
        """Return where who said it begins: "a dit mardi le maire", "dijo el lunes la ministra"."""
        after = self.tokens[index : index + 2]
        for at, token in enumerate(after):
            if token.text.islower() and token.lower in self.lexicon.weekdays:
                return index + at + 1
            if token.lower not in self.lexicon.determiners:
                break
        return index

    def closing(self) -> Source | None:
        """Return the source of a sentence that leads to the next paragraph: "She said:"."""
        cue = self.last_cue(0, len(self.tokens))
        return self.of_cue(cue, 0, None) if cue and not cue.source_follows else None

    def build(self, cue: Cue, mention: Mention | None, *, adjacent: bool = True) -> Source:
        """Return cue and mention with whom it was said to and on what condition."""
        tokens = self.tokens
        stretches = (i for i in range(cue.last, len(tokens)) if tokens[i].stretch)
        end = next(stretches, len(tokens))
        told = addressee_after(tokens, cue, end, self.lexicon)
        return Source(
            tokens=tokens,
            cue=(cue.first, cue.last),
            verb=tokens[cue.verb].lower,
            mention=mention,
            adjacent=adjacent,
            addressee=(tokens[told[0]].start, tokens[told[1] - 1].end) if told else None,
            condition=condition_in(tokens, cue.last, end, self.lexicon)
            or condition_in(tokens, max(0, cue.first - _ASIDE), cue.first, self.lexicon),
            rest=cue.rest,
        )

    def _elsewhere(self, cue: Cue, low: int) -> Mention | None:
        if cue.first > low:
            return subject(self.tokens, low, cue.first, self.lexicon)
        return mention_after(self.tokens, cue.last, self.lexicon)
