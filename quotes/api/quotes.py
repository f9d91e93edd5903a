"""Quotes: found, marked, changed and taken away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from rest_framework.exceptions import NotAuthenticated, PermissionDenied

from quotes import commands
from quotes.api import quote_table, storing
from quotes.api.described import answered, given
from quotes.api.described.answered import some_of
from quotes.api.described.describe import (
    IF_MATCH,
    IF_NEW,
    IF_NONE_MATCH,
    IF_SEEN,
    NEXT,
    OF_QUOTES,
    READING,
    WRITING,
    describe,
    located,
    tagged,
)
from quotes.api.described.shapes import named
from quotes.api.endpoint import Endpoint
from quotes.api.included import INCLUDES, included_with
from quotes.api.network import AsCsv
from quotes.api.one_quote import answer_quote, bodies_of, lines_of, seen_version, version_of
from quotes.api.protocol.answers import answer_page, base_of, take_no_parameters, writer_of
from quotes.api.protocol.asked_for import asking, counted, read_asked
from quotes.api.protocol.offers import Offer
from quotes.api.protocol.problems import Problem
from quotes.api.protocol.streams import (
    RENDERERS,
    STREAMED,
    STREAMED_EXAMPLE,
    answer_stream,
    is_streamed,
)
from quotes.api.senders import Sender
from quotes.forms import SORTS, check_names, read_filters
from quotes.models import Quote
from quotes.queries.filters import QuoteFilters, may_see_undecided, visible_quotes
from quotes.queries.quote_json import MEMBERS
from quotes.queries.search import MOST, count, find_page

if TYPE_CHECKING:
    from collections.abc import Generator

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.api.protocol.asked_for import Asked


ONE = Offer(members=tuple(MEMBERS), include=tuple(INCLUDES), has_offsets=True)
SENT = Offer(has_offsets=True)
LIST = replace(ONE, is_list=True, orders=SORTS)


class QuoteList(Endpoint):
    """The quotes there are, newest first, and marking one."""

    renderer_classes = [*RENDERERS, AsCsv]

    @describe(
        "list_quotes",
        "Quotes, newest first",
        {200: (answered.page_of("Quote", LIST), "A page of quotes.")},
        problems=READING,
        parameters=[*OF_QUOTES, *asking(LIST), quote_table.RAW, NEXT],
        files={**STREAMED, **quote_table.TABLE},
        examples={**STREAMED_EXAMPLE, **quote_table.EXAMPLE},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer one page of the quotes that the parameters choose."""
        filters = read_filters(request.query_params, also=(*LIST.names, "raw"))
        refuse_undecided(filters, request)
        asked, user = read_asked(request, LIST), request.user
        if quote_table.is_table(request):
            return quote_table.answer_table(request, filters, asked)
        quote_table.refuse_raw(request)
        if is_streamed(request):
            return answer_stream(request, asked, partial(_page, request, filters))
        page = find_page(
            filters, user=user, cursor=asked.cursor, limit=asked.limit, order=asked.order
        )
        beside: dict[str, object] = {"offset_unit": asked.unit}
        beside |= included_with(request, page.rows, asked)
        if asked.count:
            beside["count"] = counted(count(filters, user=user), most=MOST)
        return answer_page(request, bodies_of(request, page.rows, asked), page.next, beside=beside)

    @describe(
        "mark_quote",
        "Mark a quote",
        {
            200: (named("Quote"), "The quote of this `external_id`, as the body says."),
            201: (named("Quote"), "The quote, accepted unless `status` says otherwise."),
        },
        problems=(*WRITING, 409, 412),
        body=given.NEW_QUOTE,
        parameters=[*asking(SENT), IF_SEEN, IF_NEW, tagged(200, 201, 412), located(200, 201)],
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Mark a quote in a text version; one of a known `external_id` becomes what is sent."""
        check_names(request.query_params, SENT.names)
        asked = read_asked(request, SENT)
        stored = storing.mark(Sender(request, unit=asked.unit), given.NEW_QUOTE.read(request.data))
        return answer_stored(request, stored, asked)


class QuoteByExternalId(Endpoint):
    """The quote that its sender calls by this name."""

    @describe(
        "get_quote_by_external_id",
        "The quote that its sender calls by this name",
        {200: (some_of("Quote"), "The quote."), 304: (None, "It is what you have.")},
        problems=(*READING, 404),
        parameters=[*asking(ONE), IF_NONE_MATCH, tagged(200, 304)],
    )
    def get(self, request: Request, external_id: str) -> HttpResponseBase:
        """Answer the quote of this name."""
        check_names(request.query_params, ONE.names)
        asked = read_asked(request, ONE)
        found = visible_quotes(request.user).filter(external_id=external_id)
        quote_id = found.values_list("pk", flat=True).first()
        if quote_id is None:
            message = f"There is no quote of the external_id “{external_id}” that you may see."
            raise Problem(404, "not_found", message)
        return answer_quote(request, quote_id, asked=asked)

    @describe(
        "put_quote",
        "Mark a quote under your own name for it, or change the one of this name",
        {
            200: (named("Quote"), "It was here, and is what the body says now."),
            201: (named("Quote"), "It is new."),
        },
        problems=(*WRITING, 409, 412),
        body=given.NAMED_QUOTE,
        parameters=[*asking(SENT), IF_SEEN, IF_NEW, tagged(200, 201, 412), located(200, 201)],
    )
    def put(self, request: Request, external_id: str) -> HttpResponseBase:
        """Make the quote of this name what the body says; sent again, it changes nothing."""
        check_names(request.query_params, SENT.names)
        asked = read_asked(request, SENT)
        body = given.NAMED_QUOTE.read(request.data)
        commands.check_external_id(external_id)
        stored = storing.put(Sender(request, unit=asked.unit), external_id, body)
        return answer_stored(request, stored, asked)


class QuoteDetail(Endpoint):
    """One quote."""

    @describe(
        "get_quote",
        "One quote",
        {200: (some_of("Quote"), "The quote."), 304: (None, "It is what you have.")},
        problems=(*READING, 404),
        parameters=[*asking(ONE), IF_NONE_MATCH, tagged(200, 304)],
    )
    def get(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Answer one quote."""
        check_names(request.query_params, ONE.names)
        asked = read_asked(request, ONE)
        version_of(request, quote_id)
        return answer_quote(request, quote_id, asked=asked)

    @describe(
        "change_quote",
        "Change a quote, accept or reject it",
        {200: (named("Quote"), "The quote as it is now.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=given.QUOTE_CHANGES,
        parameters=[*asking(SENT), IF_MATCH, tagged(200, 412)],
    )
    def patch(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Change what the body gives and leave the rest."""
        check_names(request.query_params, SENT.names)
        asked = read_asked(request, SENT)
        with seen_version(request, quote_id, asked) as version:
            body = given.QUOTE_CHANGES.read(request.data)
            storing.change(request, quote_id, body, version=version, unit=asked.unit)
        return answer_quote(request, quote_id, asked=asked)

    @describe(
        "delete_quote",
        "Take a quote away",
        {204: (None, "It is gone. Undo brings it back with the same id.")},
        problems=(*READING, 404, 412, 428),
        parameters=[IF_MATCH, tagged(412)],
    )
    def delete(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Take the quote away."""
        take_no_parameters(request)
        with seen_version(request, quote_id) as version:
            commands.delete_quote(quote_id, version=version, by=writer_of(request))
        gone = HttpResponse(status=204)
        del gone.headers["Content-Type"]
        return gone


def _page(
    request: Request, filters: QuoteFilters, asked: Asked
) -> tuple[Generator[list[bytes]], str | None]:
    """Answer the JSON of a page of quotes, some at a time, and the cursor of the next."""
    page = find_page(
        filters, user=request.user, cursor=asked.cursor, limit=asked.limit, order=asked.order
    )
    return lines_of(request, page.rows, asked), page.next


def answer_stored(request: Request, stored: storing.Stored, asked: Asked) -> HttpResponseBase:
    """Answer a quote that was sent: 201 with its address where it is new, else 200."""
    location = f"{base_of(request)}/api/v1/quotes/{stored.quote_id}/"
    status = 201 if stored.is_new else 200
    return answer_quote(request, stored.quote_id, asked=asked, status=status, location=location)


def refuse_undecided(filters: QuoteFilters, request: Request) -> None:
    """Say so where somebody asks for quotes they may not see, rather than answer none."""
    asked = {*filters.status} - {Quote.Status.ACCEPTED} | ({"waiting"} if filters.waits else set())
    if not asked or may_see_undecided(request.user):
        return
    message = f"Quotes that are {' or '.join(sorted(asked))} are for annotators and above."
    if not request.user.is_authenticated:
        raise NotAuthenticated(message)
    raise PermissionDenied(message)
