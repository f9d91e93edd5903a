"""Words of an article taken out for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.exceptions import NotAuthenticated, PermissionDenied

from accounts.models import Role
from quotes import commands
from quotes.api.described.describe import IF_MATCH, READING, WRITING, describe, tagged
from quotes.api.described.shapes import (
    FLAG,
    ID,
    MOMENT,
    OFFSET,
    TEXT,
    asked,
    listed,
    or_null,
    record,
)
from quotes.api.endpoint import Endpoint
from quotes.api.one_article import article_seen, seen_article
from quotes.api.protocol.answers import answer, moment, take_no_parameters, writer_of
from quotes.api.protocol.bodies import Shape
from quotes.api.protocol.problems import Fault, wrong_body
from quotes.commands.redactions import LONGEST_REASON, MAY_REDACT
from quotes.queries.redactions import NothingToCover, ToCover, count_quotes, find_covered

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.models import Redaction

COUNT = {"type": "integer", "minimum": 0}
PART = asked(
    {
        "start": OFFSET,
        "end": OFFSET,
        "exact": {"type": "string", "minLength": 1, "description": "The words."},
    },
    dependentRequired={"start": ["end"], "end": ["start"]},
    anyOf=[{"required": ["start", "end"]}, {"required": ["exact"]}],
    description=(
        "A stretch of the text version, half open, in code points; or words, wherever they stand."
        " Words count whatever their capitals and white space, as whole words."
    ),
)
ASKED = Shape(
    asked(
        {
            "text_version": {
                "type": "integer",
                "minimum": 1,
                "description": "The number of the text that offsets are of; else the newest.",
            },
            "parts": listed(PART, minItems=1),
            "only_here": {
                **FLAG,
                "description": "Only at these offsets: else the same words go wherever the"
                " article has them, in every text version, quote, note and all their history.",
            },
            "names": {
                **FLAG,
                "description": "Also from names of speakers and targets and from saved views,"
                " whatever article they are of.",
            },
            "reason": {
                "type": "string",
                "minLength": 1,
                "maxLength": LONGEST_REASON,
                "description": "Why; it is kept, so without the words.",
            },
            "preview": {**FLAG, "description": "Only tell how much would be covered."},
        },
        "parts",
        "reason",
    ),
    example={"parts": [{"start": 112, "end": 123}], "reason": "Asked for by the source."},
)
COUNTS = {
    "places": {**COUNT, "description": "Stretches of its texts."},
    "code_points": {**COUNT, "description": "Of its texts, each a █ now."},
    "quotes": {**COUNT, "description": "Quotes with other words than before."},
}
DONE = record(
    {
        "id": ID,
        "article": ID,
        "by": or_null(TEXT),
        "at": MOMENT,
        "reason": TEXT,
        **COUNTS,
    },
    "What was covered, by whom and why; never which words.",
)
PREVIEW = record(COUNTS, "What would be covered.")


class RedactionList(Endpoint):
    """What was taken out of an article."""

    @describe(
        "list_redactions",
        "What was taken out of an article, for who works here",
        {200: (record({"results": listed(DONE)}), "The redactions, newest first.")},
        problems=(*READING, 404),
    )
    def get(self, request: Request, article_id: int) -> HttpResponseBase:
        """Answer who took something out, when and why."""
        take_no_parameters(request)
        _only(request, Role.ANNOTATOR)
        article = article_seen(article_id, request)
        redactions = article.redactions.select_related("by").order_by("-pk")
        return answer({"results": [_shown(each) for each in redactions]})

    @describe(
        "redact_article",
        "Cover words with █ for good, in an article, its quotes and all history",
        {
            200: (PREVIEW, "What would be covered: it was asked for a preview."),
            201: (DONE, "They are covered. Nobody can undo that."),
        },
        problems=(*WRITING, 404, 409, 412, 428),
        body=ASKED,
        parameters=[IF_MATCH, tagged(412)],
    )
    def post(self, request: Request, article_id: int) -> HttpResponseBase:
        """Redact, as an admin; the answer never repeats the words."""
        take_no_parameters(request)
        _only(request, MAY_REDACT)
        with seen_article(request, article_id) as version:
            body = ASKED.read(request.data)
            what = _what(body)
            if body.get("preview"):
                return answer(_preview(article_id, what))
            done = commands.redact(
                article_id, what, version=version, by=writer_of(request), reason=body["reason"]
            )
        return answer(_shown(done), status=201)


def _only(request: Request, role: Role) -> None:
    user = request.user
    if not user.is_authenticated:
        raise NotAuthenticated
    if not user.is_at_least(role):
        message = f"This needs the role {role.label.lower()} or above."
        raise PermissionDenied(message)


def _what(body: dict[str, Any]) -> ToCover:
    parts: list[dict[str, Any]] = body["parts"]
    return ToCover(
        text_version=body.get("text_version"),
        parts=[(part["start"], part["end"]) for part in parts if "start" in part],
        words=[part["exact"] for part in parts if "start" not in part],
        only_here=bool(body.get("only_here")),
        names=bool(body.get("names")),
    )


def _preview(article_id: int, what: ToCover) -> dict[str, int]:
    try:
        covered = find_covered(article_id, what)
    except NothingToCover as nothing:
        fault = Fault(code="invalid", detail=nothing.message, pointer=f"/{nothing.field}")
        raise wrong_body([fault]) from None
    return {
        "places": covered.how_many,
        "code_points": covered.code_points,
        "quotes": count_quotes(covered),
    }


def _shown(done: Redaction) -> dict[str, Any]:
    return {
        "id": done.pk,
        "article": done.article_id,
        "by": done.by.username if done.by else None,
        "at": moment(done.at),
        "reason": done.reason,
        "places": done.places,
        "code_points": done.code_points,
        "quotes": done.quotes,
    }
