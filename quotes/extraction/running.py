"""Reading an article's paragraphs in order, and joining the parts of a quote that runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .found import Found
from .reading import SentenceReader
from .sentences import sentences
from .tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .marks import Paragraph


def find_quotes(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> list[Found]:
    """Return every quote with the source read beside it, its parts joined over cue, sentence and paragraph."""
    found: list[Found] = []
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.stretches:
            continue
        running = (
            found[-1]
            if found and not found[-1].closed and paragraph.stretches[0].continues
            else None
        )
        first = len(found)
        _read(text, paragraph, number, lexicon, found, running)
        if first < len(found) and number:
            _introduce(text, paragraphs[number - 1], found[first], lexicon)
    return found


def _introduce(text: str, before: Paragraph, quote: Found, lexicon: Lexicon) -> None:
    """Give a quote that nobody is named beside the cue that ends the paragraph before: "She said:"."""
    if (
        quote.source
        or quote.how != "alone"
        or text[max(before.start, before.end - 4) : before.end].rstrip()[-1:] != ":"
    ):
        return
    words = tokens(text, (before.start, before.end), before.stretches)
    *_, last = sentences(text, words, lexicon)
    source = SentenceReader(text, last, lexicon, quote.paragraph).sources.closing()
    if source:
        quote.source, quote.how, quote.kind = source, "before", "direct"


def _read(
    text: str,
    paragraph: Paragraph,
    number: int,
    lexicon: Lexicon,
    found: list[Found],
    running: Found | None,
) -> None:
    """Read one paragraph; `running` is the quote that its first words continue, if any."""
    words = tokens(text, (paragraph.start, paragraph.end), paragraph.stretches)
    for sentence in sentences(text, words, lexicon):
        reader = SentenceReader(text, sentence, lexicon, number)
        if running and reader.is_bare:
            for token in sentence:
                if token.stretch:
                    running.parts.append((token.stretch.start, token.stretch.end))
                    running.closed = token.stretch.closed
            continue
        found += reader.read()
        running = found[-1] if reader.ends_open else None
