"""Reading one sentence: which of its quoted stretches are whole quotes, which are words inside somebody's clause."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from .clauses import clause_quote
from .cues import Cue, find_cues
from .found import Found, Source
from .mentions import Mention, mention_after, mention_before, subject
from .sentences import final_stop
from .told import addressee_after, condition_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .marks import Stretch
    from .tokens import Token

_INTRODUCES = frozenset((",", ":", "—", "–", "--"))
_STOPS = frozenset(",.?!…—–-")
_LEADS_ON = frozenset(",:;—–") | {"--"}
_WHOLE_WORDS = 4
_LONGEST_GAP = 14
_DASHES = frozenset("—–―") | {"--"}
_LONGEST_SIGNATURE = 9


class SentenceReader:
    """Reads the quotes of one sentence from left to right, never the same stretch twice."""

    def __init__(
        self, text: str, tokens: Sequence[Token], lexicon: Lexicon, paragraph: int
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.paragraph = paragraph
        self.cues = find_cues(tokens, lexicon)
        self.found: list[Found] = []
        self.at = 0

    @property
    def is_bare(self) -> bool:
        """Whether the sentence is nothing but quoted stretches."""
        return all(token.stretch or not token.text[0].isalnum() for token in self.tokens)

    def read(self) -> list[Found]:
        """Return the sentence's quotes in order."""
        while (index := self._next_stretch()) is not None:
            found = (
                self._introduced(index)
                or self._followed(index)
                or self._signed(index)
                or self._colon(index)
            )
            if found is None:
                found, self.at = clause_quote(self, index)
            if found:
                self.found.append(found)
        return self.found

    def ends_open(self) -> bool:
        """Whether the last quote may go on in the next sentence."""
        return bool(self.found) and self.found[-1].kind == "direct"

    def _next_stretch(self) -> int | None:
        return next((i for i in range(self.at, len(self.tokens)) if self.tokens[i].stretch), None)

    def _introduced(self, index: int) -> Found | None:
        """Read `She said: "…"`: a cue before the stretch and nothing between that would make it a fragment."""
        cue = self.last_cue(self.at, index)
        if cue is None or not cue.saying:
            return None
        if cue.source_follows:
            return self._according_to(cue, index)
        gap = self.tokens[cue.last : index]
        if len(gap) > _LONGEST_GAP or not self._stands_alone(index):
            return None
        addressee = addressee_after(self.tokens, cue, index, self.lexicon)
        marked = bool(gap) and gap[-1].text in _INTRODUCES
        told = addressee is not None and addressee[1] == index
        if not (marked or not gap or told) or (gap and any(t.lower == "that" for t in gap)):
            return None
        source = self.source(cue, self.at)
        return self._direct(index, source, "before")

    def _according_to(self, cue: Cue, index: int) -> Found | None:
        """Read `According to the mayor, "…"`."""
        mention = mention_after(self.tokens, cue.last, self.lexicon)
        if (
            mention is None
            or self.tokens[index - 1].text not in _INTRODUCES
            or not mention.last >= index - 1
        ):
            return None
        return (
            self._direct(index, self._source(cue, mention, adjacent=True), "before")
            if self._stands_alone(index)
            else None
        )

    def _signed(self, index: int) -> Found | None:
        """Read `"…" — Ana Ruiz`: a dash and a name to the end of the sentence."""
        low = index + 2
        if (
            low >= len(self.tokens)
            or self.tokens[index + 1].text not in _DASHES
            or self._lead(index) is not None
        ):
            return None
        rest = self.tokens[low:]
        mention = mention_after(self.tokens, low, self.lexicon)
        ends = mention is not None and not any(
            t.stretch or t.text[0].isalnum() for t in self.tokens[mention.last :]
        )
        if (
            mention is None
            or not ends
            or len(rest) > _LONGEST_SIGNATURE
            or not rest[0].text[0].isupper()
        ):
            return None
        return self._direct(index, Source(self.tokens, None, "", mention), "signed")

    def _followed(self, index: int) -> Found | None:
        """Read `"…," she said` and `"…," said the mayor`."""
        low = index + 1
        comma = low < len(self.tokens) and self.tokens[low].text == ","
        if comma:
            low += 1
        stretch = self.stretch(index)
        stop = final_stop(self.text, stretch)
        if not (comma or stop or self._fills_from(index)):
            return None
        source = self.attribution_at(low)
        if source is None:
            return None
        lead = self._lead(index)
        if lead is not None and not self._is_introduction(lead, index):
            found = Found(
                "mixed", [(self.tokens[lead].start, stretch.end)], self.paragraph, source, "after"
            )
            self.at = self._after(source)
        else:
            found = self._direct(index, source, "after")
        self._resume(found)
        return found

    def _colon(self, index: int) -> Found | None:
        """Read a long quotation after a colon that no verb of saying introduces: a document, mostly."""
        if index == 0 or self.tokens[index - 1].text != ":" or self._words(index) < _WHOLE_WORDS:
            return None
        if not self._stands_alone(index):
            return None
        found = self._direct(index, None, "colon")
        named = subject(self.tokens, self.at_start(index), index - 1, self.lexicon)
        if named and any(
            t.lower in self.lexicon.documents for t in self.tokens[named.first : named.last]
        ):
            first = named.first + (self.tokens[named.first].lower in self.lexicon.determiners)
            found.document = (self.tokens[first].start, self.tokens[named.last - 1].end)
        return found

    def at_start(self, index: int) -> int:
        """Return the sentence's first token that no earlier stretch stands before."""
        return next((i + 1 for i in range(index - 1, -1, -1) if self.tokens[i].stretch), 0)

    def _direct(self, index: int, source: Source | None, how: str) -> Found:
        stretch = self.stretch(index)
        found = Found(
            "direct", [(stretch.start, stretch.end)], self.paragraph, source, how, stretch.closed
        )
        self.at = max(index + 1, self._after(source) if source else 0)
        if how == "before":
            self._resume(found)
        return found

    def _resume(self, found: Found) -> None:
        """Join what the cue split: `"…," she said, "…"`."""
        while (index := self._next_stretch()) is not None:
            between = self.tokens[self.at : index]
            adjacent = not between and self.at > 0 and self.tokens[self.at - 1].stretch
            tail = [t for t in between if t.text[0].isalnum()]
            joins = bool(between) and between[-1].text in _LEADS_ON and len(tail) <= _LONGEST_GAP
            if (
                not (joins or adjacent)
                or self._is_introduced(index)
                or any(t.lower == "that" for t in tail)
            ):
                return
            if not adjacent and (found.kind != "direct" or (found.how == "before" and tail)):
                return
            stretch = self.stretch(index)
            if not self._stands_alone(index):
                return
            found.parts.append((stretch.start, stretch.end))
            self.at = index + 1

    def _is_introduced(self, index: int) -> bool:
        """Whether a cue of its own leads to the stretch: "…, adding: "."""
        cue = self.last_cue(self.at, index)
        return cue is not None and (cue.saying or index - cue.last <= 1)

    def source(self, cue: Cue, low: int) -> Source:
        """Return the cue with the mention before it, or after it, or the one its clause or the quote before has."""
        mention = mention_before(self.tokens, low, cue.first, self.lexicon)
        adjacent = mention is not None
        if mention is None and (self.tokens[cue.verb].lower.endswith("ing") or cue.first > low):
            mention = self._subject(low, cue.first)
        elif mention is None and cue.first == low:
            mention = mention_after(self.tokens, cue.last, self.lexicon)
        if mention is None and self.found and self.found[-1].source:
            mention = self.found[-1].source.mention
        return self._source(cue, mention, adjacent=adjacent)

    def attribution_at(self, low: int) -> Source | None:
        """Return the attribution that begins at token `low`, right after a quote: "she said", "said the mayor"."""
        while low < len(self.tokens) and self.tokens[low].text in ("—", "–", "--", "-", ","):
            low += 1
        for cue in self.cues[bisect_left(self.cues, low, key=itemgetter(0)) :]:
            if not cue.saying:
                continue
            if any(t.stretch or t.text in ";:" for t in self.tokens[low : cue.first]):
                return None
            if cue.first == low or cue.verb == low:
                mention = mention_after(self.tokens, cue.last, self.lexicon)
                return self._source(cue, mention, adjacent=True) if mention else None
            mention = mention_before(self.tokens, low, cue.first, self.lexicon)
            if mention and mention.first - low <= 1:
                return self._source(cue, mention, adjacent=True)
        return None

    def _source(self, cue: Cue, mention: Mention | None, *, adjacent: bool) -> Source:
        verb = self.tokens[cue.verb].lower
        end = next(
            (i for i in range(cue.last, len(self.tokens)) if self.tokens[i].stretch),
            len(self.tokens),
        )
        told = addressee_after(self.tokens, cue, end, self.lexicon)
        addressee = (self.tokens[told[0]].start, self.tokens[told[1] - 1].end) if told else None
        condition = condition_in(self.tokens, cue.last, end, self.lexicon)
        return Source(
            self.tokens, (cue.first, cue.last), verb, mention, adjacent, addressee, condition
        )

    def _subject(self, low: int, high: int) -> Mention | None:
        return subject(self.tokens, low, high, self.lexicon)

    def closing_source(self) -> Source | None:
        """Return the cue and mention of a sentence that ends in a colon, leading to the next paragraph."""
        cue = self.last_cue(0, len(self.tokens))
        return self.source(cue, 0) if cue and not cue.source_follows else None

    def last_cue(self, low: int, high: int) -> Cue | None:
        """Return the last cue among tokens `low:high`."""
        index = bisect_left(self.cues, high, key=itemgetter(0)) - 1
        if index >= 0 and self.cues[index].last > high:
            index -= 1
        return self.cues[index] if index >= 0 and self.cues[index].first >= low else None

    def stretch(self, index: int) -> Stretch:
        """Return the quoted stretch that token `index` is."""
        stretch = self.tokens[index].stretch
        assert stretch is not None  # noqa: S101
        return stretch

    def _after(self, source: Source) -> int:
        ends = [source.cue[1] if source.cue else 0]
        if source.mention and source.tokens is self.tokens:
            ends.append(source.mention.last)
        return max(ends)

    def _is_introduction(self, lead: int, index: int) -> bool:
        """Whether the words before a stretch stand outside its sentence: "She scolded him:", "As for the cost,"."""
        last = self.tokens[index - 1].text
        return last == ":" or (last == "," and self.tokens[lead].lower == "as")

    def _lead(self, index: int) -> int | None:
        """Return the first word of the clause that stands before a stretch, if any."""
        first = next((i for i in range(self.at, index) if self.tokens[i].text[:1].isalnum()), None)
        return first

    def _stands_alone(self, index: int) -> bool:
        """Whether no clause goes on after the stretch: its sentence ends, or a comma or another quote follows."""
        if final_stop(self.text, self.stretch(index)) in _STOPS:
            return True
        after = self.tokens[index + 1 : index + 2]
        if not after or after[0].text in _LEADS_ON or after[0].text in ("(", "["):
            return True
        return not any(t.stretch or t.text[0].isalnum() for t in self.tokens[index + 1 :])

    def _fills_from(self, index: int) -> bool:
        return self._words(index) >= _WHOLE_WORDS and self.text[self.stretch(index).start].isupper()

    def _words(self, index: int) -> int:
        stretch = self.stretch(index)
        return len(self.text[stretch.start : min(stretch.end, stretch.start + 200)].split())
