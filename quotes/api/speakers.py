"""Speakers: found, read, added and changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rest_framework.exceptions import NotAuthenticated, PermissionDenied

from articles.paging import count_rows
from quotes import commands
from quotes.api.described import answered
from quotes.api.described.answered import some_of
from quotes.api.described.answered_records import KNOWN_SPEAKER
from quotes.api.described.describe import (
    IF_MATCH,
    IF_NONE_MATCH,
    NEXT,
    READING,
    TYPED,
    WRITING,
    describe,
    located,
    query,
    tagged,
)
from quotes.api.described.given_records import NEW_SPEAKER, SPEAKER_CHANGES
from quotes.api.described.shapes import ID, named, one_of
from quotes.api.endpoint import Endpoint
from quotes.api.one_record import (
    answer_merged,
    answer_record,
    answer_records,
    named_row,
    records_streamed,
    seen_row,
)
from quotes.api.protocol.answers import take_no_parameters, writer_of
from quotes.api.protocol.asked_for import asking, read_asked
from quotes.api.protocol.offers import Offer
from quotes.api.protocol.streams import (
    RENDERERS,
    STREAMED,
    STREAMED_EXAMPLE,
    answer_stream,
    is_streamed,
)
from quotes.api.record_inputs import read_speaker
from quotes.forms import check_names
from quotes.forms.records import read_speakers
from quotes.models import Speaker
from quotes.queries.filters import may_see_undecided
from quotes.queries.records import chosen_speakers, page_of_speakers

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.api.described.shapes import Schema

WIKIDATA: Schema = {"type": "string", "pattern": "^[Qq][1-9][0-9]{0,18}$", "examples": ["Q42"]}
MERGED = "It was merged: this is what it became, and Location its address."
Q = query("q", TYPED, "Letters of any name, typing mistakes forgiven; best first, one page.")
ATTRIBUTE = query("attribute", TYPED, "With this attribute: `party:Green`.", several=True)
MEMBERS = tuple(KNOWN_SPEAKER["properties"])
LIST, ONE = Offer(members=MEMBERS, is_list=True), Offer(members=MEMBERS)
FILTERS = [
    Q,
    query("kind", one_of(Speaker.Kind.values), "Of this kind.", several=True),
    query("organisation", ID, "With a role there, now or once.", several=True),
    query("part_of", ID, "Part of this organisation.", several=True),
    query("wikidata_id", WIKIDATA, "With this Wikidata id.", several=True),
    ATTRIBUTE,
    query(
        "article",
        ID,
        "The unnamed sources of this article, who are in no list else; for annotators and above.",
        several=True,
    ),
]


class SpeakerList(Endpoint):
    """Who speaks, and adding one."""

    renderer_classes = RENDERERS

    @describe(
        "list_speakers",
        "Speakers by name",
        {200: (answered.page_of("KnownSpeaker", LIST), "A page of speakers.")},
        problems=READING,
        parameters=[*FILTERS, *asking(LIST), NEXT],
        files=STREAMED,
        examples=STREAMED_EXAMPLE,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer one page of the speakers that the parameters choose."""
        which = read_speakers(request.query_params, also=LIST.names)
        if which.article and not may_see_undecided(request.user):
            message = "Unnamed sources are for annotators and above."
            known = request.user.is_authenticated
            raise PermissionDenied(message) if known else NotAuthenticated(message)
        asked, user = read_asked(request, LIST), request.user
        if is_streamed(request):
            pages = partial(page_of_speakers, which, user=user)
            return answer_stream(
                request, asked, partial(records_streamed, request, "speaker", pages)
            )
        page = page_of_speakers(which, user=user, cursor=asked.cursor, limit=asked.limit)
        count = partial(count_rows, chosen_speakers(which, user=user))
        return answer_records(request, "speaker", page, asked, found=None if which.q else count)

    @describe(
        "add_speaker",
        "Add a speaker",
        {201: (named("KnownSpeaker"), "The speaker.")},
        problems=(*WRITING, 409),
        body=NEW_SPEAKER,
        parameters=[tagged(201), located(201)],
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Add a speaker; 409 with who it may be where the name or the Wikidata id is known."""
        take_no_parameters(request)
        body = dict(NEW_SPEAKER.read(request.data))
        namesake = bool(body.pop("namesake", False))
        by = writer_of(request)
        speaker = commands.add_new_speaker(read_speaker(body), namesake=namesake, by=by)
        return answer_record(request, "speaker", speaker.pk, status=201, made=True)


class SpeakerDetail(Endpoint):
    """One who speaks."""

    @describe(
        "get_speaker",
        "One speaker",
        {
            200: (some_of("KnownSpeaker"), "The speaker."),
            304: (None, "It is what you have."),
            308: (named("KnownSpeaker"), MERGED),
        },
        problems=(*READING, 404),
        parameters=[*asking(ONE), IF_NONE_MATCH, tagged(200, 304), located(308)],
    )
    def get(self, request: Request, speaker_id: int) -> HttpResponseBase:
        """Answer a speaker that this person may see; one that was merged leads to who they are."""
        check_names(request.query_params, ONE.names)
        asked = read_asked(request, ONE)
        row = named_row(request, "speaker", speaker_id)
        if row.merged_into_id:
            return answer_merged(request, "speaker", row)
        return answer_record(request, "speaker", speaker_id, asked=asked)

    @describe(
        "change_speaker",
        "Change a speaker",
        {200: (named("KnownSpeaker"), "The speaker as it is now.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=SPEAKER_CHANGES,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def patch(self, request: Request, speaker_id: int) -> HttpResponseBase:
        """Change what the body gives and leave the rest."""
        take_no_parameters(request)
        with seen_row(request, "speaker", speaker_id) as version:
            changes = read_speaker(SPEAKER_CHANGES.read(request.data))
            by = writer_of(request)
            if changes:
                commands.change_speaker(speaker_id, version=version, by=by, changes=changes)
        return answer_record(request, "speaker", speaker_id)
