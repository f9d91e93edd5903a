"""Reading an article's paragraphs in order, and joining the parts of a quote that runs on."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from .clauses import clause_span
from .datelines import past_dateline
from .elisions import words_in
from .incises import dialogue, has_incise, take_out
from .marked import find_marked
from .naming import names_another
from .reading import SentenceReader
from .sentences import sentences
from .sources import SourceFinder
from .statements import StatementReader
from .verbsecond import Reported, VerbSecondReader, VerbSecondSources, VerbSecondStatements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .found import Found
    from .lexicon import Lexicon
    from .quote import Span
    from .stretches import Paragraph
    from .tokens import Token

NOWHERE = (0, 0)
_FRAGMENT_WORDS = 3


def find_quotes(
    text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon, *, eager: Span = NOWHERE
) -> list[Found]:
    """Return every quote, its source as read, its parts joined over sentences and paragraphs.

    In a sentence that begins within `eager` anything that could be a statement is taken for one.
    """
    if not lexicon.saying:
        return find_marked(text, paragraphs)
    reader = _ArticleReader(text, lexicon, eager)
    for number, paragraph in enumerate(paragraphs):
        reader.read(paragraph, number, paragraphs[number - 1] if number else None)
    return reader.found


class _ArticleReader:
    def __init__(self, text: str, lexicon: Lexicon, eager: Span) -> None:
        self.text = text
        self.eager = eager
        self.lexicon = lexicon
        self.found: list[Found] = []
        self.last: Found | None = None
        self.ran: Found | None = None
        self.run = 0
        self.reported = Reported(lexicon) if lexicon.verb_second else None

    def read(self, paragraph: Paragraph, number: int, before: Paragraph | None) -> None:
        """Add a paragraph's quotes, or its words to the quote that runs on into it."""
        if paragraph.is_heading:
            self.last = None
            return
        if self.lexicon.dashed and (said := dialogue(self.text, paragraph, number, self.lexicon)):
            self.found.append(said)
            self.last = None
            return
        words = self._tokens(paragraph)
        opened = self._opened(paragraph, words)
        first = len(self.found)
        cues = self.lexicon.first_words
        telling = [at for at, word in enumerate(words) if word[3] in cues or word[4] is not None]
        if telling or self.reported:
            self._read_sentences(words, telling, number)
        if before and first < len(self.found):
            self._introduce(before, self.found[first])
        self._settle(opened, first, paragraph)

    def _settle(self, opened: Found | None, first: int, paragraph: Paragraph) -> None:
        """Part or join what a paragraph's quotes from place `first` on say of themselves."""
        if opened and first < len(self.found):
            self._take_in(opened, self.found[first], paragraph)
        if self.lexicon.elided:
            for quote in self.found[first:]:
                take_out(self.text, quote, self.lexicon)

    def _opened(self, paragraph: Paragraph, words: Sequence[Token]) -> Found | None:
        """Return the quote that runs on into a paragraph, and keep it as the last one."""
        if not (self.last and self._runs_on(paragraph, words)):
            self.last = None
        if self.last and (self.last.closed or self.last is not self.ran):
            self.run = len(self.last.parts) - (not self.last.closed)
        self.ran = self.last
        return self.last

    def _runs_on(self, paragraph: Paragraph, words: Sequence[Token]) -> bool:
        """Whether the quote before goes on: its marks opened again, or `"…," he said.` before it.

        One paragraph that is all marks after another that ends with who said it is his, too.
        """
        first = paragraph.stretches[0] if paragraph.stretches else None
        if self.last is None or first is None:
            return False
        if not self.last.closed:
            return first.continues
        return (self.last.how == "after" or _is_told(self.last)) and _is_bare(words)

    def _read_sentences(self, words: Sequence[Token], telling: Sequence[int], number: int) -> None:
        """Read the sentences that hold a word which could be a cue, or quoted words."""
        following, end = 0, 0
        for sentence in sentences(self.text, words, self.lexicon):
            before, end = following, end + len(sentence)
            following = bisect_left(telling, end)
            if not before and end == len(sentence):
                sentence = sentence[past_dateline(sentence, self.lexicon) :]  # noqa: PLW2901
            sources = self._sources(sentence) if following > before else None
            if sources and (sources.cues or self._could_tell(sentence)):
                self._read_sentence(sentence, sources, number)
            else:
                self.last = None
                self._go_on(sentence, number)

    def _could_tell(self, sentence: Sequence[Token]) -> bool:
        hints = self.lexicon.hints
        return any(word[4] is not None or word[3] in hints for word in sentence)

    def _read_sentence(self, sentence: Sequence[Token], sources: SourceFinder, number: int) -> None:
        """Read a sentence; one that is all marks goes on with what its speaker said before."""
        reader, statements = self._readers(sources, number)
        if self.last and reader.is_bare and not self._names_its_own(sentence):
            _join(self.last, sentence)
            return
        if self.last and not self.reported and self._takes_up(sentence, reader):
            return
        reader.read()
        last = reader.open_end
        found = statements(reader, eager=self._is_eager(sentence)).read()
        if not found and self._go_on(sentence, number):
            return
        if self.reported and isinstance(sources, VerbSecondSources):
            self.reported.lend(found, number)
            self.reported.note(sources, found, number)
        self.found += sorted(found, key=lambda quote: quote.parts[0])
        if last is None and found:
            last = max(found, key=lambda quote: quote.parts[-1])
            last = last if last.source else None
        self.last = last

    def _names_its_own(self, sentence: Sequence[Token]) -> bool:
        """Whether a quotation names its speaker inside: "« Oui, dit-elle. »"."""
        return bool(self.lexicon.elided) and any(
            token.stretch is not None and has_incise(self.text, token.stretch, self.lexicon)
            for token in sentence
        )

    def _sources(self, sentence: Sequence[Token]) -> SourceFinder:
        finder = VerbSecondSources if self.lexicon.verb_second else SourceFinder
        return finder(sentence, self.lexicon)

    def _readers(
        self, sources: SourceFinder, number: int
    ) -> tuple[SentenceReader, type[StatementReader]]:
        if isinstance(sources, VerbSecondSources):
            return VerbSecondReader(self.text, sources, number), VerbSecondStatements
        return SentenceReader(self.text, sources, number), StatementReader

    def _go_on(self, sentence: Sequence[Token], number: int) -> bool:
        """Add a sentence in the mood of reported speech to what was told before it."""
        if self.reported is None:
            return False
        running = self.reported.running
        found = self.reported.read(sentence, number)
        self.found += [found] if found else []
        return self.reported.running is not None and (found is not None or running is not None)

    def _takes_up(self, sentence: Sequence[Token], reader: SentenceReader) -> bool:
        """Add a sentence without a cue that quotes some more: `That is “a shame.”`, if it is."""
        last = self.last
        if last is None or last.how not in ("after", "around") or reader.sources.cues:
            return False
        if last.paragraph != reader.paragraph or not last.closed:
            return False
        if max(map(reader.words, reader.stretches), default=0) < _FRAGMENT_WORDS:
            return False
        part = clause_span(sentence, 0, len(sentence))
        if part:
            last.parts.append(part)
            last.kind = "mixed"
        return part is not None

    def _introduce(self, before: Paragraph, quote: Found) -> None:
        """Give a quote without a source the cue that ended the paragraph before: "She said:"."""
        end = self.text[max(before.start, before.end - 4) : before.end].rstrip()
        if quote.source or quote.how != "alone" or not end.endswith(":"):
            return
        *_, last = sentences(self.text, self._tokens(before), self.lexicon)
        source = self._sources(last).closing()
        if source:
            quote.source, quote.how, quote.kind = source, "before", "direct"

    def _take_in(self, opened: Found, quote: Found, paragraph: Paragraph) -> None:
        """Give paragraphs whose marks were left open to who is named where they are closed."""
        closes = quote.parts[0][0] == paragraph.stretches[0].start and quote.how == "after"
        if opened.closed or not closes or quote.kind != "direct":
            return
        if self.run and names_another(opened, quote):
            quote.parts[:0] = opened.parts[self.run :]
            del opened.parts[self.run :]
            opened.closed = True
        elif opened.source is None:
            quote.parts[:0] = opened.parts
            self._drop(opened)

    def _drop(self, quote: Found) -> None:
        """Take out one of the last quotes; to look for it from the front would take ever longer."""
        at = len(self.found) - 1
        while self.found[at] is not quote:
            at -= 1
        del self.found[at]

    def _is_eager(self, sentence: Sequence[Token]) -> bool:
        return self.eager[0] <= sentence[0].start < self.eager[1]

    def _tokens(self, paragraph: Paragraph) -> list[Token]:
        span = paragraph.start, paragraph.end
        return words_in(self.text, span, paragraph.stretches, self.lexicon)


def _is_bare(words: Sequence[Token]) -> bool:
    """Whether a paragraph is nothing but quoted stretches."""
    return not any(token.stretch is None and token.text[0].isalnum() for token in words)


def _is_told(quote: Found) -> bool:
    """Whether it is a clause that somebody beside it said."""
    return quote.kind != "direct" and bool(quote.source and quote.source.mention)


def _join(quote: Found, sentence: Sequence[Token]) -> None:
    if quote.kind == "indirect":
        quote.kind = "mixed"
    for token in sentence:
        if token.stretch:
            quote.parts.append((token.stretch.start, token.stretch.end))
            quote.closed = token.stretch.closed
