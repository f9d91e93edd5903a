"""What the extractor hands over. Every offset is a Unicode code point, half open, into the text given to `extract`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Spans = tuple[Span, ...]
Kind = Literal["direct", "indirect", "mixed", "term"]
SpeakerKind = Literal["person", "organisation", "group", "document"]
Sourcing = Literal["named", "unnamed", "document", "none"]


@dataclass(frozen=True, slots=True)
class SuggestedAttribution:
    """One source of a quote: the words that name it here, and who that is within this article."""

    mention: Spans = ()
    speaker: str | None = None
    speaker_kind: SpeakerKind = "person"
    sourcing: Sourcing = "none"
    descriptor: Span | None = None
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One quote proposed to an editor: content without its outer marks, in as many parts as it was printed in."""

    content: Spans
    kind: Kind
    confidence: float
    reason: str
    cue: Spans = ()
    parent: int | None = None
    addressee: Span | None = None
    attributions: tuple[SuggestedAttribution, ...] = ()
