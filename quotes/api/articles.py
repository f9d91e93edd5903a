"""Articles: found, read and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from django.utils import timezone

from articles.drafts import shown
from articles.paging import COUNTED, NEWEST_FIRST, OLDEST_FIRST
from articles.queries import (
    ArticleFilters,
    count_articles,
    find_articles,
    shows_text,
)
from articles.readers.jsonl import read_object
from quotes import commands
from quotes.api import answered, given
from quotes.api.answered import some_of
from quotes.api.answered_records import ARTICLE, ARTICLE_WITH_TEXT
from quotes.api.answers import (
    answer,
    answer_page,
    answer_tagged,
    as_json,
    base_of,
    moment,
    take_no_parameters,
    writer_of,
)
from quotes.api.asked_for import asking, counted, read_asked
from quotes.api.describe import (
    IF_MATCH,
    IF_NONE_MATCH,
    NEXT,
    OF_ARTICLES,
    READING,
    WORDS,
    WRITING,
    describe,
    located,
    query,
    tagged,
)
from quotes.api.endpoint import Endpoint
from quotes.api.given_records import ARTICLE_CHANGES
from quotes.api.offers import Offer
from quotes.api.one_article import article_seen, seen_article
from quotes.api.one_record import answer_record, bodies_of, body_of
from quotes.api.problems import Problem, wrong_parameter
from quotes.api.record_inputs import read_article
from quotes.api.shapes import UTF16, named
from quotes.api.units import articles_in_utf16, count_text
from quotes.forms import check_names, read_filters, read_number
from quotes.queries.astral import astral_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from articles.models import Article, TextVersion

ONE = Offer(members=tuple(ARTICLE_WITH_TEXT["properties"]), has_offsets=True)
LIST = Offer(
    members=tuple(ARTICLE["properties"]),
    orders=("newest", "oldest"),
    is_list=True,
    has_offsets=True,
)
ORDERS = {"newest": NEWEST_FIRST, "oldest": OLDEST_FIRST}
FILTERS = ("q", "outlet", "language", "published_from", "published_to")


class ArticleList(Endpoint):
    """The articles there are, newest first, and taking one in."""

    @describe(
        "list_articles",
        "Articles, newest first",
        {200: (answered.page_of("Article", LIST), "A page of articles, without their texts.")},
        problems=READING,
        parameters=[
            query("q", WORDS, "Words in the headline."),
            *OF_ARTICLES,
            *asking(LIST),
            NEXT,
        ],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer one page of the articles that the parameters choose."""
        filters = _read_filters(request)
        asked, user = read_asked(request, LIST), request.user
        page = find_articles(
            filters, user=user, cursor=asked.cursor, limit=asked.limit, order=ORDERS[asked.order]
        )
        bodies = bodies_of(request, "article", [article.pk for article in page.rows])
        if asked.unit == UTF16:
            bodies = articles_in_utf16(bodies)
        beside: dict[str, object] = {"offset_unit": asked.unit}
        if asked.count:
            beside["count"] = counted(count_articles(filters, user=user), most=COUNTED)
        return answer_page(request, map(asked.chosen, bodies), page.next, beside=beside)

    @describe(
        "take_in_article",
        "Take in an article and suggest its quotes",
        {
            200: (named("TakenIn"), "It was here already: nothing added, or a new text version."),
            201: (named("TakenIn"), "It is new."),
        },
        problems=(*WRITING, 409),
        body=given.NEW_ARTICLE,
        parameters=[
            query("replace", {"type": "boolean"}, "As `replace` in the body."),
            located(200, 201),
        ],
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Store the article, unless it is here, and suggest its quotes."""
        body = dict(given.NEW_ARTICLE.read(request.data))
        replace = bool(body.pop("replace", None)) | _insists(request)
        draft = read_object(body, tz=timezone.get_current_timezone())
        taken = commands.take_in_article(draft, by=writer_of(request), replace=replace)
        shown = {
            **_links(taken.article, base_of(request)),
            "change": taken.change,
            "text_version": _identity(taken.text_version),
            "quotes_suggested": taken.quotes_suggested,
            "anchored": taken.anchored and taken.anchored.by_outcome(),
            "waiting": taken.anchored.waiting if taken.anchored else 0,
        }
        status = 201 if taken.change == "new" else 200
        return answer(shown, status=status, location=shown["api_url"])


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


def _read_filters(request: Request) -> ArticleFilters:
    check_names(request.query_params, (*FILTERS, *LIST.names))
    filters = read_filters(request.query_params, also=LIST.names)
    return ArticleFilters(
        words=filters.q,
        outlets=filters.outlet,
        languages=filters.language,
        published_from=filters.published_from,
        published_to=filters.published_to,
    )


def _insists(request: Request) -> bool:
    check_names(request.query_params, ["replace"])
    given = request.query_params.get("replace", "false")
    if given not in {"true", "false"}:
        raise wrong_parameter("replace", given, f"“{shown(given)}” is neither true nor false.")
    return given == "true"


def _text(article: Article, number: int | None) -> TextVersion:
    texts = article.text_versions.order_by("-number", "-id")
    found = (texts if number is None else texts.filter(number=number)).first()
    if found is None:
        message = f"Article {article.pk} has no text version {number}."
        raise Problem(404, "not_found", message)
    return found


def _printed(text: TextVersion) -> dict[str, Any]:
    return {
        **_identity(text),
        "kind": text.kind,
        "dated": text.dated,
        "note": text.note,
        "source_format": text.source_format,
        "created_at": moment(text.created_at),
    }


def _links(article: Article, base: str) -> dict[str, Any]:
    return {
        "id": article.pk,
        "api_url": f"{base}/api/v1/articles/{article.pk}/",
        "html_url": f"{base}/articles/{article.pk}/",
    }


def _identity(text: TextVersion) -> dict[str, Any]:
    return {"number": text.number, "sha256": text.sha256, "length": text.length}
