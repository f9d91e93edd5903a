"""What a speaker was when the words were said, or else printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from quotes.models import Speaker, SpeakerRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def roles_then(quotes: Sequence[dict[str, Any]]) -> dict[int, dict[int, str]]:
    """Answer the role each speaker had, by quote and speaker; `quotes` as the API answers them."""
    speakers = {speaker for quote in quotes for speaker in _speakers(quote)}
    by_speaker = _roles_of(speakers)
    return {
        quote["id"]: {
            speaker: _role_on(_day(quote), by_speaker[speaker]) for speaker in _speakers(quote)
        }
        for quote in quotes
    }


def roles_now(speakers: Iterable[int]) -> dict[int, str]:
    """Answer the role each speaker has today, in words, by the speaker's id; "" for none."""
    today = timezone.localdate()
    return {each: _role_on(today, held) for each, held in _roles_of(set(speakers)).items()}


def _roles_of(speakers: set[int]) -> dict[int, list[SpeakerRole]]:
    """Answer all roles of each speaker, those of whoever was merged into them, too."""
    merged = Speaker.objects.filter(merged_into__in=speakers).values_list("pk", flat=True)
    held = SpeakerRole.objects.filter(speaker__in=[*speakers, *merged]).select_related(
        "organisation__merged_into", "speaker"
    )
    by_speaker: dict[int, list[SpeakerRole]] = {speaker: [] for speaker in speakers}
    for role in held.order_by("since", "id"):
        for whose in (role.speaker_id, role.speaker.merged_into_id):
            if whose in by_speaker:
                by_speaker[whose].append(role)
    return by_speaker


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
    return in_words(role)


def in_words(role: SpeakerRole) -> str:
    """Write a role with its organisation, that by whom it was merged into."""
    at = role.organisation and (role.organisation.merged_into or role.organisation)
    return f"{role.role}, {at.name}" if at else role.role


def _covers(role: SpeakerRole, day: date) -> bool:
    return (role.since is None or role.since <= day) and (role.until is None or day <= role.until)
