"""A quote of an older text than its article has now: where it may stand, and what one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.exceptions import NotAuthenticated, PermissionDenied

from quotes import commands, spans
from quotes.api.described import examples_records as examples
from quotes.api.described.answered_records import NUMBER
from quotes.api.described.describe import IF_MATCH, READING, WRITING, describe, tagged
from quotes.api.described.given import PARTS
from quotes.api.described.shapes import CODEPOINT, OFFSET_UNIT, asked, listed, named, one_of, record
from quotes.api.endpoint import Endpoint
from quotes.api.one_quote import answer_quote, seen_version, version_of
from quotes.api.protocol.answers import answer, take_no_parameters, writer_of
from quotes.api.protocol.bodies import Shape
from quotes.api.protocol.problems import Fault, Problem, wrong_body
from quotes.models import Placement
from quotes.queries.filters import may_see_undecided
from quotes.queries.placements import newest_placement

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

FOUND = listed(named("Part"))
PLACEMENT = record(
    {
        "outcome": one_of(Placement.Outcome.values, "What became of its words."),
        "decision": one_of(Placement.Decision.values),
        "old_text": {**NUMBER, "description": "The number of the text that it was marked in."},
        "text_version": {**NUMBER, "description": "The number of the newer text."},
        "proposed": {**FOUND, "description": "The words that `take` makes its content."},
        "candidates": listed(FOUND, "Where else it may stand: `place` takes one by its place."),
        "offset_unit": OFFSET_UNIT,
    }
)
DECISION = Shape(
    asked(
        {
            "decision": one_of(
                ["take", "place", "leave"],
                "`take` what is proposed; `place` it at a candidate or at your own content; `leave`"
                " it at its text, where it stays citable.",
            ),
            "candidate": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
            "content": {**PARTS, "minItems": 1, "description": "Parts of the newer text."},
        },
        "decision",
    ),
    example=examples.DECISION,
)


class PlacementDetail(Endpoint):
    """Where a quote stands in the newest text of its article."""

    @describe(
        "get_placement",
        "Where a quote may stand in a newer text of its article",
        {200: (PLACEMENT, "What became of it in the newest text that came after its own.")},
        problems=(*READING, 404),
    )
    def get(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Answer what became of the quote's words; for annotators and above."""
        take_no_parameters(request)
        if not may_see_undecided(request.user):
            message = "Where quotes may stand is for annotators and above."
            known = request.user.is_authenticated
            raise PermissionDenied(message) if known else NotAuthenticated(message)
        version_of(request, quote_id)
        placement = newest_placement(quote_id)
        if placement is None:
            message = f"No newer text has come since quote {quote_id} was marked."
            raise Problem(404, "not_found", message)
        return answer(_shown(placement))

    @describe(
        "decide_placement",
        "Say where a quote stands in a newer text, or leave it where it is",
        {200: (named("Quote"), "The quote as it is now.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=DECISION,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def post(self, request: Request, quote_id: int) -> HttpResponseBase:
        """Decide about a quote that waits; 409 where that is done."""
        take_no_parameters(request)
        with seen_version(request, quote_id) as version:
            body = DECISION.read(request.data)
            _refuse_mixed(body)
            by = writer_of(request)
            if body["decision"] == "leave":
                commands.leave_quote(quote_id, version=version, by=by)
            else:
                place = {key: body[key] for key in ("candidate", "content") if key in body}
                commands.place_quote(quote_id, version=version, by=by, **place)
        return answer_quote(request, quote_id)


def _refuse_mixed(body: dict[str, Any]) -> None:
    """Let `place` have one place, and the others none."""
    given = [name for name in ("candidate", "content") if name in body]
    if body["decision"] == "place" and not given:
        detail = "“candidate” or “content” is missing"
        raise wrong_body([Fault(pointer="/candidate", code="required", detail=detail)])
    for name in given[1:] if body["decision"] == "place" else given:
        detail = f"is not for “{body['decision']}”" + (" beside a candidate" if given[1:] else "")
        raise wrong_body([Fault(pointer=f"/{name}", code="unknown", detail=detail)])


def _shown(placement: Placement) -> dict[str, Any]:
    text = placement.text_version.text
    return {
        "outcome": placement.outcome,
        "decision": placement.decision,
        "old_text": placement.old_text.number,
        "text_version": placement.text_version.number,
        "proposed": _parts(placement.proposed, text),
        "candidates": [_parts(each, text) for each in placement.candidates],
        "offset_unit": CODEPOINT,
    }


def _parts(found: dict[str, Any], text: str) -> list[dict[str, Any]]:
    content = [(start, end) for start, end in found.get("content", ())]
    words = spans.words(text, tuple(content))
    return [
        {"start": start, "end": end, "exact": exact}
        for (start, end), exact in zip(content, words, strict=True)
    ]
