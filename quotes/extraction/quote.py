"""What the extractor hands over: offsets are Unicode code points, half open, into its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Spans = tuple[Span, ...]
Kind = Literal["direct", "indirect", "mixed", "term"]
Act = Literal["said", "denied", "imagined", "announced", "declined"]
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
    """One quote proposed to an editor: its content without outer marks, in parts as printed.

    `parent` is the place of the quote around it among the suggestions of the same text; `relays`
    are the words through whom it came, in order; `occasion` the words that say on which day or in
    which year it was said ("Friday"); `earlier` tells that it is recalled ("has repeatedly said").
    """

    content: Spans
    kind: Kind
    confidence: float
    reason: str
    cue: Spans = ()
    parent: int | None = None
    addressee: Span | None = None
    relays: Spans = ()
    act: Act = "said"
    occasion: Span | None = None
    earlier: bool = False
    attributions: tuple[SuggestedAttribution, ...] = ()
