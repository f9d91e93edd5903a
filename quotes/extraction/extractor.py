"""From a text to its suggested quotes, paragraph by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .confidence import judge
from .found import Found
from .lexicon import lexicon_for
from .marks import quoted_paragraphs
from .quote import Suggestion
from .reading import SentenceReader
from .sentences import sentences
from .tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .marks import Paragraph


def extract(text: str, *, language: str = "") -> list[Suggestion]:
    """Return the quotes found in a text, in order of their first words; offsets are code points into `text`."""
    lexicon = lexicon_for(language)
    found = find_quotes(text, quoted_paragraphs(text), lexicon)
    return [suggestion(quote) for quote in found]


def suggestion(quote: Found) -> Suggestion:
    from .quote import SuggestedAttribution
    s = quote.source
    att = ()
    if s and s.mention_span:
        att = (SuggestedAttribution(mention=(s.mention_span,)),)
    return Suggestion(tuple(quote.parts), quote.kind, .5, quote.how, (s.cue_span,) if s and s.cue_span else (), attributions=att)


def find_quotes(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> list[Found]:
    """Return every quote with the source read beside it, parts joined."""
    found: list[Found] = []
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.stretches:
            continue
        open_ = None
        if paragraph.stretches[0].continues and found and not found[-1].closed:
            open_ = found[-1]
        words = tokens(text, (paragraph.start, paragraph.end), paragraph.stretches)
        for sentence in sentences(text, words, lexicon):
            reader = SentenceReader(text, sentence, lexicon, number)
            if open_ and reader.is_bare and any(t.stretch for t in sentence):
                for t in sentence:
                    if t.stretch:
                        open_.parts.append((t.stretch.start, t.stretch.end)); open_.closed = t.stretch.closed
                continue
            new = reader.read()
            found += new
            open_ = new[-1] if reader.ends_open() else None
    return found
