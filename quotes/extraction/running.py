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
        running = found[-1] if found and not found[-1].closed and paragraph.stretches[0].continues else None
        _read(text, paragraph, number, lexicon, found, running)
    return found


def _read(text: str, paragraph: Paragraph, number: int, lexicon: Lexicon, found: list[Found], running: Found | None) -> None:
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
        running = found[-1] if reader.ends_open() else None
