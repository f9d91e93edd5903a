"""The statement of one sentence, where an editor says that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .extractor import suggestions
from .lexicon import lexicon_for
from .marks import quoted_paragraphs
from .quote import Suggestion
from .running import find_quotes
from .sentences import sentences
from .tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon
    from .marks import Paragraph
    from .quote import Span

_UNREAD = 0.1


def read_at(text: str, offset: int, *, language: str = "") -> Suggestion | None:
    """Return the statement of the sentence at a code point of `text`, with all that it takes.

    However unsure: of several, the one whose content, cue or mention is narrowest round the
    offset; where nothing can be read, the sentence itself. None where no sentence is. Its `parent`
    is left to the caller, who knows which quotes are kept.
    """
    lexicon = lexicon_for(language)
    paragraphs = quoted_paragraphs(text)
    sentence = _sentence_at(text, offset, paragraphs, lexicon)
    if sentence is None:
        return None
    found = find_quotes(text, paragraphs, lexicon, eager=sentence)
    read = suggestions(text, paragraphs, found, lexicon, eager=True)
    reaching = [
        one
        for one in read
        if one.kind != "term" and any(_touch(span, sentence) for span in one.content)
    ]
    if not reaching:
        return Suggestion((_bare(text, sentence),), "indirect", _UNREAD, "the sentence itself")
    return min(reaching, key=lambda one: _rank(one, offset))


def _sentence_at(
    text: str, offset: int, paragraphs: Sequence[Paragraph], lexicon: Lexicon
) -> Span | None:
    """Return the sentence an offset lies in, or ends, or the next one of its paragraph."""
    for paragraph in paragraphs:
        if paragraph.start <= offset <= paragraph.end:
            return next((s for s in _spans(text, paragraph, lexicon) if offset <= s[1]), None)
    return None


def _spans(text: str, paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Span]:
    words = tokens(text, (paragraph.start, paragraph.end), paragraph.stretches)
    for sentence in sentences(text, words, lexicon):
        if any(token.stretch or token.text[0].isalnum() for token in sentence):
            yield sentence[0].start, sentence[-1].end


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _rank(one: Suggestion, offset: int) -> tuple[bool, int, int]:
    """Order by what holds the offset, then by how narrowly, then by how near."""
    spans = [*one.content, *one.cue, *(span for a in one.attributions for span in a.mention)]
    holds = any(start <= offset <= end for start, end in spans)
    size = sum(end - start for start, end in one.content)
    far = min(min(abs(start - offset), abs(end - offset)) for start, end in spans)
    return not holds, size if holds else 0, far


def _bare(text: str, sentence: Span) -> Span:
    start, end = sentence
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
