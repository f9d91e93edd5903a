"""In how many articles, of how many outlets, quotes were printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.queries.search import MOST, conditions
from quotes.queries.search.hits import Field
from quotes.queries.search.reach import ask

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.filters import QuoteFilters
    from quotes.queries.search.hits import Hits

_COUNT = """
select sum(hits.n)::int, count(*), count(distinct home.outlet_id)
from (select article_id, count(*) as n from ({}) each group by article_id) hits
join articles_article home on home.id = hits.article_id
"""


def count_articles(filters: QuoteFilters, *, user: User | AnonymousUser) -> tuple[int, int]:
    """Count the articles, and their outlets, of at most the newest `MOST` quotes that fit."""

    def of_these(hits: Hits, most: int) -> tuple[int, tuple[int, int]]:
        sql = _COUNT.format(hits.select("s.article_id", most))
        quotes, articles, outlets = ask(sql, hits.params, forced=hits.forced)[0]
        return quotes or 0, (articles, outlets)

    return Field(conditions(filters, user=user)).newest(MOST, of_these)[1]
