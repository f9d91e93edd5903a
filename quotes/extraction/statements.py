"""Indirect statements of one sentence: "X said that …", "according to X, …", "…, X said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .endings import ending_after, trimmed
from .found import Found
from .mentions import Mention, mention_after, mention_before, subject
from .openings import opening_after

if TYPE_CHECKING:
    from .cues import Cue
    from .found import Source
    from .quote import Span
    from .reading import SentenceReader


class StatementReader:
    """Reads the indirect statements of a sentence whose quoted words are already read."""

    def __init__(self, reader: SentenceReader, *, eager: bool = False) -> None:
        self.eager = eager
        self.reader = reader
        self.tokens = reader.tokens
        self.lexicon = reader.lexicon
        self.cues = reader.sources.cues
        self.taken = [
            span for found in reader.found for span in (*found.parts, *_source_spans(found.source))
        ]
        self.starts = {start for start, _ in self.taken}
        self.at = 0
        self.last: Mention | None = None

    def read(self) -> list[Found]:
        """Return them in order; one inside another is left to it."""
        found: list[Found] = []
        for cue in self.cues:
            if cue.first < self.at or self._is_taken(cue):
                continue
            statement = self._by_mention(cue) if cue.source_follows else self._by_verb(cue)
            if statement:
                found.append(statement)
        return found

    def _is_taken(self, cue: Cue) -> bool:
        start, end = self.tokens[cue.first].start, self.tokens[cue.last - 1].end
        return any(low < end and start < high for low, high in self.taken)

    def _by_mention(self, cue: Cue) -> Found | None:
        mention = mention_after(self.tokens, cue.last, self.lexicon)
        if mention is None:
            return None
        source = self.reader.sources.build(cue, mention)
        tokens = self.tokens
        if (
            cue.first - self.at <= 1
            and mention.last < len(tokens)
            and tokens[mention.last].text == ","
        ):
            first, last = mention.last + 1, len(tokens)
            last = ending_after(tokens, first, self.cues, self.lexicon, self.starts)
            return self._found(first, last, source, "according")
        return self._found(self.at, cue.first, source, "according after", until=mention.last)

    def _by_verb(self, cue: Cue) -> Found | None:
        before = self._before(cue)
        if before:
            return before
        mention, adjacent = self._mention(cue)
        if mention is None:
            return None
        last = ending_after(self.tokens, cue.last, self.cues, self.lexicon, self.starts)
        opening = opening_after(self.tokens, cue, last, self.lexicon)
        if opening is None:
            return None
        source = self.reader.sources.build(cue, mention, adjacent=adjacent)
        self.last = mention
        return self._found(opening.first, last, source, opening.how)

    def _before(self, cue: Cue) -> Found | None:
        """Read "The boat sails, she said" and "The boat, she said, sails"."""
        if not cue.saying:
            return None
        tokens = self.tokens
        low = next((i for i in range(cue.first - 1, self.at, -1) if tokens[i].text == ","), -1)
        inverted = False
        mention: Mention | None = None
        comma = -1
        for comma in (
            i
            for i in range(cue.first - 1, max(self.at, cue.first - 25), -1)
            if tokens[i].text == ","
        ):
            if comma == cue.first - 1:
                after = mention_after(tokens, cue.last, self.lexicon)
                if after and self._ends(after.last):
                    mention, inverted = after, True
                    break
                continue
            found = mention_before(tokens, comma + 1, cue.first, self.lexicon)
            if found and found.first == comma + 1:
                mention = found
                break
        if mention is None or comma - self.at < 3 or low < 0:
            return None
        end = mention.last if inverted else cue.last
        if not inverted and end < len(tokens) and tokens[end].lower == "that":
            return None
        source = self.reader.sources.build(cue, mention)
        if self._ends(end):
            return self._found(self.at, comma, source, "before", until=len(tokens))
        if tokens[end].text == ",":
            last = ending_after(tokens, end + 1, self.cues, self.lexicon, self.starts)
            found_ = self._found(self.at, comma, source, "around", until=last)
            part = self._part(end + 1, last)
            if found_ and part:
                found_.parts.append(part)
            return found_
        return None

    def _ends(self, index: int) -> bool:
        """Whether nothing but an occasion stands between token `index` and the end."""
        rest = self.tokens[index:]
        words = [t for t in rest if t.stretch or t.text[0].isalnum()]
        if not words:
            return True
        first = rest[0].lower
        return (
            len(words) <= 14
            and (
                first in self.lexicon.weekdays
                or first in self.lexicon.after_name
                or first in self.lexicon.when
            )
            and first not in ("that", "if", "as", "when", "while", "because", "but", "and")
        )

    def _mention(self, cue: Cue) -> tuple[Mention | None, bool]:
        mention = mention_before(self.tokens, self.at, cue.first, self.lexicon)
        if mention:
            return mention, True
        before = self.tokens[cue.first - 1] if cue.first else None
        if before is None:
            return None, False
        if before.lower in ("who", "which", "that") and cue.first - 1 >= self.at:
            return Mention(cue.first - 1, cue.first, cue.first), True
        participle = self.tokens[cue.verb].lower.endswith("ing")
        if before.lower in ("and", "but", ",", "by", "or", "then") or participle:
            return self.last or subject(self.tokens, 0, cue.first, self.lexicon), False
        return None, False

    def _found(
        self, first: int, last: int, source: Source, how: str, until: int = 0
    ) -> Found | None:
        part = self._part(first, last)
        if part is None:
            return None
        self.at = max(last, until)
        kind = "indirect"
        return Found(kind, [part], self.reader.paragraph, source, how)

    def _part(self, first: int, last: int) -> Span | None:
        tokens = self.tokens
        while first < last and not (
            tokens[first].stretch
            or tokens[first].text[0].isalnum()
            or tokens[first].text in "([$£€#@"
        ):
            first += 1
        last = trimmed(tokens, first, last)
        if last - first < 2:
            return None
        return tokens[first].start, tokens[last - 1].end


def _source_spans(source: Source | None) -> list[Span]:
    return [source.cue_span] if source and source.cue_span else []
