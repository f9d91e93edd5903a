"""Who is said to have said a quote: each source read, added, put otherwise and taken away."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson

from quotes import commands
from quotes.api.described import answered, examples, given
from quotes.api.described.describe import (
    IF_MATCH,
    IF_NONE_MATCH,
    READING,
    WRITING,
    describe,
    located,
    tagged,
)
from quotes.api.described.shapes import named
from quotes.api.endpoint import Endpoint
from quotes.api.inputs import attribution_of
from quotes.api.one_quote import answer_quote, body_of, seen_version, version_of
from quotes.api.protocol.answers import (
    answer,
    answer_tagged,
    base_of,
    take_no_parameters,
    writer_of,
)
from quotes.api.protocol.asked_for import asking, read_asked
from quotes.api.protocol.bodies import Shape
from quotes.api.protocol.offers import Offer
from quotes.api.protocol.problems import Problem
from quotes.api.storing import in_unit_of
from quotes.forms import check_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.api.protocol.asked_for import Asked
    from quotes.commands import AttributionInput

OFFSETS = Offer(has_offsets=True)
ATTRIBUTION_OF = Shape(given.ATTRIBUTION, example=examples.NEW_ATTRIBUTION)


class AttributionList(Endpoint):
    """The sources of one quote, in their order."""

    @describe(
        "list_attributions",
        "The sources of a quote",
        {200: (answered.page_of("Attribution"), "All of them, in their order.")},
        problems=(*READING, 404),
        parameters=asking(OFFSETS),
    )
    def get(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Answer the sources of the quote."""
        asked = _offsets(request)
        version_of(request, quote_id)
        found = _quote(request, quote_id, asked)["attributions"]
        return answer({"results": found, "next": None})

    @describe(
        "add_attribution",
        "Attribute a quote to one source more",
        {201: (named("Quote"), "The quote as it is now; the new source is its last.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=ATTRIBUTION_OF,
        parameters=[*asking(OFFSETS), IF_MATCH, tagged(201, 412), located(201)],
    )
    def post(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Add the source that the body gives, after those that are there."""
        asked = _offsets(request)
        with seen_version(request, quote_id, asked) as version:
            wanted = _wanted(request, quote_id, asked)
            by = writer_of(request)
            position = commands.put_attribution(quote_id, wanted, version=version, by=by)
        location = f"{base_of(request)}/api/v1/quotes/{quote_id}/attributions/{position + 1}/"
        return answer_quote(request, quote_id, asked=asked, status=201, location=location)


class AttributionDetail(Endpoint):
    """One source of a quote; `position` is counted from 1."""

    @describe(
        "get_attribution",
        "One source of a quote",
        {200: (named("Attribution"), "The source."), 304: (None, "It is what you have.")},
        problems=(*READING, 404),
        parameters=[*asking(OFFSETS), IF_NONE_MATCH, tagged(200, 304)],
    )
    def get(self, request: Request, quote_id: int, position: int) -> HttpResponseBase:
        """Answer the source; the version in its ETag is the quote's."""
        asked = _offsets(request)
        version_of(request, quote_id)
        quote = _quote(request, quote_id, asked)
        if not 1 <= position <= len(quote["attributions"]):
            raise _no_source(quote_id, position)
        body = orjson.dumps(quote["attributions"][position - 1])
        return answer_tagged(request, body, version=quote["version"])

    @describe(
        "put_attribution",
        "Put a source of a quote otherwise",
        {200: (named("Quote"), "The quote as it is now.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=ATTRIBUTION_OF,
        parameters=[*asking(OFFSETS), IF_MATCH, tagged(200, 412)],
    )
    def put(self, request: Request, quote_id: int, position: int) -> HttpResponseBase:
        """Make the source what the body gives; what it leaves out the source has not."""
        asked = _offsets(request)
        with seen_version(request, quote_id, asked) as version:
            wanted = _wanted(request, quote_id, asked)
            by = writer_of(request)
            with _there(quote_id, position):
                commands.put_attribution(
                    quote_id, wanted, version=version, by=by, position=position - 1
                )
        return answer_quote(request, quote_id, asked=asked)

    @describe(
        "remove_attribution",
        "Take a source of a quote away",
        {200: (named("Quote"), "The quote as it is now: sources behind it have moved up.")},
        problems=(*READING, 404, 409, 412, 428),
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def delete(self, request: Request, quote_id: int, position: int) -> HttpResponseBase:
        """Take the source away."""
        take_no_parameters(request)
        with seen_version(request, quote_id) as version, _there(quote_id, position):
            commands.remove_attribution(
                quote_id, version=version, by=writer_of(request), position=position - 1
            )
        return answer_quote(request, quote_id)


@contextmanager
def _there(quote_id: int, position: int) -> Iterator[None]:
    try:
        yield
    except commands.Missing as error:
        if error.field != "position":
            raise
        raise _no_source(quote_id, position) from error


def _no_source(quote_id: int, position: int) -> Problem:
    return Problem(404, "not_found", f"Quote {quote_id} has no source {position}.")


def _offsets(request: Request) -> Asked:
    check_names(request.query_params, OFFSETS.names)
    return read_asked(request, OFFSETS)


def _wanted(request: Request, quote_id: int, asked: Asked) -> AttributionInput:
    body = ATTRIBUTION_OF.read(request.data)
    return attribution_of(in_unit_of(quote_id, body, unit=asked.unit))


def _quote(request: Request, quote_id: int, asked: Asked) -> dict[str, Any]:
    quote: dict[str, Any] = orjson.loads(body_of(request, quote_id, asked))
    return quote
