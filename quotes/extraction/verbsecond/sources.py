"""The source beside a quote where the verb stands second: before the verb, or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extraction.cues import Cue
from quotes.extraction.found import Source
from quotes.extraction.mentions import Mention
from quotes.extraction.sources import SourceFinder

from .clauses import Clauses, Subject
from .cues import find_parted_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.extraction.lexicon import Lexicon
    from quotes.extraction.tokens import Token

_PASSED_OVER = frozenset("—–-,") | {"--"}
_VERB_ENDS = ("te", "ten", "t", "ß", "en")
_SHORTEST_VERB = 3


class VerbSecondSources(SourceFinder):
    """Finds the cues of one sentence and the subject of each."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.clauses = Clauses(tokens, lexicon)
        self.cues = find_parted_cues(tokens, lexicon, self.clauses)

    def subject_of(self, cue: Cue, low: int = 0) -> Subject:
        """Return whose cue it is, in the words from token `low` on."""
        tokens, phrases = self.tokens, self.clauses.phrases
        if cue.source_follows:
            return Subject(phrases.mention(cue.last, len(tokens)))
        if tokens[cue.verb].lower in self.lexicon.after_comma:
            return Subject(phrases.mention(cue.last, len(tokens)), inverted=True)
        if tokens[cue.verb].lower in self.lexicon.postposed:
            first = max(low, self.clauses.low(cue.first))
            return Subject(Mention(first, cue.first, cue.first) if first < cue.first else None)
        if self.is_passive(cue):
            return Subject(None, inverted=self.clauses.low(self.finite(cue)) == self.finite(cue))
        if tokens[cue.last - 1].lower == "es" and cue.last - cue.first > 1:
            return Subject(self._where_it_says(cue), inverted=True)
        found = self.clauses.subject(self.finite(cue), low)
        return found._replace(mention=self._before_rest(found.mention, cue))

    def finite(self, cue: Cue) -> int:
        """Return the token of the verb that has a subject: "hatte" of "hatte … gesagt"."""
        if cue.rest and cue.rest[0] < cue.first:
            return cue.rest[0]
        last = self.tokens[cue.last - 1].lower
        helped = last in self.lexicon.helping or last in self.lexicon.becoming
        return cue.last - 1 if helped else cue.first

    def is_passive(self, cue: Cue) -> bool:
        """Whether it is "wird … kritisiert"."""
        if self.tokens[cue.verb].lower not in self.lexicon.participles:
            return False
        places = (*cue.rest, cue.first, cue.last - 1)
        return any(self.tokens[at].lower in self.lexicon.becoming for at in places)

    def _where_it_says(self, cue: Cue) -> Mention | None:
        """Return "dem Bericht" of "heißt es in dem Bericht" and "In dem Bericht heißt es"."""
        phrases, tokens = self.clauses.phrases, self.tokens
        low = self.clauses.low(cue.first)
        for at in (low, cue.last):
            word = tokens[at].lower if at < len(tokens) else ""
            inside = word in self.lexicon.prepositions and word not in self.lexicon.purposes
            if inside and (found := phrases.mention(at + 1, len(tokens))):
                return found
        return None

    def _before_rest(self, mention: Mention | None, cue: Cue) -> Mention | None:
        """Cut a mention off where the other half of its cue stands."""
        if mention is None or not cue.rest or not mention.first <= cue.rest[0] < mention.last:
            return mention
        end = cue.rest[0]
        return Mention(mention.first, min(mention.head, end), end) if end > mention.first else None

    def of_cue(self, cue: Cue, low: int, fallback: Mention | None) -> Source:
        """Return a cue's source: its subject, or that of the quote before."""
        subject = self.subject_of(cue, min(low, cue.first)).mention
        return self.build(cue, subject or fallback, adjacent=subject is not None)

    def after_quote(self, low: int) -> Source | None:
        """Return the attribution that begins at token `low`: "sagte die Sprecherin"."""
        tokens = self.tokens
        while low < len(tokens) and tokens[low].text in _PASSED_OVER:
            low += 1
        if low >= len(tokens):
            return None
        for cue in self.cues_from(low):
            if cue.first == low or (cue.rest and cue.rest[0] == low):
                found = self.subject_of(cue, low).mention
                if found or tokens[cue.last - 1].lower == "es":
                    return self.build(cue, found)
                return None
            as_said = tokens[low].lower == "wie" and self.clauses.low(cue.first) == low
            if as_said:
                return self.build(cue, self.subject_of(cue, low).mention)
            break
        return self._by_any_verb(low)

    def _by_any_verb(self, low: int) -> Source | None:
        """Take a verb right after a quotation for one of saying: "zürnte Frau Moor"."""
        token = self.tokens[low]
        if token.stretch or not token.text.islower() or len(token.text) <= _SHORTEST_VERB:
            return None
        small = token.lower in self.lexicon.prepositions or token.lower in self.lexicon.fronts
        small = (
            small
            or token.lower in self.lexicon.subordinators
            or token.lower in self.lexicon.relatives
        )
        if (
            small
            or not token.lower.endswith(_VERB_ENDS)
            or token.lower in self.lexicon.conjunctions
        ):
            return None
        mention = self.clauses.after(low + 1)
        if mention is None or mention.first - low > _SHORTEST_VERB:
            return None
        return self.build(Cue(low, low + 1, low, saying=True), mention)

    def before_colon(self, low: int, colon: int) -> Source | None:
        """Return who the clause before a colon is about: "Die Ministerin zeigte sich froh:"."""
        for cue in reversed(self.cues):
            if low <= cue.first < colon:
                subject = self.subject_of(cue, low)
                if subject.mention:
                    return self.build(cue, subject.mention)
        first = max(low, 0)
        while first < colon and self.tokens[first].lower in self.lexicon.also:
            first += 1
        for at in range(first, colon):
            if self.tokens[at].lower in self.lexicon.finite or self._looks_finite(at):
                found = self.clauses.subject(at, first).mention
                return Source(self.tokens, None, "", found) if found else None
        named = self.clauses.phrases.mention(first, colon)  # "Hafenmeister Moor: …"
        whole = named is not None and named.last == colon
        return Source(self.tokens, (colon, colon + 1), ":", named) if whole else None

    def _looks_finite(self, at: int) -> bool:
        token = self.tokens[at]
        return token.text.islower() and token.lower.endswith(("te", "ten"))
