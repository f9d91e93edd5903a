"""The statement of one sentence, where an editor says that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import find_cues
from .elisions import words_in
from .endings import Endings, trimmed
from .extractor import decisions, suggested
from .found import Found, span_of
from .languages import lexicon_of
from .marks import quoted_paragraphs
from .mentions import Mention, mention_after, mention_before, subject
from .openings import Openings
from .running import find_quotes
from .sentences import sentences
from .sources import SourceFinder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cue
    from .found import Source
    from .lexicon import Lexicon
    from .quote import Kind, Suggestion
    from .stretches import Paragraph
    from .tokens import Token

_FEWEST = 2


def read_at(text: str, offset: int, *, language: str = "") -> Suggestion | None:
    """Return the statement of the sentence at a code point of `text`, with all that it takes.

    However unsure: of several, the one whose content, cue or mention is narrowest round the
    offset; where none can be read, what follows a word that could be a cue, or the sentence
    itself. None where no sentence is. Its `parent` is left to the caller, who knows which quotes
    are kept.
    """
    lexicon = lexicon_of(text, language)
    paragraphs = quoted_paragraphs(text)
    number, sentence = _sentence_at(text, offset, paragraphs, lexicon)
    if not sentence:
        return None
    span = sentence[0].start, sentence[-1].end
    found = find_quotes(text, paragraphs, lexicon, eager=span)
    if not any(_is_at(quote, offset) for quote in found):
        found = [*found, _Guesser(sentence, number, lexicon).at(offset)]
    read = suggested(decisions(text, paragraphs, found, lexicon, eager=True))
    near = [one for one in read if one.kind != "term" and _reaches(one, span)]
    return min(near, key=lambda one: _rank(one, offset), default=None)


def _sentence_at(
    text: str, offset: int, paragraphs: Sequence[Paragraph], lexicon: Lexicon
) -> tuple[int, Sequence[Token]]:
    """Return the sentence an offset lies in, or ends, or the next one of its paragraph."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.start <= offset <= paragraph.end:
            span = paragraph.start, paragraph.end
            words = words_in(text, span, paragraph.stretches, lexicon)
            for sentence in sentences(text, words, lexicon):
                if offset <= sentence[-1].end and any(map(_is_word, sentence)):
                    return number, sentence
    return 0, ()


def _is_word(token: Token) -> bool:
    return token.stretch is not None or token.text[0].isalnum()


def _is_at(quote: Found, offset: int) -> bool:
    cue = quote.source.cue_span if quote.source else None
    return any(start <= offset <= end for start, end in [*quote.parts, cue or (-1, -1)])


class _Guesser:
    """Takes words of a sentence for a statement that no rule finds."""

    def __init__(self, sentence: Sequence[Token], number: int, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.number = number
        self.lexicon = lexicon
        self.sources = SourceFinder(sentence, lexicon)
        self.cues = find_cues(sentence, lexicon, nouns=True)

    def at(self, offset: int) -> Found:
        """Return the words after the cue before an offset, else before the cue after it, or all."""
        before = [cue for cue in self.cues if self.sentence[cue.last - 1].end < offset]
        after = [cue for cue in self.cues if self.sentence[cue.first].start > offset]
        found = self._after(before[-1]) if before else None
        found = found or (self._before(after[0]) if after else None)
        return found or self._found(0, len(self.sentence))

    def _after(self, cue: Cue) -> Found | None:
        sentence, lexicon = self.sentence, self.lexicon
        last = Endings(sentence, self.cues, lexicon).after(cue.last, cue)
        opening = Openings(sentence, lexicon).after(cue, last)
        first = opening.first if opening else cue.last
        while first < last and sentence[first].lower in lexicon.prepositions:
            first += 1
        if not self._has_words(first, last):
            return None
        mention = mention_before(sentence, 0, cue.first, lexicon) or self._owner(cue)
        mention = mention or subject(sentence, 0, cue.first, lexicon)
        return self._found(first, last, self.sources.build(cue, mention, adjacent=False))

    def _before(self, cue: Cue) -> Found | None:
        mention = mention_before(self.sentence, 0, cue.first, self.lexicon)
        last = mention.first if mention else cue.first
        mention = mention or mention_after(self.sentence, cue.last, self.lexicon)
        if not self._has_words(0, last):
            return None
        return self._found(0, last, self.sources.build(cue, mention, adjacent=False))

    def _has_words(self, first: int, last: int) -> bool:
        return sum(map(_is_word, self.sentence[first:last])) >= _FEWEST

    def _owner(self, cue: Cue) -> Mention | None:
        """Return "Ilka Moor’s" of "Ilka Moor’s claim"."""
        first = last = cue.first
        while first and self.sentence[first - 1].text[:1].isupper():
            first -= 1
        owns = first < last and self.sentence[last - 1].lower.endswith(("’s", "'s", "s’", "s'"))
        return Mention(first, last, last) if owns else None

    def _found(self, first: int, last: int, source: Source | None = None) -> Found:
        while first < last and not _is_word(self.sentence[first]):
            first += 1
        last = max(first + 1, trimmed(self.sentence, first, last))
        quoted = any(token.stretch for token in self.sentence[first:last])
        kind: Kind = "mixed" if quoted else "indirect"
        content = span_of(self.sentence, first, last)
        return Found(kind, [content], self.number, source, "guess" if source else "sentence")


def _reaches(one: Suggestion, sentence: tuple[int, int]) -> bool:
    return any(start < sentence[1] and sentence[0] < end for start, end in one.content)


def _rank(one: Suggestion, offset: int) -> tuple[bool, int, int]:
    """Order by what holds the offset, then by how narrowly, then by how near."""
    spans = [*one.content, *one.cue, *(span for a in one.attributions for span in a.mention)]
    holds = any(start <= offset <= end for start, end in spans)
    size = sum(end - start for start, end in one.content)
    far = min(min(abs(start - offset), abs(end - offset)) for start, end in spans)
    return not holds, size if holds else 0, far
