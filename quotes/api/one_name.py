"""One speaker or target; who was merged is answered by the way to whom they became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from quotes.api.answers import answer, base_of, take_no_parameters
from quotes.api.describe import READING, describe, located
from quotes.api.endpoint import Endpoint
from quotes.api.problems import Problem
from quotes.api.shapes import named
from quotes.queries.speakers import speaker_of
from quotes.queries.targets import target_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.models import Speaker, Target

MERGED = "It was merged: this is what it became, and Location its address."


class SpeakerDetail(Endpoint):
    """One who speaks."""

    @describe(
        "get_speaker",
        "One speaker",
        {200: (named("KnownSpeaker"), "The speaker."), 308: (named("KnownSpeaker"), MERGED)},
        problems=(*READING, 404),
        parameters=[located(308)],
    )
    def get(self, request: Request, speaker_id: int) -> HttpResponseBase:
        """Answer a speaker that this person may see."""
        take_no_parameters(request)
        speaker = speaker_of(speaker_id, user=request.user)
        if speaker is None:
            raise Problem(404, "not_found", f"There is no speaker {speaker_id} that you may see.")
        return _shown(request, speaker, "api-speaker-detail")


class TargetDetail(Endpoint):
    """One thing that is argued about."""

    @describe(
        "get_target",
        "One target",
        {200: (named("Target"), "The target."), 308: (named("Target"), MERGED)},
        problems=(*READING, 404),
        parameters=[located(308)],
    )
    def get(self, request: Request, target_id: int) -> HttpResponseBase:
        """Answer a target that this person may see."""
        take_no_parameters(request)
        target = target_of(target_id, user=request.user)
        if target is None:
            raise Problem(404, "not_found", f"There is no target {target_id} that you may see.")
        return _shown(request, target, "api-target-detail")


def _shown(request: Request, row: Speaker | Target, address: str) -> HttpResponseBase:
    became = row.merged_into or row
    body = {"id": became.pk, "name": became.name, "kind": became.kind}
    if became is row:
        return answer(body)
    return answer(body, status=308, location=base_of(request) + reverse(address, args=[became.pk]))
