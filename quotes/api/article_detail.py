"""One article with one of its texts, and putting right what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from articles.queries import (
    shows_text,
)
from quotes import commands
from quotes.api.articles import identity
from quotes.api.described.answered import some_of
from quotes.api.described.answered_records import ARTICLE_WITH_TEXT
from quotes.api.described.describe import (
    IF_MATCH,
    IF_NONE_MATCH,
    READING,
    WRITING,
    describe,
    query,
    tagged,
)
from quotes.api.described.given_records import ARTICLE_CHANGES
from quotes.api.described.shapes import UTF16, named
from quotes.api.endpoint import Endpoint
from quotes.api.one_article import article_seen, seen_article
from quotes.api.one_record import answer_record, body_of
from quotes.api.protocol.answers import (
    answer_tagged,
    as_json,
    moment,
    take_no_parameters,
    writer_of,
)
from quotes.api.protocol.asked_for import asking, read_asked
from quotes.api.protocol.offers import Offer
from quotes.api.protocol.problems import Problem
from quotes.api.protocol.units import count_text
from quotes.api.record_inputs import read_article
from quotes.forms import check_names, read_number
from quotes.queries.astral import astral_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from articles.models import Article, TextVersion

ONE = Offer(members=tuple(ARTICLE_WITH_TEXT["properties"]), has_offsets=True)


class ArticleDetail(Endpoint):
    """One article."""

    @describe(
        "get_article",
        "One article with its text",
        {200: (some_of("ArticleWithText"), "The article."), 304: (None, "It is what you have.")},
        problems=(*READING, 404),
        parameters=[
            query(
                "text_version",
                {"type": "integer", "minimum": 1},
                "The number of the text wanted; quotes stay with theirs. Else the current one.",
            ),
            *asking(ONE),
            IF_NONE_MATCH,
            tagged(200, 304),
        ],
    )
    def get(self, request: Request, article_id: int) -> HttpResponseBase:
        """Answer the article with the text asked for, where its outlet allows it."""
        check_names(request.query_params, ("text_version", *ONE.names))
        asked = read_asked(request, ONE)
        number = read_number(request.query_params, "text_version")
        article = article_seen(article_id, request)
        text = _text(article, number)
        shown = {
            **orjson.loads(body_of(request, "article", article_id)),
            "text_version": _printed(text),
            "text": text.text if shows_text(article, user=request.user) else None,
            "blocks": text.blocks,
            "offset_unit": asked.unit,
        }
        if asked.unit == UTF16:
            count_text(shown, astral_of(text.text))
        body = asked.chosen(as_json(shown)).encode()
        return answer_tagged(request, body, version=shown["version"])

    @describe(
        "change_article",
        "Put right what is known of an article beside its text",
        {200: (named("Article"), "The article as it is now; its quotes follow.")},
        problems=(*WRITING, 404, 409, 412, 428),
        body=ARTICLE_CHANGES,
        parameters=[IF_MATCH, tagged(200, 412)],
    )
    def patch(self, request: Request, article_id: int) -> HttpResponseBase:
        """Change what the body gives and leave the rest."""
        take_no_parameters(request)
        with seen_article(request, article_id) as version:
            changes = read_article(ARTICLE_CHANGES.read(request.data))
            by = writer_of(request)
            commands.change_article(article_id, version=version, by=by, changes=changes)
        return answer_record(request, "article", article_id)


def _text(article: Article, number: int | None) -> TextVersion:
    texts = article.text_versions.order_by("-number", "-id")
    found = (texts if number is None else texts.filter(number=number)).first()
    if found is None:
        message = f"Article {article.pk} has no text version {number}."
        raise Problem(404, "not_found", message)
    return found


def _printed(text: TextVersion) -> dict[str, Any]:
    return {
        **identity(text),
        "kind": text.kind,
        "dated": text.dated,
        "note": text.note,
        "source_format": text.source_format,
        "created_at": moment(text.created_at),
    }
