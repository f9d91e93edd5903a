"""Reading one sentence: which stretches are whole quotes, which are words in somebody's clause."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from .clauses import clause_quote, is_title, names_work
from .endings import Endings
from .found import Found, Source
from .interrupted import interrupted
from .mentions import Mention, mention_after
from .openings import Openings
from .punctuated import after_colon, broken, labelled, signed
from .sentences import final_stop
from .sources import SourceFinder
from .told import addressee_after

if TYPE_CHECKING:
    from .cues import Cue
    from .quote import Kind, Span
    from .stretches import Stretch

_LEADS_ON = frozenset(",:;—–([") | {"--"}
_INTRODUCES = frozenset(",:—–") | {"--"}
_STOPS = frozenset(",.?!…—–-")
_WHOLE_WORDS = 4
_FIRST_WITHOUT_SPACES = "\u2e80"  # Chinese and Japanese, whose words are about two signs long
_LONGEST_GAP = 14


class SentenceReader:
    """Reads the quotes of one sentence from left to right, never the same stretch twice."""

    def __init__(self, text: str, sources: SourceFinder, paragraph: int) -> None:
        self.text = text
        self.tokens = tokens = sources.tokens
        self.lexicon = lexicon = sources.lexicon
        self.paragraph = paragraph
        self.sources = sources
        self.stretches = [i for i, token in enumerate(tokens) if token[4] is not None]
        self.endings = Endings(tokens, self.sources.cues, lexicon)
        self.openings = Openings(tokens, lexicon)
        self.found: list[Found] = []
        self.at = 0

    @property
    def is_bare(self) -> bool:
        """Whether the sentence is nothing but quoted stretches."""
        return not self.has_words(0, len(self.tokens))

    @property
    def open_end(self) -> Found | None:
        """The quote that may go on in the next sentence: the last whole one, or none."""
        for found in reversed(self.found):
            if found.kind == "direct" or found.how == "around":
                return found
            if found.how != "mixed clause":
                break
        return None

    @property
    def last_mention(self) -> Mention | None:
        """The mention of the sentence's latest quote."""
        return self.found[-1].source.mention if self.found and self.found[-1].source else None

    def read(self) -> list[Found]:
        """Return the sentence's quotes in order."""
        while (index := self._next_stretch()) is not None:
            if names_work(self, index):
                self.at = index + 1
                continue
            found = self.read_whole(index)
            if found is None:
                found, self.at = self.read_fragment(index)
            if found:
                self.found.append(found)
        return self.found

    def read_whole(self, index: int) -> Found | None:
        """Read the stretch that token `index` is as a quotation of its own."""
        return (
            labelled(self, index)
            or interrupted(self, index)
            or self.introduced(index)
            or self.followed(index)
            or broken(self, index)
            or signed(self, index)
            or after_colon(self, index)
        )

    def read_fragment(self, index: int) -> tuple[Found | None, int]:
        """Read a stretch as words in somebody's clause; answer where to read on, too."""
        return clause_quote(self, index)

    def stretch(self, index: int) -> Stretch:
        """Return the quoted stretch that token `index` is."""
        stretch = self.tokens[index].stretch
        if stretch is None:
            message = f"token {index} is not quoted"
            raise TypeError(message)
        return stretch

    def words(self, index: int) -> int:
        """Return how many words a stretch has, as far as that matters."""
        stretch = self.stretch(index)
        words = self.text[stretch.start : min(stretch.end, stretch.start + 200)]
        if words[0] >= _FIRST_WITHOUT_SPACES:
            return len(words) // 2
        return len(words.split())

    def has_words(self, low: int, high: int) -> bool:
        """Whether any of the tokens `low:high` is a word outside marks."""
        return any(token.text[:1].isalnum() for token in self.tokens[low:high])

    def make(self, kind: Kind, parts: list[Span], source: Source | None, how: str) -> Found:
        """Return a quote of this sentence."""
        return Found(kind, parts, self.paragraph, source, how)

    def introduced(self, index: int) -> Found | None:
        """Read `She said: "…"`: a cue, and nothing after it that would make this a fragment."""
        cue = self.sources.last_cue(self.at, index)
        if cue is None or not cue.saying or not self.stands_alone(index):
            return None
        leads = self._leads_by_mention if cue.source_follows else self._leads_by_verb
        if not leads(cue, index):
            return None
        return self.direct(index, self.sources.of_cue(cue, self.at, self.last_mention), "before")

    def _leads_by_mention(self, cue: Cue, index: int) -> bool:
        """Whether it is `According to the mayor, "…"`."""
        mention = mention_after(self.tokens, cue.last, self.lexicon)
        closes = self.tokens[index - 1].text in _INTRODUCES
        return closes and mention is not None and mention.last >= index - 1

    def _leads_by_verb(self, cue: Cue, index: int) -> bool:
        gap = self.tokens[cue.last : index]
        if len(gap) > _LONGEST_GAP or any(t.lower in self.lexicon.that for t in gap):
            return False
        told = addressee_after(self.tokens, cue, index, self.lexicon)
        return not gap or gap[-1].text in _INTRODUCES or (told is not None and told[1] == index)

    def followed(self, index: int) -> Found | None:
        """Read `"…," she said` and `"…," said the mayor`."""
        comma = index + 1 < len(self.tokens) and self.tokens[index + 1].text == ","
        stretch = self.stretch(index)
        if not (comma or final_stop(self.text, stretch) or self._is_sentence(index)):
            return None
        source = self.sources.after_quote(index + 1)
        if source is None:
            return None
        lead = self.lead(index)
        if lead is None or self._is_introduction(lead, index):
            found = self.direct(index, source, "after")
        elif is_title(self, index):  # On “The Morning Tide,” she said …
            return None
        else:
            part = (self.tokens[lead].start, stretch.end)
            found = self.make("mixed", [part], source, "after")
            self.at = source.last
        self._resume(found)
        return found

    def direct(self, index: int, source: Source | None, how: str) -> Found:
        stretch = self.stretch(index)
        found = self.make("direct", [(stretch.start, stretch.end)], source, how)
        found.closed = stretch.closed
        self.at = max(index + 1, source.last if source else 0)
        if how == "before":
            self._resume(found)
        return found

    def _resume(self, found: Found) -> None:
        """Join what the cue split: `"…," she said, "…"`."""
        while (index := self._next_stretch()) is not None:
            if not self.stands_alone(index) or not self._goes_on(found, index):
                return
            stretch, start = self.stretch(index), self._joint(found, index)
            if start:
                found.kind = "mixed"
            found.parts.append((start or stretch.start, stretch.end))
            found.closed = stretch.closed
            self.at = index + 1

    def _goes_on(self, found: Found, index: int) -> bool:
        between = self.tokens[self.at : index]
        if not between:
            return self.at > 0 and self.tokens[self.at - 1].stretch is not None
        if self._joint(found, index):
            return self.sources.after_quote(index + 1) is None
        if between[-1].text not in _INTRODUCES | {";"} or found.kind != "direct":
            return False
        words = [token.lower for token in between if token.text[0].isalnum()]
        if (
            len(words) > _LONGEST_GAP
            or not self.lexicon.that.isdisjoint(words)
            or (words and found.how == "before")
        ):
            return False
        cue = self.sources.last_cue(self.at, index)
        return cue is None or not (cue.saying or index - cue.last <= 1)

    def _joint(self, found: Found, index: int) -> int:
        """Return where "but" stands in `"…," he said, but "…"`, the last word before, or 0."""
        words = [token for token in self.tokens[self.at : index] if token.text[:1].isalnum()]
        joined = len(words) == 1 and words[0].lower in self.lexicon.conjunctions
        return words[0].start if joined and found.kind == "direct" else 0

    def _next_stretch(self) -> int | None:
        at = bisect_left(self.stretches, self.at)
        return self.stretches[at] if at < len(self.stretches) else None

    def lead(self, index: int) -> int | None:
        """Return the first word of the clause that stands before a stretch, if any."""
        words = (i for i in range(self.at, index) if self.tokens[i].text[:1].isalnum())
        return next(words, None)

    def _is_introduction(self, lead: int, index: int) -> bool:
        """Whether the words before stand outside: "She scolded him:", "Then,"."""
        last = self.tokens[index - 1].text
        words = [token.lower for token in self.tokens[lead:index] if token.text != ","]
        if last != ",":
            joined = self.lexicon.conjunctions.issuperset(words)
            return last == ":" or (joined and self.text[self.stretch(index).start].isupper())
        joints = self.lexicon.when | self.lexicon.conjunctions
        return words[0] == "as" or joints.issuperset(words)

    def stands_alone(self, index: int) -> bool:
        """Whether no clause goes on after the stretch: it has its stop, or one follows."""
        if final_stop(self.text, self.stretch(index)) in _STOPS:
            return True
        if index + 1 == len(self.tokens) or self.tokens[index + 1].text in _LEADS_ON:
            return True
        rest = self.tokens[index + 1 :]
        return not any(token.stretch or token.text[0].isalnum() for token in rest)

    def _is_sentence(self, index: int) -> bool:
        first = self.text[self.stretch(index).start]
        return first.isupper() and self.words(index) >= _WHOLE_WORDS
