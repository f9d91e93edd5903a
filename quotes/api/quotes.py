"""Quotes: found, marked, changed and taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from rest_framework.exceptions import NotAuthenticated, PermissionDenied

from articles.models import TextVersion
from quotes import commands
from quotes.api import answered, given
from quotes.api.answered import some_of
from quotes.api.answers import answer_page, base_of, take_no_parameters, writer_of
from quotes.api.asked_for import asking, counted, read_asked
from quotes.api.describe import (
    IF_MATCH,
    IF_NONE_MATCH,
    NEXT,
    OF_QUOTES,
    READING,
    WRITING,
    describe,
    located,
    tagged,
)
from quotes.api.endpoint import Endpoint
from quotes.api.included import INCLUDES, included_with
from quotes.api.inputs import read_changes
from quotes.api.offers import Offer
from quotes.api.one_quote import answer_quote, bodies_of, seen_version, version_of
from quotes.api.problems import Fault, wrong_body
from quotes.api.shapes import named
from quotes.forms import SORTS, check_names, read_filters
from quotes.models import Quote
from quotes.queries.filters import QuoteFilters, may_see_undecided
from quotes.queries.quote_json import MEMBERS
from quotes.queries.search import MOST, count, find_page

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from accounts.models import User
    from quotes.commands import QuoteChanges


ONE = Offer(members=tuple(MEMBERS), include=tuple(INCLUDES), has_offsets=True)
LIST = replace(ONE, is_list=True, orders=SORTS)


class QuoteList(Endpoint):
    """The quotes there are, newest first, and marking one."""

    @describe(
        "list_quotes",
        "Quotes, newest first",
        {200: (answered.page_of("Quote", LIST), "A page of quotes.")},
        problems=READING,
        parameters=[*OF_QUOTES, *asking(LIST), NEXT],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer one page of the quotes that the parameters choose."""
        filters = read_filters(request.query_params, also=LIST.names)
        refuse_undecided(filters, request)
        asked, user = read_asked(request, LIST), request.user
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
        {201: (named("Quote"), "The quote, accepted unless `status` says otherwise.")},
        problems=(*WRITING, 409),
        body=given.NEW_QUOTE,
        parameters=[tagged(201), located(201)],
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Mark a quote in a text version."""
        take_no_parameters(request)
        body = given.NEW_QUOTE.read(request.data)
        version = _text_version(body)
        changes = read_changes(body)
        quote = commands.mark_quote(version, by=writer_of(request), changes=changes)
        location = f"{base_of(request)}/api/v1/quotes/{quote.pk}/"
        return answer_quote(request, quote.pk, status=201, location=location)


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
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def patch(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Change what the body gives and leave the rest."""
        take_no_parameters(request)
        with seen_version(request, quote_id) as version:
            changes = read_changes(given.QUOTE_CHANGES.read(request.data))
            _change(quote_id, changes, version=version, by=writer_of(request))
        return answer_quote(request, quote_id)

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


def _change(quote_id: int, changes: QuoteChanges, *, version: int, by: User) -> None:
    """Change a quote by the command that says most exactly what is done, as a page would."""
    alone: dict[str, Any] = {**changes} if len(changes) == 1 else {}
    match alone:
        case {"status": "accepted"}:
            commands.accept_quote(quote_id, version=version, by=by)
        case {"status": "rejected"}:
            commands.reject_quote(quote_id, version=version, by=by)
        case {"content": content}:
            commands.set_content(quote_id, version=version, by=by, content=content)
        case _:
            commands.change_quote(quote_id, version=version, by=by, changes=changes)


def refuse_undecided(filters: QuoteFilters, request: Request) -> None:
    """Say so where somebody asks for quotes they may not see, rather than answer none."""
    asked = {*filters.status} - {Quote.Status.ACCEPTED} | ({"waiting"} if filters.waits else set())
    if not asked or may_see_undecided(request.user):
        return
    message = f"Quotes that are {' or '.join(sorted(asked))} are for annotators and above."
    if not request.user.is_authenticated:
        raise NotAuthenticated(message)
    raise PermissionDenied(message)


def _text_version(body: dict[str, Any]) -> int:
    """Answer the id of the text version that a new quote names: of its number, else the current."""
    texts = TextVersion.objects.filter(article=body["article"])
    wanted = body.get("text_version")
    found = texts.filter(number=wanted) if wanted is not None else texts.order_by("-number", "-id")
    pk = found.values_list("pk", flat=True).first()
    if pk is not None:
        return pk
    field = "text_version" if wanted is not None and texts.exists() else "article"
    detail = f"there is no {field.replace('_', ' ')} {body[field]}"
    detail += f" of article {body['article']}" if field == "text_version" else ""
    fault = Fault(pointer=f"/{field}", value=body[field], code="missing", detail=detail)
    raise wrong_body([fault])
