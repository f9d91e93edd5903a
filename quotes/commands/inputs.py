"""What page and API send to the commands that mark and change quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from quotes.commands.speakers import SpeakerRef
    from quotes.commands.targets import TargetRef
    from quotes.spans import Spans

    PartsInput = Spans | Sequence[Mapping[str, object]]
    """Spans, or parts with words: `{start, end, exact}` or `{exact, prefix?, suffix?}`."""


@dataclass(frozen=True, kw_only=True)
class AttributionInput:
    """Who is said to have said it; `sourcing` left out follows from the speaker."""

    speaker: SpeakerRef | None = None
    speaker_kind: str = "person"
    mention: PartsInput | None = None
    sourcing: str | None = None
    organisation: SpeakerRef | None = None
    descriptor: PartsInput | None = None
    condition: PartsInput | None = None


class AttributionChanges(TypedDict, total=False):
    """What of one source is to change; what is left out stays, `None` takes it away."""

    speaker: SpeakerRef | None
    speaker_kind: str
    mention: PartsInput | None
    sourcing: str
    organisation: SpeakerRef | None
    descriptor: PartsInput | None
    condition: PartsInput | None


@dataclass(frozen=True, kw_only=True)
class RelayInput:
    """Through whom it came, "state media" in "he said, per state media", and where that stands."""

    name: str
    speaker: SpeakerRef | None = None
    span: PartsInput | None = None


@dataclass(frozen=True, kw_only=True)
class StanceInput:
    """Where the speaker stands on a target; without a position nobody has judged yet."""

    target: TargetRef
    position: str | None = None
    conditional: bool = False


class QuoteChanges(TypedDict, total=False):
    """What of a quote is to change; what is left out stays. Spans are code points."""

    content: PartsInput
    cue: PartsInput | None
    kind: str
    act: str
    status: str
    attributions: Sequence[AttributionInput]
    relays: Sequence[RelayInput]
    stances: Sequence[StanceInput]
    parent: int | None
    unsure: bool
    stances_done: bool
    said_on: date | None
    said_on_precision: str | None
    earlier: bool
    place: str
    channel: str
    said_in: str
    addressee: str
    addressee_span: PartsInput | None
    external_id: str | None
