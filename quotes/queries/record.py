"""One quote with all that a page tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone

from articles.queries import shows_text
from quotes.citations import Cited
from quotes.models import Quote
from quotes.queries.cards import cards, context_of
from quotes.queries.filters import may_see_undecided, visible_quotes
from quotes.queries.history import history_of
from quotes.queries.printings import printings_of
from quotes.surroundings import surroundings

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.models import Article, TextVersion
    from quotes.queries.cards import Card
    from quotes.queries.history import Entry
    from quotes.queries.printings import Printings
    from quotes.spans import Span, Spans


@dataclass(frozen=True)
class Record:
    """A quote, where it was printed, and its history; `newest_text` numbers the newest text."""

    card: Card
    article: Article
    text_version: TextVersion
    newest_text: int
    decided_by: str
    history: list[Entry]
    printings: Printings

    @property
    def is_outdated(self) -> bool:
        """Whether the article has a newer text than the one this quote stands in."""
        return self.newest_text > self.text_version.number

    @property
    def is_withdrawn(self) -> bool:
        """Whether the article was withdrawn."""
        return self.article.withdrawn_at is not None

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where the words stand in the text: first and last character, counted from 1."""
        return [(part["start"] + 1, part["end"]) for part in self.card.quote["content"]]

    def cited(self, address: str) -> Cited:
        """Answer what a citation of this quote is made of; `address` is that of its page."""
        at = self.article.published_at
        return replace(
            self.card.cited,
            byline=self.article.byline,
            title=self.card.title,
            outlet=self.article.outlet.name if self.article.outlet else "",
            printed=timezone.localdate(at) if at else None,
            text=self.text_version.number,
            address=address,
        )


def record_of(quote_id: int, *, user: User | AnonymousUser) -> Record | None:
    """Answer a quote that this person may see, or None."""
    visible = visible_quotes(user).select_related(
        "text_version", "article", "article__outlet", "decided_by"
    )
    quote = visible.filter(pk=quote_id).first()
    if quote is None:
        return None
    works_here = may_see_undecided(user)
    shown = cards([quote_id], people=works_here, every_text=shows_text(quote.article, user=user))
    texts = quote.article.text_versions.aggregate(newest=Max("number"))
    return Record(
        card=_in_context(shown[0], quote),
        article=quote.article,
        text_version=quote.text_version,
        newest_text=texts["newest"],
        decided_by=quote.decided_by.shown_name if quote.decided_by and works_here else "",
        history=history_of(quote_id, user=user),
        printings=printings_of(quote_id, user=user),
    )


def _in_context(card: Card, quote: Quote) -> Card:
    """Show the quote between the sentence before and the one after, where the text may be read."""
    if not card.context:
        return card
    text, content = quote.text_version.text, tuple(quote.content)
    block = _block_of(quote.text_version, content)
    start, end = surroundings(text, content, block, language=quote.language)
    return replace(
        card,
        context=tuple(context_of(card.quote, text[start:end], start)),
        begins_inside=start > block[0] and not text[:start].endswith("\n"),
        ends_inside=end < block[1] and text[end] != "\n",
    )


def _block_of(version: TextVersion, content: Spans) -> Span:
    for block in version.blocks:
        if block["start"] <= content[0][0] < block["end"] >= content[-1][1]:
            return block["start"], block["end"]
    return 0, version.length
