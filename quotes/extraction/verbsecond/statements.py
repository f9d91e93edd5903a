"""Indirect statements where the verb stands second: "Sie sagte, der Hafen bleibe offen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..statements import StatementReader

if TYPE_CHECKING:
    from ..cues import Cue
    from ..found import Found, Source
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
        tokens, lexicon = self.tokens, self.lexicon
        subject = self.sources.subject_of(cue, self.at)
        mention = subject.mention
        if tokens[cue.verb].lower in lexicon.postposed:
            if mention is None:
                return None
            source = self.sources.build(cue, mention)
            return self._around_source(mention.first, cue.last, source)
        impersonal = mention is None and (
            tokens[cue.last - 1].lower == "es" or self.sources.is_passive(cue)
        )
        if mention is None and not impersonal:
            return None
        if mention and not self.eager and tokens[mention.first].lower in lexicon.speakers_here:
            return None
        source = self.sources.build(cue, mention)
        low = self.clauses.low(self.sources.finite(cue))
        if tokens[low].lower == "wie" and subject.final:
            return self._as_said(cue, low, source)
        if subject.inverted and low > self.at and tokens[low - 1].text == ",":
            return self._before_verb(cue, low - 1, source)
        return self._after_verb(cue, source)

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
        first, lexicon = bar + 1, self.lexicon
        token = self.tokens[first]
        if token.stretch and self.tokens[bar].text == ":":
            return ""
        word = token.lower
        if word in lexicon.that:
            return "that"
        verb = self.tokens[cue.verb].lower
        if word in lexicon.questions and not (word in lexicon.relatives and self._is_final(first)):
            return "question"
        if self.tokens[bar].text == ":":
            return "clause" if cue.saying else ""
        if word in lexicon.subordinators or word in lexicon.conjunctions:
            return ""
        if self._has_infinitive(first) and (verb in lexicon.promising or cue.rest):
            return "infinitive"
        if word in lexicon.relatives and self._is_final(first):
            return ""
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
            for before, after in zip(words, words[1:], strict=False):
                if before.lower == "zu" and after.lower.endswith("n"):
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
        for other in self.cues:
            if other.first == after and other is not cue and other.saying:
                if other.source_follows:
                    return False
                return joined or not self._is_final(after) or other.last == after + 1
        return False
