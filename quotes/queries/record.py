"""One quote with all that a page tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from articles.queries import shows_text
from quotes.models import Quote
from quotes.queries.cards import cards
from quotes.queries.filters import QuoteFilters, find_quotes, may_see_undecided
from quotes.queries.history import history_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.models import Article, TextVersion
    from quotes.queries.cards import Card
    from quotes.queries.history import Entry

_ALL = QuoteFilters(kind=tuple(Quote.Kind.values), status=tuple(Quote.Status.values))


@dataclass(frozen=True)
class Record:
    """A quote, where it was printed, and its history; `newest_text` numbers the newest text."""

    card: Card
    article: Article
    text_version: TextVersion
    newest_text: int
    decided_by: str
    history: list[Entry]

    @property
    def is_outdated(self) -> bool:
        """Whether the article has a newer text than the one this quote stands in."""
        return self.newest_text > self.text_version.number

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where the words stand in the text: first and last character, counted from 1."""
        return [(part["start"] + 1, part["end"]) for part in self.card.quote["content"]]


def record_of(quote_id: int, *, user: User | AnonymousUser) -> Record | None:
    """Answer a quote that this person may see, or None."""
    visible = find_quotes(_ALL, user=user).select_related(
        "text_version", "article", "article__outlet", "decided_by"
    )
    quote = visible.defer("text_version__text").filter(pk=quote_id).first()
    if quote is None:
        return None
    works_here = may_see_undecided(user)
    shown = cards([quote_id], people=works_here, every_text=shows_text(quote.article, user=user))
    texts = quote.article.text_versions.aggregate(newest=Max("number"))
    return Record(
        card=shown[0],
        article=quote.article,
        text_version=quote.text_version,
        newest_text=texts["newest"],
        decided_by=quote.decided_by.shown_name if quote.decided_by and works_here else "",
        history=history_of(quote_id, user=user),
    )
