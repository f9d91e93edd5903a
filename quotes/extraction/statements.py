"""Indirect statements of one sentence: "X said that …", "according to X, …", "…, X said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import Cue, is_headline, phrase_end
from .endings import trimmed
from .found import Found
from .fragments import gives_way, settle, spans
from .mentions import Mention, mention_after, mention_before
from .nouns import NounReader
from .openings import PRESENT
from .rests import Rests
from .subjects import Subjects
from .told import addressee_after
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
        fixed = [found for found in reader.found if not gives_way(found)]
        self.taken = [span for found in fixed for span in spans(found)]
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
            if self._is_parted(cue):
                continue
            statement = self._by_mention(cue) if cue.source_follows else self._by_verb(cue)
            if statement:
                found.append(statement)
        if not found and not self.reader.found and self.lexicon.labelling:
            found = self._labelled()
        found = settle(self.tokens, self.reader.found, found)
        if self.lexicon.naming:
            found += NounReader(self.reader).read([span for one in found for span in spans(one)])
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

    def _is_condition(self, cue: Cue) -> bool:
        """Whether it is the "asked" of "who asked not to be named"."""
        first = max(cue.first - 1, 0)
        return phrase_end(self.tokens, first, self.lexicon.anonymity) > cue.first

    def _is_parted(self, cue: Cue) -> bool:
        """Whether it is the "hoped" of "He hoped, he said, that …", part of what was said."""
        if cue.last >= len(self.tokens) or self.tokens[cue.last].text != ",":
            return False
        said = next((other for other in self.cues if other.first > cue.last + 1), None)
        if said is None or not said.saying or self.tokens[said.last : said.last + 1] == []:
            return False
        mention = mention_before(self.tokens, cue.last + 1, said.first, self.lexicon)
        begins = mention is not None and mention.first == cue.last + 1
        return begins and self.tokens[said.last].text == ","

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
        if after and after.text == "," and not self.openings.is_clause(self.at, cue.first):
            return self._parted(cue, source, cue.first, mention.last + 1)
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
        relative, leading = first in self.lexicon.relative, self.subjects.leads(by.mention, cue)
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
        if self.rests.closes(end) or mention.first >= cue.last:
            leads = self.tokens[self.at].lower in self.lexicon.prepositions
            clause = self.openings.is_clause(self.at, comma, () if leads else PRESENT)
            content = self.at, comma
            return self._found(content, source, "ahead", len(self.tokens)) if clause else None
        if end < len(self.tokens) and self.tokens[end].text == ",":
            return self._around(cue, source, comma, end + 1)
        return None

    def _around(self, cue: Cue, source: Source, comma: int, first: int) -> Found | None:
        clause = self.openings.is_clause(self.at, self.endings.after(first, cue))
        return self._parted(cue, source, comma, first) if clause else None

    def _parted(self, cue: Cue, source: Source, comma: int, first: int) -> Found | None:
        """Return a clause in two parts, before the comma and from token `first` on."""
        last = self.endings.after(first, cue)
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
                if self.rests.closes(end) or self._is_set_off(cue, end):
                    yield comma, after, end
                continue
            found = mention_before(self.tokens, comma + 1, cue.first, self.lexicon)
            begins = comma + 1 + (self.tokens[comma + 1].lower in self.lexicon.as_said)
            if found and found.first == begins:
                told = addressee_after(self.tokens, cue, len(self.tokens), self.lexicon)
                yield comma, found, told[1] if told else cue.last

    def _is_set_off(self, cue: Cue, end: int) -> bool:
        """Tell "…, said the mayor, with a laugh" from "…, said the mayor had left"."""
        says = self.tokens[cue.verb].lower in self.lexicon.always
        return says and end < len(self.tokens) and self.tokens[end].text == ","

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
