"""From a body of the right shape to what the commands take; they check it against the text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from quotes.api.protocol.problems import Fault, wrong_body
from quotes.commands import AttributionInput, QuoteChanges, RelayInput, StanceInput

if TYPE_CHECKING:
    from quotes.commands.speakers import SpeakerRef
    from quotes.commands.targets import TargetRef

Body = dict[str, Any]

AS_SENT = (
    *("content", "kind", "act", "status", "parent", "unsure", "stances_done", "earlier"),
    "external_id",
)
EMPTY_FOR_NULL = ("place", "channel", "said_in")
PRECISIONS = {4: "year", 7: "month", 10: "day"}


def read_changes(body: Body) -> QuoteChanges:
    """Answer what of a quote a body gives; what it leaves out is left out."""
    changes: Body = {key: body[key] for key in AS_SENT if key in body}
    changes |= {key: body[key] or "" for key in EMPTY_FOR_NULL if key in body}
    if "cue" in body:
        changes["cue"] = body["cue"] or None
    if "attributions" in body:
        changes["attributions"] = [attribution_of(each) for each in body["attributions"]]
    if "relays" in body:
        changes["relays"] = [_relay(each) for each in body["relays"]]
    if "stances" in body:
        changes["stances"] = [_stance(each) for each in body["stances"]]
    if "addressee" in body:
        changes |= _addressee(body["addressee"])
    if "said_on" in body:
        changes["said_on"], changes["said_on_precision"] = _said_on(body["said_on"])
    return cast("QuoteChanges", changes)


def attribution_of(given: Body) -> AttributionInput:
    """Answer one source as a body gives it; what it leaves out the source has not."""
    speaker, organisation = given.get("speaker"), given.get("organisation")
    kind = speaker.get("kind") if isinstance(speaker, dict) else None
    descriptor, condition = given.get("descriptor"), given.get("condition")
    return AttributionInput(
        speaker=ref_of(speaker),
        speaker_kind=kind or "person",
        organisation=ref_of(organisation),
        sourcing=given.get("sourcing"),
        mention=given.get("mention") or None,
        descriptor=[descriptor] if descriptor else None,
        condition=[condition] if condition else None,
    )


def target_ref(given: Body | int | str) -> TargetRef:
    """Answer the target meant: an id or a name, alone or as targets are answered."""
    if isinstance(given, dict):
        ref: TargetRef = given.get("id") or given["name"]
        return ref
    return given


def _stance(given: Body) -> StanceInput:
    return StanceInput(
        target=target_ref(given["target"]),
        position=given.get("position"),
        conditional=given.get("conditional", False),
    )


def _relay(given: Body) -> RelayInput:
    span = given.get("span")
    speaker = ref_of(given.get("speaker"))
    return RelayInput(name=given["name"], speaker=speaker, span=[span] if span else None)


def _addressee(given: Body | str | None) -> Body:
    """Answer to whom it was said; words sent without a place leave the one marked for them."""
    if not isinstance(given, dict):
        return {"addressee": given or ""}
    span = given.get("span")
    return {"addressee": given["name"], "addressee_span": [span] if span else None}


def ref_of(given: Body | int | str | None) -> SpeakerRef | None:
    """Answer the id or the name that was meant; beside an id a name is not read."""
    if isinstance(given, dict):
        ref: SpeakerRef = given.get("id") or given.get("name", "")
        return ref
    return given


def _said_on(value: str | None) -> tuple[date | None, str | None]:
    """Read a day, month or year as its first day and how exact it is."""
    if value is None:
        return None, None
    try:
        return date.fromisoformat((value + "-01-01")[:10]), PRECISIONS[len(value)]
    except (ValueError, KeyError) as error:
        detail = f"“{value}” is no day, month or year of the calendar"
        fault = Fault(pointer="/said_on", value=value, code="invalid", detail=detail)
        raise wrong_body([fault]) from error
