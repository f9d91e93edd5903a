"""Targets: found, read, added and changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from articles.paging import count_rows
from quotes import commands
from quotes.api.described import answered
from quotes.api.described.answered import some_of
from quotes.api.described.answered_records import TARGET
from quotes.api.described.describe import (
    IF_MATCH,
    IF_NONE_MATCH,
    NEXT,
    READING,
    WRITING,
    describe,
    located,
    query,
    tagged,
)
from quotes.api.described.given_records import NEW_TARGET, TARGET_CHANGES
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
from quotes.api.record_inputs import read_target
from quotes.api.speakers import ATTRIBUTE, MERGED, Q
from quotes.forms import check_names
from quotes.forms.records import read_targets
from quotes.models import Target
from quotes.queries.records import chosen_targets, page_of_targets

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

MEMBERS = tuple(TARGET["properties"])
LIST, ONE = Offer(members=MEMBERS, is_list=True), Offer(members=MEMBERS)
FILTERS = [
    Q,
    query("kind", one_of(Target.Kind.values), "Of this kind.", several=True),
    query("part_of", ID, "Part of this target.", several=True),
    query("speaker", ID, "A stance on it is about this speaker.", several=True),
    ATTRIBUTE,
]


class TargetList(Endpoint):
    """What is argued about, and adding to it."""

    renderer_classes = RENDERERS

    @describe(
        "list_targets",
        "Targets by name",
        {200: (answered.page_of("Target", LIST), "A page of targets.")},
        problems=READING,
        parameters=[*FILTERS, *asking(LIST), NEXT],
        files=STREAMED,
        examples=STREAMED_EXAMPLE,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer one page of the targets that the parameters choose."""
        which = read_targets(request.query_params, also=LIST.names)
        asked, user = read_asked(request, LIST), request.user
        if is_streamed(request):
            pages = partial(page_of_targets, which, user=user)
            return answer_stream(
                request, asked, partial(records_streamed, request, "target", pages)
            )
        page = page_of_targets(which, user=user, cursor=asked.cursor, limit=asked.limit)
        count = partial(count_rows, chosen_targets(which, user=user))
        return answer_records(request, "target", page, asked, found=None if which.q else count)

    @describe(
        "add_target",
        "Add a target",
        {201: (named("Target"), "The target.")},
        problems=(*WRITING, 409),
        body=NEW_TARGET,
        parameters=[tagged(201), located(201)],
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Add a target; 409 with the one it may be where its name or its speaker has one."""
        take_no_parameters(request)
        given = read_target(NEW_TARGET.read(request.data))
        target = commands.create_target(**given, or_known=False, by=writer_of(request))
        return answer_record(request, "target", target.pk, status=201, made=True)


class TargetDetail(Endpoint):
    """One thing that is argued about."""

    @describe(
        "get_target",
        "One target",
        {
            200: (some_of("Target"), "The target."),
            304: (None, "It is what you have."),
            308: (named("Target"), MERGED),
        },
        problems=(*READING, 404),
        parameters=[*asking(ONE), IF_NONE_MATCH, tagged(200, 304), located(308)],
    )
    def get(self, request: Request, target_id: int) -> HttpResponseBase:
        """Answer a target that this person may see; one that was merged leads to what it became."""
        check_names(request.query_params, ONE.names)
        asked = read_asked(request, ONE)
        row = named_row(request, "target", target_id)
        if row.merged_into_id:
            return answer_merged(request, "target", row)
        return answer_record(request, "target", target_id, asked=asked)

    @describe(
        "change_target",
        "Change a target",
        {200: (named("Target"), "The target as it is now.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=TARGET_CHANGES,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def patch(self, request: Request, target_id: int) -> HttpResponseBase:
        """Change what the body gives and leave the rest."""
        take_no_parameters(request)
        with seen_row(request, "target", target_id) as version:
            changes = read_target(TARGET_CHANGES.read(request.data))
            by = writer_of(request)
            if changes:
                commands.change_target(target_id, version=version, by=by, changes=changes)
        return answer_record(request, "target", target_id)
