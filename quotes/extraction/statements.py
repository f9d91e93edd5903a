"""Indirect statements of one sentence: "X said that …", "according to X, …", "…, X said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue, is_headline, phrase_end
from .endings import trimmed
from .found import Found
from .mentions import Mention, mention_after, mention_before
from .nouns import NounReader
from .openings import PRESENT
from .rests import Rests
from .subjects import Subjects
from .verbs import agrees, form_of, is_named, is_passive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .found import Source
    from .quote import Kind, Span
    from .reading import SentenceReader

_OPENERS = frozenset("([$£€#@")
_CLAUSES = frozenset(("that", "clause", "question"))
_LED = frozenset(("that", "question"))
_NAMED = frozenset(("object", "object to", "about"))
_LONGEST_LABEL = 4
_SHORTEST = 2
_LEAST_BEFORE = 1
_LONGEST_MENTION = 25


class StatementReader:
    """Reads the indirect statements of a sentence whose quoted words are already read."""

    def __init__(self, reader: SentenceReader, *, eager: bool = False) -> None:
        self.eager = eager
        self.reader = reader
        self.tokens = reader.tokens
        self.lexicon = reader.lexicon
        self.cues = reader.sources.cues
        fixed = [found for found in reader.found if not _gives_way(found)]
        self.taken = [span for found in fixed for span in _spans(found)]
        self.openings, self.endings = reader.openings, reader.endings
        self.subjects = Subjects(reader)
        self.rests = Rests(self.tokens, self.lexicon, self.openings)
        self.endings.taken.update(start for found in fixed for start, _ in found.parts)
        self.at = 0
        self.last: Mention | None = None

    def read(self) -> list[Found]:
        """Return the quotes of the sentence, those in marks and these.

        What stands inside a statement is left to it, quoted words without a source of their own
        become part of one.
        """
        found: list[Found] = []
        for cue in self.cues:
            if cue.first < self.at or self._is_taken(cue) or self._is_condition(cue):
                continue
            statement = self._by_mention(cue) if cue.source_follows else self._by_verb(cue)
            if statement:
                found.append(statement)
        if not found and not self.reader.found and self.lexicon.labelling:
            found = self._labelled()
        yielding = [quote for quote in self.reader.found if _yields(quote, found)]
        lost = [one for one in found if self._loses_words(one, found, yielding)]
        found = [one for one in found if not any(one is other for other in lost)]
        kept = [quote for quote in self.reader.found if not _yields(quote, found)]
        found = [*kept, *found]
        if self.lexicon.naming:
            found += NounReader(self.reader).read([span for one in found for span in _spans(one)])
        return found

    def _labelled(self) -> list[Found]:
        """Read the headline "Moor: Harbour Will Close"."""
        colon = next((i for i, t in enumerate(self.tokens) if t.text in self.lexicon.labelling), 0)
        words = self.tokens[:colon]
        if not 0 < colon <= _LONGEST_LABEL or len(self.tokens) - colon <= _SHORTEST:
            return []
        if not is_headline(self.tokens) or not all(word.text[:1].isupper() for word in words):
            return []
        if any(word.lower in self.lexicon.no_label for word in words):
            return []
        cue = Cue(colon, colon + 1, colon, saying=True)
        source = self.reader.sources.build(cue, Mention(0, colon, colon))
        one = self._found((colon + 1, len(self.tokens)), source, "label")
        return [one] if one else []

    def _loses_words(self, one: Found, found: list[Found], yielding: list[Found]) -> bool:
        """Whether a clause read round words in marks holds some that no statement does."""
        for quote in yielding:
            if _overlaps(quote, one) and quote.source:
                marks = [t for t in self.tokens if t.stretch and _holds(quote, t.start, t.end)]
                if not all(any(_holds(f, t.start, t.end) for f in found) for t in marks):
                    return True
        return False

    def _is_condition(self, cue: Cue) -> bool:
        """Whether it is the "asked" of "who asked not to be named"."""
        first = max(cue.first - 1, 0)
        return phrase_end(self.tokens, first, self.lexicon.anonymity) > cue.first

    def _is_taken(self, cue: Cue) -> bool:
        start, end = self.tokens[cue.first].start, self.tokens[cue.last - 1].end
        return any(low < end and start < high for low, high in self.taken)

    def _by_mention(self, cue: Cue) -> Found | None:
        """Read "According to Ilka Moor, …" and "…, according to Ilka Moor"."""
        tokens = self.tokens
        mention = mention_after(tokens, cue.last, self.lexicon)
        if mention is None:
            return None
        begins = cue.first - self.at <= 1
        if begins and (mention.last >= len(tokens) or tokens[mention.last].text != ","):
            mention = mention._replace(last=mention.head)
        source = self.reader.sources.build(cue, mention)
        after = tokens[mention.last] if mention.last < len(tokens) else None
        verb_follows = bool(self.lexicon.opens_clause)  # as in German: "Laut Moor bleibt …"
        if after and begins and (after.text == "," or verb_follows):
            first = mention.last
            return self._found((first, self.endings.after(first, cue)), source, "according")
        return self._found((self.at, cue.first), source, "according after", mention.last)

    def _by_verb(self, cue: Cue) -> Found | None:
        if not self.eager and is_passive(self.tokens, cue, self.lexicon):
            return None
        return self._before(cue) or self._after(cue)

    def _after(self, cue: Cue) -> Found | None:
        """Read "Ilka Moor said that …"."""
        by = self.subjects.of(cue, self.at, self.last)
        if by is None:
            return None
        first = self.tokens[by.mention.first].lower
        if not self.eager and first in self.lexicon.speakers_here:
            return None
        relative, leading = first in self.lexicon.relative, self.subjects.leads(by.mention)
        last = self.endings.after(cue.last, cue, relative=relative, leading=leading)
        opening = self.openings.after(cue, last)
        if opening is None or (by.plain and opening.how not in _CLAUSES):
            return None
        if opening.how not in _LED and not self.subjects.can_show(cue, by.mention):
            return None
        if opening.how in _NAMED:
            last = min(last, self.endings.of_phrase(opening.first, cue, self.openings))
        cue = cue._replace(last=max(cue.last, opening.cue_end))
        self.last = by.mention
        source = self.reader.sources.build(cue, by.mention, adjacent=by.adjacent)
        return self._found((opening.first, last), source, opening.how)

    def _before(self, cue: Cue) -> Found | None:
        """Read "The boat sails, she said" and "The boat, she said, sails"."""
        verb = self.tokens[cue.verb].lower
        if verb not in self.lexicon.clausal or form_of(verb, self.lexicon) == "ing":
            return None
        read = next(self._beside(cue), None)
        if read is None or not agrees(self.tokens, read[1], cue, self.lexicon):
            return None
        comma, mention, end = read
        if not self.subjects.can_show(cue, mention):
            return None
        source = self.reader.sources.build(cue, mention)
        if self.rests.closes(end):
            leads = self.tokens[self.at].lower in self.lexicon.prepositions
            clause = self.openings.is_clause(self.at, comma, () if leads else PRESENT)
            content = self.at, comma
            return self._found(content, source, "ahead", len(self.tokens)) if clause else None
        if end < len(self.tokens) and self.tokens[end].text == ",":
            return self._around(cue, source, comma, end + 1)
        return None

    def _around(self, cue: Cue, source: Source, comma: int, first: int) -> Found | None:
        last = self.endings.after(first, cue)
        if not self.openings.is_clause(self.at, last):
            return None
        part = self._part(first, last)
        found = self._found((self.at, comma), source, "around", last)
        if found and part:
            found.parts.append(part)
        return found

    def _beside(self, cue: Cue) -> Iterator[tuple[int, Mention, int]]:
        """Yield the comma after what was said, the mention, and the token after it and the cue."""
        low = max(self.at + _LEAST_BEFORE, cue.first - _LONGEST_MENTION)
        for comma in range(cue.first - 1, low - 1, -1):
            if self.tokens[comma].text != ",":
                continue
            if comma == cue.first - 1:
                after = mention_after(self.tokens, cue.last, self.lexicon)
                after = self.reader.sources.inside(cue) or after
                if after is None or not is_named(self.tokens, after, self.lexicon):
                    continue
                end = max(after.last, cue.last)
                if self.rests.closes(end):
                    yield comma, after, end
                continue
            found = mention_before(self.tokens, comma + 1, cue.first, self.lexicon)
            if found and found.first == comma + 1:
                yield comma, found, cue.last

    def _found(
        self, content: tuple[int, int], source: Source, how: str, until: int = 0
    ) -> Found | None:
        part = self._part(*content)
        if part is None:
            return None
        self.at = max(content[1], until)
        quoted = any(token.stretch for token in self.tokens[slice(*content)])
        kind: Kind = "mixed" if quoted else "indirect"
        return Found(kind, [part], self.reader.paragraph, source, how)

    def _part(self, first: int, last: int) -> Span | None:
        tokens = self.tokens
        while first < last and not (
            tokens[first].stretch
            or tokens[first].text[0].isalnum()
            or tokens[first].text in _OPENERS
        ):
            first += 1
        last = trimmed(tokens, first, last)
        if last - first < _SHORTEST:
            return None
        begin, end = tokens[first], tokens[last - 1]
        start = begin.stretch.start if begin.stretch else begin.start
        return start, end.stretch.end if end.stretch else end.end


def _gives_way(quote: Found) -> bool:
    """Whether it is words in marks inside a clause, which a statement may hold."""
    return quote.how == "mixed clause" or (quote.source is None and quote.how == "alone")


def _yields(quote: Found, statements: list[Found]) -> bool:
    """Whether quoted words stand inside a statement, or their clause overlaps one."""
    return _gives_way(quote) and any(_overlaps(quote, statement) for statement in statements)


def _overlaps(one: Found, other: Found) -> bool:
    return any(start < high and low < end for start, end in one.parts for low, high in other.parts)


def _holds(quote: Found, start: int, end: int) -> bool:
    return any(start < high and low < end for low, high in quote.parts)


def _spans(quote: Found) -> list[Span]:
    cue = quote.source.cue_span if quote.source else None
    return [*quote.parts, cue] if cue else quote.parts
