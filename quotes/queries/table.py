"""Quotes as the rows of a table, as many as there are, in constant memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articles.models import Article
from quotes.queries.quote_json import quotes_as_links
from quotes.queries.search import find_page_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters

    Row = list[str | int | None]

COLUMNS = (
    *("id", "link", "words", "kind", "act", "speaker", "organisation", "sourcing", "stances"),
    *("outlet", "title", "published_at", "said_on", "cue", "status", "language", "article"),
)
"""What a row tells. Times are UTC; a year or a month alone may be known of the day it was said."""
AT_ONCE = 200
"""So many rows are asked for at a time."""
GAP, BETWEEN = " … ", "; "
"""What stands between parts of one passage, and between several of the same sort."""


def quote_rows(
    filters: QuoteFilters,
    *,
    user: User | AnonymousUser,
    order: str,
    counting: Counting,
    base: str,
) -> Iterator[list[Row]]:
    """Answer all quotes that fit, by `COLUMNS`, some rows at a time; `order` is newest or oldest.

    What is counted stands once.
    Each page is asked for by itself: no transaction waits for a slow reader. `base` begins the
    links. What is deleted meanwhile is left out, what is new above the place stays out.
    """
    cursor: str | None = None
    while True:
        page = find_page_once(
            filters, user=user, cursor=cursor, limit=AT_ONCE, order=order, counting=counting
        )
        yield _rows(page.rows, base)
        if page.next is None:
            return
        cursor = page.next


def _rows(ids: list[int], base: str) -> list[Row]:
    quotes = quotes_as_links(ids, base=base)
    articles = Article.objects.filter(pk__in={quote["article"] for quote in quotes}).order_by()
    titles = dict(articles.values_list("pk", "title"))
    return [row_of(quote, titles.get(quote["article"], "")) for quote in quotes]


def row_of(quote: dict[str, Any], title: str) -> Row:
    """Answer the row of a quote, given as its JSON, in an article of this title."""
    sources = quote["attributions"]
    return [
        quote["id"],
        quote["html_url"],
        quote["display"],
        quote["kind"],
        quote["act"],
        _names(source["speaker"] for source in sources),
        _names(source["organisation"] for source in sources),
        BETWEEN.join(dict.fromkeys(source["sourcing"] for source in sources)),
        BETWEEN.join(_stance(stance) for stance in quote["stances"]),
        quote["outlet"]["name"] if quote["outlet"] else "",
        title,
        quote["published_at"],
        quote["said_on"],
        GAP.join(part["exact"] for part in quote["cue"]),
        quote["status"],
        quote["language"],
        quote["article"],
    ]


def _names(named: Iterable[dict[str, Any] | None]) -> str:
    return BETWEEN.join(dict.fromkeys(each["name"] for each in named if each))


def _stance(stance: dict[str, Any]) -> str:
    """Write a stance: "Ferry Act: support (if)"; "none" where nobody has judged it yet."""
    condition = " (if)" if stance["conditional"] else ""
    return f"{stance['target']['name']}: {stance['position'] or 'none'}{condition}"
