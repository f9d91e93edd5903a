"""Outlets, so that a client finds the ids that `outlet=` wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.paging import COUNTED, Order, count_rows, page_of
from articles.queries import outlets_seen_by
from quotes.api.described import answered
from quotes.api.described.describe import NEXT, READING, TYPED, describe, query
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import answer_page, as_json
from quotes.api.protocol.asked_for import asking, counted, read_asked
from quotes.api.protocol.offers import Offer
from quotes.forms import check_names
from quotes.forms.records import read_letters

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

BY_NAME = Order("name", descending=False)
LIST = Offer(is_list=True)


class OutletList(Endpoint):
    """Who publishes."""

    @describe(
        "list_outlets",
        "Outlets by name",
        {200: (answered.page_of("Outlet", LIST), "A page of outlets.")},
        problems=READING,
        parameters=[
            query("q", TYPED, "Letters of the name."),
            *asking(LIST),
            NEXT,
        ],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer one page of the outlets."""
        check_names(request.query_params, ("q", *LIST.names))
        letters = read_letters(request.query_params)
        asked = read_asked(request, LIST)
        outlets = outlets_seen_by(request.user, letters=letters)
        page = page_of(
            outlets, filters={"q": letters}, cursor=asked.cursor, limit=asked.limit, order=BY_NAME
        )
        beside = {"count": counted(count_rows(outlets), most=COUNTED)} if asked.count else {}
        shown = (
            {"id": each.pk, "name": each.name, "shows_full_text": each.shows_full_text}
            for each in page.rows
        )
        return answer_page(request, map(as_json, shown), page.next, beside=beside)
