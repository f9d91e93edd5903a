"""Indirect statements where the verb stands second: "Sie sagte, der Hafen bleibe offen"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.extraction.statements import StatementReader

if TYPE_CHECKING:
    from quotes.extraction.cues import Cue
    from quotes.extraction.found import Found, Source
    from quotes.extraction.mentions import Mention

    from .reading import VerbSecondReader
    from .sources import VerbSecondSources

_FEWEST = 2


class VerbSecondStatements(StatementReader):
    """Reads the indirect statements of a sentence whose quoted words are already read."""

    def __init__(self, reader: VerbSecondReader, *, eager: bool = False) -> None:
        super().__init__(reader, eager=eager)
        self.sources: VerbSecondSources = reader.sources
        self.clauses = reader.sources.clauses

    def _by_mention(self, cue: Cue) -> Found | None:
        """Read "Laut Ilka Moor bleibt …" and "…, nach Angaben der Stadt"."""
        subject = self.sources.subject_of(cue, self.at)
        mention = subject.mention
        if mention is None:
            return None
        begins = cue.first - self.at <= 1
        if begins:  # no apposition before the verb: "Laut Moor, der Lotsin, bleibt …"
            closed = mention.last < len(self.tokens) and self.tokens[mention.last].text == ","
            mention = mention if closed else mention._replace(last=mention.head)
        source = self.sources.build(cue, mention)
        return self._around_source(cue.first, mention.last, source)

    def _around_source(self, first: int, last: int, source: Source) -> Found | None:
        """Return all the sentence says but the words that name its source."""
        end = self._end(last)
        if first - self.at <= 1:
            return self._found((last, end), source, "according")
        found = self._found((self.at, first), source, "according after", end)
        rest = self._part(last, end) if end - last > 1 else None
        if found and rest:
            found.parts.append(rest)
        return found

    def _by_verb(self, cue: Cue) -> Found | None:
        tokens = self.tokens
        subject = self.sources.subject_of(cue, self.at)
        mention = subject.mention
        if self._is_unsaid(cue, mention):
            return None
        source = self.sources.build(cue, mention)
        if mention and tokens[cue.verb].lower in self.lexicon.postposed:
            return self._around_source(mention.first, cue.last, source)
        low = self.clauses.low(self.sources.finite(cue))
        if tokens[low].lower == "wie" and subject.final:
            return self._as_said(cue, low, source)
        if subject.inverted and low > self.at and tokens[low - 1].text == ",":
            return self._before_verb(cue, low - 1, source)
        return self._after_verb(cue, source)

    def _is_unsaid(self, cue: Cue, mention: Mention | None) -> bool:
        """Whether nobody can be told to say it: without a subject, or the article's own "wir"."""
        if mention is None:
            impersonal = self.tokens[cue.last - 1].lower == "es" or self.sources.is_passive(cue)
            return not impersonal
        ours = self.tokens[mention.first].lower in self.lexicon.speakers_here
        return ours and not self.eager

    def _as_said(self, cue: Cue, low: int, source: Source) -> Found | None:
        """Read "Wie die Stadt mitteilte, bleibt …" and "…, wie die Stadt mitteilte"."""
        high = self.clauses.high(cue.last - 1)
        if low - self.at <= 1:
            return self._found((high, self._end(high + 1)), source, "according")
        return self._found((self.at, low - 1), source, "ahead", high)

    def _before_verb(self, cue: Cue, comma: int, source: Source) -> Found | None:
        """Read "Der Hafen bleibe offen, sagte sie"; and, said within it, what goes on after."""
        fronted = self.tokens[self.at].lower in self.lexicon.subordinators - self.lexicon.that
        if fronted or not cue.saying:
            return self._after_verb(cue, source)
        last = max(source.last, *(at + 1 for at in cue.rest), cue.last)
        high = self._past_occasion(last)
        if high < len(self.tokens) and self.tokens[high].text == ",":
            after = self.tokens[high + 1].lower if high + 1 < len(self.tokens) else ""
            if after in self.lexicon.that:
                return self._after_verb(cue, source)
            if after not in self.lexicon.relatives and after not in self.lexicon.conjunctions:
                end = self._end(high + 1)
                found = self._found((self.at, comma), source, "around", end)
                rest = self._part(high + 1, end)
                if found and rest:
                    found.parts.append(rest)
                return found
        return self._found((self.at, comma), source, "ahead", high)

    def _past_occasion(self, last: int) -> int:
        """Return the end of the clause after cue and mention: "am Freitag in Neustadt"."""
        return self.clauses.high(last - 1) if last <= len(self.tokens) else last

    def _after_verb(self, cue: Cue, source: Source) -> Found | None:
        """Read what follows a comma or colon after the verb: "dass …", "ob …", a clause."""
        last = max(cue.last, source.last if source.mention else 0, *(at + 1 for at in cue.rest), 0)
        if cue.rest and cue.rest[0] < cue.first:
            last = cue.last
        for bar in self.clauses.bars:
            if bar < last or bar + _FEWEST >= len(self.tokens):
                continue
            if self.tokens[bar].text not in ",:":
                return None
            how = self._how(bar, cue)
            if how:
                return self._found((bar + 1, self._end(bar + 1, cue)), source, how)
            if self.tokens[bar].text == ":":
                return None
        return None

    def _how(self, bar: int, cue: Cue) -> str:
        """Return how the words after a comma or colon are what was said, or nothing."""
        first = bar + 1
        word = self.tokens[first].lower
        if self.tokens[bar].text == ":" and self.tokens[first].stretch:
            return ""
        if word in self.lexicon.that:
            return "that"
        relative = word in self.lexicon.relatives and self._is_final(first)
        if word in self.lexicon.questions and not relative:
            return "question"
        if self.tokens[bar].text == ":":
            return "clause" if cue.saying else ""
        return "" if relative else self._how_without_that(first, cue)

    def _how_without_that(self, first: int, cue: Cue) -> str:
        """Return how words are what was said that no "dass" begins."""
        word, lexicon = self.tokens[first].lower, self.lexicon
        if word in lexicon.subordinators or word in lexicon.conjunctions:
            return ""
        takes = cue.rest or self.tokens[cue.verb].lower in lexicon.promising
        if takes and self._has_infinitive(first):
            return "infinitive"
        return "clause" if self._has_verb(first) else ""

    def _has_verb(self, first: int) -> bool:
        """Whether a clause has its verb second, as told ones without "dass" do."""
        high = self.clauses.high(first)
        end = self.clauses.phrases.end(first, high) or first + 1
        for token in self.tokens[end : min(high, end + 10)]:
            word = token.lower
            if word in self.lexicon.finite or word in self.lexicon.subjunctive:
                return True
            if word in self.lexicon.wished:
                return True
        return False

    def _is_final(self, first: int) -> bool:
        """Whether a clause ends in its verb, as relative ones do."""
        high = self.clauses.high(first)
        last = self.tokens[high - 1]
        if last.text in ".!?" and high - 2 > first:
            last = self.tokens[high - 2]
        word = last.lower
        known = word in self.lexicon.finite or word in self.lexicon.subjunctive
        begins = self.clauses.phrases.end(first, high)
        second = self.tokens[begins].lower if begins and begins < high else ""
        if second in self.lexicon.finite or second in self.lexicon.subjunctive:
            return False
        return known or (last.text.islower() and word.endswith(("t", "te", "ten", "en")))

    def _has_infinitive(self, first: int) -> bool:
        """Whether "zu" and an infinitive end the clause: "den Hafen zu schließen"."""
        for bar in (self.clauses.high(first), len(self.tokens)):
            words = [t for t in self.tokens[first:bar] if t.text[:1].isalpha()][-3:]
            if any(a.lower == "zu" and b.lower.endswith("n") for a, b in pairwise(words)):
                return True
            if words and "zu" in words[-1].lower[1:-3] and words[-1].lower.endswith("en"):
                return True
        return False

    def _end(self, first: int, cue: Cue | None = None) -> int:
        """Return the token before which the narration takes over again."""
        tokens = self.tokens
        depth = 0
        for index in range(first, len(tokens)):
            token = tokens[index]
            if token.stretch and token.stretch.start in self.endings.taken:
                return index
            depth += (token.text == "(") - (token.text == ")")
            if depth < 0 or token.text == ";":
                return index
            if depth == 0 and index > first and self._takes_over(index, cue):
                return index
        return len(tokens)

    def _takes_over(self, index: int, cue: Cue | None) -> bool:
        token = self.tokens[index]
        joined = token.lower in self.lexicon.both
        if token.text != "," and not joined:
            return False
        after = index + 1
        if token.text == "," and after < len(self.tokens):
            after += self.tokens[after].lower in self.lexicon.both
        other = self.endings.cues.get(after)
        if other is None or other is cue or not other.saying or other.source_follows:
            return False
        return joined or not self._is_final(after) or other.last == after + 1
