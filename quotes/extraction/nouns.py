"""Nouns of saying: "Ilka Moor's claim that …", "the board's promise to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue
from .endings import trimmed
from .found import Found
from .mentions import Mention, mention_after, mention_before, subject
from .phrases import walk_back
from .tokens import is_abbreviating

if TYPE_CHECKING:
    from .openings import Openings
    from .quote import Kind, Span
    from .reading import SentenceReader

_LONGEST_LEAD = 5
_FEWEST = 2
_LATEST_SUBJECT = 3
_ENDS = frozenset(",;:—–()") | {"--"}


class NounReader:
    """Reads the statements that the nouns of one sentence announce."""

    def __init__(self, reader: SentenceReader) -> None:
        self.reader = reader
        self.tokens = reader.tokens
        self.lexicon = reader.lexicon
        self.openings: Openings = reader.openings

    def read(self, taken: list[Span]) -> list[Found]:
        """Return the statements of nouns outside the spans that are read already."""
        found: list[Found] = []
        for index, token in enumerate(self.tokens):
            if token.lower not in self.lexicon.naming or index + _FEWEST >= len(self.tokens):
                continue
            if any(start < token.end and token.start < end for start, end in taken):
                continue
            one = self._at(index)
            if one and not any(s < one.parts[0][1] and one.parts[0][0] < e for s, e in taken):
                found.append(one)
                taken = [*taken, *one.parts]
        return found

    def _at(self, index: int) -> Found | None:
        before = self._owner(index)
        after = None
        first = index + 1
        if self.tokens[first].lower in self.lexicon.by:
            after = mention_after(self.tokens, first + 1, self.lexicon)
            first = after.last if after else first
        opened = self._opening(index, first) if first + 1 < len(self.tokens) else None
        if opened is None:
            return None
        (low, high), how = opened
        high = trimmed(self.tokens, low, high)
        if high - low < _FEWEST:
            return None
        mention = before or after or self._maker(index)
        if mention is None and how != "noun that":
            return None
        cue = Cue(index, index + 1, index, saying=False)
        source = self.reader.sources.build(cue, mention, adjacent=before is not None)
        last = self.tokens[high - 1]
        span = self.tokens[low].start, last.stretch.end if last.stretch else last.end
        quoted = any(token.stretch for token in self.tokens[low:high])
        kind: Kind = "mixed" if quoted else "indirect"
        return Found(kind, [span], self.reader.paragraph, source, how)

    def _opening(self, index: int, first: int) -> tuple[tuple[int, int], str] | None:
        """Return the content's tokens and how it begins."""
        word, lexicon = self.tokens[first].lower, self.lexicon
        noun = self.tokens[index].lower
        if word in lexicon.that and noun in lexicon.stating and not self._is_relative(first):
            cue = Cue(index, index + 1, index, saying=True)
            end = self.reader.endings.after(first + 1, cue)
            return (first, self._predicate(index, first + 1, end)), "noun that"
        if word in lexicon.infinitive and noun in lexicon.committing:
            return (first, self._phrase_end(first)), "noun to"
        return None

    def _predicate(self, noun: int, first: int, end: int) -> int:
        """Return where "surprised many" begins in "The claim that it was late surprised many".

        A noun that begins its sentence is the subject of a verb after that of its clause.
        """
        begins = self.tokens[0].lower in self.lexicon.definite and noun <= _LATEST_SUBJECT
        if not begins:
            return end
        verbs, wanted = 0, _FEWEST
        for index in range(first, end):
            word = self.tokens[index].lower
            wanted += word in self.lexicon.clause_openers or word in self.lexicon.relative
            if not self._is_verb(index) or (index > first and self._goes_with(index - 1)):
                continue
            verbs += 1
            if verbs == wanted:
                return index
        return end

    def _is_verb(self, index: int) -> bool:
        token = self.tokens[index]
        plain = token.text.islower() and token.stretch is None
        return plain and (token.lower in self.lexicon.finite or token.lower.endswith("ed"))

    def _goes_with(self, before: int) -> bool:
        """Whether the word before a verb is part of it: "had been", "was never"."""
        word = self.tokens[before].lower
        if not self.tokens[before].text.islower():
            return False
        helps = word in self.lexicon.auxiliaries or word in self.lexicon.negations
        return helps or self._is_verb(before) or word.endswith("ly")

    def _is_relative(self, that: int) -> bool:
        """Tell "claims that hurt" and "arguments that could be made" from "that she was late"."""
        after = self.tokens[that + 1].lower
        return after in self.lexicon.finite or after in self.lexicon.auxiliaries

    def _phrase_end(self, first: int) -> int:
        """Return the token a noun phrase ends before."""
        cue = Cue(first, first + 1, first, saying=False)
        end = self.reader.endings.of_phrase(first, cue, self.openings)
        for index in range(first + 1, end):
            token = self.tokens[index]
            word = token.lower
            stops = token.text == "." and not is_abbreviating(self.tokens, index, self.lexicon)
            ends = token.text in _ENDS or word in self.lexicon.finite or stops
            if ends or word in self.lexicon.clause_openers:
                return index
        return end

    def _owner(self, index: int) -> Mention | None:
        """Return "his" of "his harsh claim", "Moor's" of "Moor's claim"."""
        for at in range(index - 1, max(-1, index - _LONGEST_LEAD), -1):
            token = self.tokens[at]
            word = token.lower
            if word in self.lexicon.possessive:
                return Mention(at, at + 1, at + 1)
            if word.endswith(("’s", "'s", "s’", "s'")):
                first = walk_back(self.tokens, 0, at, self.lexicon)
                return Mention(first, at + 1, at + 1)
            if not token.text[:1].isalnum() or word in self.lexicon.determiners:
                return None
        return None

    def _maker(self, index: int) -> Mention | None:
        """Return who "made the claim"."""
        for at in range(index - 1, max(-1, index - _LONGEST_LEAD), -1):
            if self.tokens[at].lower in self.lexicon.making:
                found = mention_before(self.tokens, 0, at, self.lexicon)
                return found or subject(self.tokens, 0, at, self.lexicon)
        return None
