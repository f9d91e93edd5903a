"""What a speaker was when the words were said, or else printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from quotes.models import SpeakerRole

if TYPE_CHECKING:
    from collections.abc import Sequence


def roles_then(quotes: Sequence[dict[str, Any]]) -> dict[int, dict[int, str]]:
    """Answer the role each speaker had, by quote and speaker; `quotes` as the API answers them."""
    speakers = {speaker for quote in quotes for speaker in _speakers(quote)}
    held = SpeakerRole.objects.filter(speaker__in=speakers).select_related("organisation")
    by_speaker: dict[int, list[SpeakerRole]] = {speaker: [] for speaker in speakers}
    for role in held.order_by("since", "id"):
        by_speaker[role.speaker_id].append(role)
    return {
        quote["id"]: {
            speaker: _role_on(_day(quote), by_speaker[speaker]) for speaker in _speakers(quote)
        }
        for quote in quotes
    }


def _speakers(quote: dict[str, Any]) -> list[int]:
    named = [each["speaker"] for each in quote["attributions"] if each["speaker"]]
    return [speaker["id"] for speaker in named if speaker["id"]]


def _day(quote: dict[str, Any]) -> date | None:
    if quote["said_on"]:
        return date.fromisoformat(f"{quote['said_on']}-01-01"[:10])
    at = parse_datetime(quote["published_at"] or "")
    return timezone.localdate(at) if at else None


def _role_on(day: date | None, held: Sequence[SpeakerRole]) -> str:
    """Answer the role of that day in words; the one taken up last where there were several."""
    fitting = [role for role in held if day and _covers(role, day)]
    if not fitting:
        return ""
    role = fitting[-1]
    organisation = role.organisation.name if role.organisation else ""
    return f"{role.role}, {organisation}" if organisation else role.role


def _covers(role: SpeakerRole, day: date) -> bool:
    return (role.since is None or role.since <= day) and (role.until is None or day <= role.until)
