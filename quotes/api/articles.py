"""Articles: found, read and taken in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from articles.drafts import shown
from articles.paging import COUNTED, NEWEST_FIRST, OLDEST_FIRST
from articles.queries import (
    ArticleFilters,
    count_articles,
    find_articles,
)
from articles.readers.jsonl import read_object
from quotes import commands
from quotes.api.described import answered, given
from quotes.api.described.answered_records import ARTICLE
from quotes.api.described.describe import (
    NEXT,
    OF_ARTICLES,
    READING,
    WORDS,
    WRITING,
    describe,
    located,
    query,
)
from quotes.api.described.shapes import UTF16, named
from quotes.api.endpoint import Endpoint
from quotes.api.one_record import bodies_of
from quotes.api.protocol.answers import (
    answer,
    answer_page,
    base_of,
    writer_of,
)
from quotes.api.protocol.asked_for import asking, counted, read_asked
from quotes.api.protocol.offers import Offer
from quotes.api.protocol.problems import wrong_parameter
from quotes.api.protocol.streams import (
    RENDERERS,
    STREAMED,
    STREAMED_EXAMPLE,
    answer_stream,
    at_once,
    is_streamed,
)
from quotes.api.protocol.units import articles_in_utf16
from quotes.forms import check_names, read_filters

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from articles.models import Article, TextVersion
    from quotes.api.protocol.asked_for import Asked

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

    renderer_classes = RENDERERS

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
        files=STREAMED,
        examples=STREAMED_EXAMPLE,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer one page of the articles that the parameters choose."""
        filters = _read_filters(request)
        asked, user = read_asked(request, LIST), request.user
        if is_streamed(request):
            return answer_stream(request, asked, partial(_streamed, request, filters))
        bodies, following = _page(request, filters, asked)
        beside: dict[str, object] = {"offset_unit": asked.unit}
        if asked.count:
            beside["count"] = counted(count_articles(filters, user=user), most=COUNTED)
        return answer_page(request, bodies, following, beside=beside)

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
            "text_version": identity(taken.text_version),
            "quotes_suggested": taken.quotes_suggested,
            "anchored": taken.anchored and taken.anchored.by_outcome(),
            "waiting": taken.anchored.waiting if taken.anchored else 0,
        }
        status = 201 if taken.change == "new" else 200
        return answer(shown, status=status, location=shown["api_url"])


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


def _links(article: Article, base: str) -> dict[str, Any]:
    return {
        "id": article.pk,
        "api_url": f"{base}/api/v1/articles/{article.pk}/",
        "html_url": f"{base}/articles/{article.pk}/",
    }


def identity(text: TextVersion) -> dict[str, Any]:
    """Answer which text it is: its number, hash and length in code points."""
    return {"number": text.number, "sha256": text.sha256, "length": text.length}


def _page(
    request: Request, filters: ArticleFilters, asked: Asked
) -> tuple[Iterable[str], str | None]:
    """Answer the JSON of a page of articles, and the cursor of the next."""
    order = ORDERS[asked.order]
    page = find_articles(
        filters, user=request.user, cursor=asked.cursor, limit=asked.limit, order=order
    )
    bodies = bodies_of(request, "article", [article.pk for article in page.rows])
    if asked.unit == UTF16:
        bodies = articles_in_utf16(bodies)
    return map(asked.chosen, bodies), page.next


def _streamed(
    request: Request, filters: ArticleFilters, asked: Asked
) -> tuple[Generator[list[bytes]], str | None]:
    bodies, following = _page(request, filters, asked)
    return at_once(bodies), following
