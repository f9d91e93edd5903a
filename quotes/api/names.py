"""Speakers and targets, so that a client finds the ids that filters and stances want."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articles.paging import COUNTED, Order, count_rows, page_of
from quotes.api import answered
from quotes.api.answers import answer_page, as_json, given_again
from quotes.api.asked_for import asking, counted, read_asked
from quotes.api.describe import NEXT, READING, WORDS, describe, query
from quotes.api.endpoint import Endpoint
from quotes.api.offers import Offer
from quotes.api.problems import wrong_parameter
from quotes.forms import check_names, read_words
from quotes.queries.names import find_speakers, find_targets, visible_speakers, visible_targets

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.queries.names import Named

LIST = Offer(is_list=True)
BY_NAME = Order("name", descending=False)
Q = query("q", WORDS, "Letters of any name, typing mistakes forgiven; best first.")


class SpeakerList(Endpoint):
    """Who speaks."""

    @describe(
        "list_speakers",
        "Speakers by name",
        {200: (answered.page_of("KnownSpeaker", LIST), "A page of speakers.")},
        problems=READING,
        parameters=[Q, *asking(LIST), NEXT],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer speakers who resemble `q`, else one page of all."""
        if asked := _asked(request):
            limit = read_asked(request, LIST).limit
            return _found(request, find_speakers(asked, user=request.user, limit=limit), limit)
        return _page(request, visible_speakers(request.user))


class TargetList(Endpoint):
    """What is argued about."""

    @describe(
        "list_targets",
        "Targets by name",
        {200: (answered.page_of("Target", LIST), "A page of targets.")},
        problems=READING,
        parameters=[Q, *asking(LIST), NEXT],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer targets that resemble `q`, else one page of all."""
        if asked := _asked(request):
            limit = read_asked(request, LIST).limit
            return _found(request, find_targets(asked, user=request.user, limit=limit), limit)
        return _page(request, visible_targets(request.user))


def _asked(request: Request) -> str:
    query = check_names(request.query_params, ("q", *LIST.names))
    values = query.getlist("q")
    if len(values) > 1:
        raise given_again("q", values)
    asked = read_words(values[0], "q") if values else ""
    if values and not asked:
        raise wrong_parameter("q", values[0], "is empty; leave it out, or give it letters")
    if asked and "cursor" in query:
        raise wrong_parameter("cursor", query["cursor"], "what resembles `q` has one page only")
    return asked


def _found(request: Request, found: list[Named], limit: int) -> HttpResponseBase:
    beside: dict[str, object] = {}
    if read_asked(request, LIST).count:
        beside["count"] = {"value": len(found), "exact": len(found) < limit}
    return answer_page(request, map(_row, found), None, beside=beside)


def _page(request: Request, rows: QuerySet[Any]) -> HttpResponseBase:
    asked = read_asked(request, LIST)
    page = page_of(rows, filters={}, cursor=asked.cursor, limit=asked.limit, order=BY_NAME)
    beside = {"count": counted(count_rows(rows), most=COUNTED)} if asked.count else {}
    return answer_page(request, map(_row, page.rows), page.next, beside=beside)


def _row(each: Any) -> str:
    return as_json({"id": each.id, "name": each.name, "kind": each.kind})
