"""Articles: found, read and taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from articles.drafts import shown
from articles.models import Article, TextVersion
from articles.paging import COUNTED, NEWEST_FIRST, OLDEST_FIRST
from articles.queries import (
    ArticleFilters,
    count_articles,
    current_texts,
    find_articles,
    shows_text,
    visible_to,
)
from articles.readers.jsonl import read_object
from quotes import commands
from quotes.api import answered, given
from quotes.api.answered import some_of
from quotes.api.answers import (
    answer,
    answer_page,
    answer_tagged,
    as_json,
    base_of,
    moment,
    writer_of,
)
from quotes.api.asked_for import asking, counted, read_asked
from quotes.api.describe import (
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
from quotes.api.offers import Offer
from quotes.api.problems import Problem, wrong_parameter
from quotes.api.shapes import UTF16, named
from quotes.api.units import articles_in_utf16, count_text
from quotes.forms import check_names, read_filters, read_number
from quotes.queries.astral import astral_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

ONE = Offer(members=tuple(answered.ARTICLE_WITH_TEXT["properties"]), has_offsets=True)
LIST = Offer(
    members=tuple(answered.ARTICLE["properties"]),
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
        texts = current_texts().filter(article__in=page.rows).defer("text")
        text_of = {text.article_id: text for text in texts}
        base = base_of(request)
        shown = [_shown(article, text_of[article.pk], base=base) for article in page.rows]
        bodies = [as_json(each) for each in shown]
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
            **_shown(article, text, base=base_of(request)),
            "text": text.text if shows_text(article, user=request.user) else None,
            "blocks": text.blocks,
            "offset_unit": asked.unit,
        }
        if asked.unit == UTF16:
            count_text(shown, astral_of(text.text))
        body = asked.chosen(as_json(shown)).encode()
        return answer_tagged(request, body, version=article.version)


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


def article_seen(article_id: int, request: Request) -> Article:
    """Answer an article that this person may see; else the problem is 404."""
    found = visible_to(request.user).select_related("outlet").filter(pk=article_id).first()
    if found is None:
        raise Problem(404, "not_found", f"There is no article {article_id}.")
    return found


def _text(article: Article, number: int | None) -> TextVersion:
    texts = article.text_versions.order_by("-number", "-id")
    found = (texts if number is None else texts.filter(number=number)).first()
    if found is None:
        message = f"Article {article.pk} has no text version {number}."
        raise Problem(404, "not_found", message)
    return found


def _shown(article: Article, text: TextVersion, *, base: str) -> dict[str, Any]:
    outlet = article.outlet and {"id": article.outlet.pk, "name": article.outlet.name}
    return {
        **_links(article, base),
        "title": article.title,
        "outlet": outlet,
        "byline": article.byline,
        "published_at": moment(article.published_at),
        "url": article.url,
        "external_id": article.external_id,
        "language": article.language,
        "text_version": {
            **_identity(text),
            "kind": text.kind,
            "dated": text.dated,
            "note": text.note,
            "source_format": text.source_format,
            "created_at": moment(text.created_at),
        },
        "version": article.version,
        "created_at": moment(article.created_at),
        "updated_at": moment(article.updated_at),
    }


def _links(article: Article, base: str) -> dict[str, Any]:
    return {
        "id": article.pk,
        "api_url": f"{base}/api/v1/articles/{article.pk}/",
        "html_url": f"{base}/articles/{article.pk}/",
    }


def _identity(text: TextVersion) -> dict[str, Any]:
    return {"number": text.number, "sha256": text.sha256, "length": text.length}
