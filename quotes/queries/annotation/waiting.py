"""What a newer text of an article leaves open about its quotes, told above the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quotes.models import Placement, Quote
from quotes.queries.placements import waiting_placements

if TYPE_CHECKING:
    from articles.models import Article


class ToPlace(NamedTuple):
    """How many quotes of an article wait to be placed; `quote`: the one whose words are sought."""

    waiting: int
    quote: Quote | None


def to_place(article: Article, quote_id: int) -> ToPlace:
    """Answer how many quotes wait to be placed in the newest text, and the one named, if it does.

    A quote whose placement was decided waits no more.
    """
    waiting = waiting_placements().filter(text_version__article=article)
    named: Placement | None = None
    if quote_id:
        named = waiting.filter(quote=quote_id).select_related("quote").first()
    return ToPlace(waiting.count(), named.quote if named else None)
