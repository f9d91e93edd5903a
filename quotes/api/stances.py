"""Where the speaker of a quote stands: read, taken and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from quotes import commands
from quotes.api.described import answered, given
from quotes.api.described.describe import (
    IF_MATCH,
    IF_NONE_MATCH,
    READING,
    WRITING,
    describe,
    tagged,
)
from quotes.api.described.shapes import named
from quotes.api.endpoint import Endpoint
from quotes.api.inputs import target_ref
from quotes.api.one_quote import answer_quote, body_of, seen_version, version_of
from quotes.api.protocol.answers import answer, answer_tagged, take_no_parameters, writer_of
from quotes.api.protocol.problems import Problem

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request


class StanceList(Endpoint):
    """The stances of one quote."""

    @describe(
        "list_stances",
        "The stances of a quote",
        {200: (answered.page_of("Stance"), "All of them.")},
        problems=(*READING, 404),
    )
    def get(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Answer the stances of the quote."""
        take_no_parameters(request)
        version_of(request, quote_id)
        return answer({"results": _quote(request, quote_id)["stances"], "next": None})

    @describe(
        "add_stance",
        "Name a target, known or new, and perhaps take a stance on it",
        {200: (named("Quote"), "The quote as it is now.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=given.NEW_STANCE,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def post(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Say where the speaker stands on the target that the body names."""
        take_no_parameters(request)
        with seen_version(request, quote_id) as version:
            stance = given.NEW_STANCE.read(request.data)
            target = target_ref(stance["target"])
            if "position" in stance:
                _set(request, quote_id, target, stance, version=version)
            else:
                by = writer_of(request)
                commands.add_target(quote_id, target, version=version, by=by)
        return answer_quote(request, quote_id)


class StanceDetail(Endpoint):
    """The stance of one quote on one target."""

    @describe(
        "get_stance",
        "The stance of a quote on a target",
        {200: (named("Stance"), "The stance."), 304: (None, "It is what you have.")},
        problems=(*READING, 404),
        parameters=[IF_NONE_MATCH, tagged(200, 304)],
    )
    def get(self, request: Request, quote_id: int, target_id: int) -> HttpResponseBase:
        """Answer the stance on the target; the version in its ETag is the quote's."""
        take_no_parameters(request)
        version_of(request, quote_id)
        quote = _quote(request, quote_id)
        for stance in quote["stances"]:
            if stance["target"]["id"] == target_id:
                return answer_tagged(request, orjson.dumps(stance), version=quote["version"])
        message = f"Quote {quote_id} takes no stance on target {target_id}."
        raise Problem(404, "not_found", message)

    @describe(
        "set_stance",
        "Take a stance on a target",
        {200: (named("Quote"), "The quote as it is now.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=given.STANCE_ON,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def put(self, request: Request, quote_id: int, target_id: int) -> HttpResponseBase:
        """Say where the speaker stands on the target."""
        take_no_parameters(request)
        with seen_version(request, quote_id) as version:
            stance = given.STANCE_ON.read(request.data)
            _set(request, quote_id, target_id, stance, version=version)
        return answer_quote(request, quote_id)

    @describe(
        "remove_stance",
        "Take a stance away",
        {200: (named("Quote"), "The quote as it is now.")},
        problems=(*READING, 404, 412, 428),
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def delete(self, request: Request, quote_id: int, target_id: int) -> HttpResponseBase:
        """Say that the quote is not about the target."""
        take_no_parameters(request)
        with seen_version(request, quote_id) as version:
            commands.remove_stance(quote_id, target_id, version=version, by=writer_of(request))
        return answer_quote(request, quote_id)


def _set(
    request: Request, quote_id: int, target: int | str, stance: dict[str, Any], *, version: int
) -> None:
    commands.set_stance(
        quote_id,
        target,
        version=version,
        by=writer_of(request),
        position=stance["position"],
        conditional=stance.get("conditional", False),
    )


def _quote(request: Request, quote_id: int) -> dict[str, Any]:
    quote: dict[str, Any] = orjson.loads(body_of(request, quote_id))
    return quote
