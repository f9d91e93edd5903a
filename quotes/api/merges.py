"""Two speakers or targets that prove to be one, and one that proves to be two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import commands
from quotes.api.described import given
from quotes.api.described.describe import IF_MATCH, WRITING, describe, tagged
from quotes.api.described.given_records import MERGED_SPEAKER, MERGED_TARGET
from quotes.api.described.shapes import named
from quotes.api.endpoint import Endpoint
from quotes.api.one_record import answer_record, named_row, seen_row
from quotes.api.protocol.answers import take_no_parameters, writer_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

BECAME = "What it became."
AGAIN = "What is itself again, with all that was given to it."


class SpeakerMerging(Endpoint):
    """A speaker who proves to be another one."""

    @describe(
        "merge_speaker",
        "Say that a speaker is another one",
        {200: (named("KnownSpeaker"), BECAME)},
        problems=(*WRITING, 404, 409, 412, 428),
        body=MERGED_SPEAKER,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def post(self, request: Request, speaker_id: int) -> HttpResponseBase:
        """Merge the speaker into another; quotes are shown as the other's from now on."""
        take_no_parameters(request)
        with seen_row(request, "speaker", speaker_id) as version:
            body = MERGED_SPEAKER.read(request.data)
            merge = commands.merge_speakers(
                speaker_id,
                body["into"],
                version=version,
                by=writer_of(request),
                reason=body.get("reason", ""),
            )
        return answer_record(request, "speaker", merge.into_id)


class SpeakerUnmerging(Endpoint):
    """A merged speaker who proves to be somebody else after all."""

    @describe(
        "unmerge_speaker",
        "Take the merge of a speaker back",
        {200: (named("KnownSpeaker"), AGAIN)},
        problems=(*WRITING, 404, 409),
        body=given.NOTHING,
        parameters=[tagged(200)],
    )
    def post(self, request: Request, speaker_id: int) -> HttpResponseBase:
        """Let the merged speaker be somebody else again."""
        take_no_parameters(request)
        given.NOTHING.read(request.data)
        named_row(request, "speaker", speaker_id)
        commands.unmerge_speaker(speaker_id, by=writer_of(request))
        return answer_record(request, "speaker", speaker_id)


class TargetMerging(Endpoint):
    """A target that proves to be another one."""

    @describe(
        "merge_target",
        "Say that a target is another one",
        {200: (named("Target"), BECAME)},
        problems=(*WRITING, 404, 409, 412, 428),
        body=MERGED_TARGET,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def post(self, request: Request, target_id: int) -> HttpResponseBase:
        """Merge the target into another; stances on it are shown as on the other from now on."""
        take_no_parameters(request)
        with seen_row(request, "target", target_id) as version:
            body = MERGED_TARGET.read(request.data)
            merge = commands.merge_targets(
                target_id,
                body["into"],
                version=version,
                by=writer_of(request),
                keep=body.get("keep"),
            )
        return answer_record(request, "target", merge.into_id)


class TargetUnmerging(Endpoint):
    """A merged target that proves to be another after all."""

    @describe(
        "unmerge_target",
        "Take the merge of a target back",
        {200: (named("Target"), AGAIN)},
        problems=(*WRITING, 404, 409),
        body=given.NOTHING,
        parameters=[tagged(200)],
    )
    def post(self, request: Request, target_id: int) -> HttpResponseBase:
        """Let the merged target be another again; stances that gave way come back."""
        take_no_parameters(request)
        given.NOTHING.read(request.data)
        named_row(request, "target", target_id)
        commands.unmerge_target(target_id, by=writer_of(request))
        return answer_record(request, "target", target_id)
