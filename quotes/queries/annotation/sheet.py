"""One text version with all its quotes in reading order, loaded in three queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from articles.models import Article, TextVersion
from quotes.models import Attribution, Quote
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User
    from quotes.spans import Spans

QUOTE = (
    "text_version", "article", "content", "cue", "cue_words", "kind", "act", "status",
    "confidence", "reason", "unsure", "said_on", "version", "parent",
)  # fmt: skip
ATTRIBUTION = (
    "quote", "position", "mention", "mention_words", "sourcing", "proposed_name",
    "speaker__name", "speaker__merged_into__name", "organisation__name",
)  # fmt: skip
"""What the page shows: of 2,000 quotes, reading the rest takes longer than drawing them."""


@dataclass
class Placed:
    """One quote of a sheet: its place in reading order (0 for terms), and its attributions."""

    quote: Quote
    number: int = 0
    attributions: list[Attribution] = field(default_factory=list)

    @property
    def speaker_name(self) -> str:
        """Who said it: the speaker, else whom the machine proposes, else ""."""
        return name_of(self.attributions[0]) if self.attributions else ""

    @property
    def spans(self) -> Spans:
        """Every part of the text that is marked for this quote."""
        mentions = [part for row in self.attributions for part in row.mention or ()]
        return (*self.quote.content, *(self.quote.cue or ()), *mentions)


@dataclass
class Sheet:
    """An article, one of its texts, and the quotes of that text this person may see."""

    article: Article
    text_version: TextVersion
    placed: list[Placed]

    @cached_property
    def by_id(self) -> dict[int, Placed]:
        """Every quote of the sheet, terms too, by its id."""
        return {each.quote.pk: each for each in self.placed}

    @cached_property
    def numbered(self) -> list[Placed]:
        """The quotes that are gone through, in reading order: all but terms."""
        return [each for each in self.placed if each.number]


def name_of(row: Attribution) -> str:
    """Answer the name of an attribution's speaker, merged ones by whom they became."""
    if row.speaker is None:
        return row.proposed_name
    return (row.speaker.merged_into or row.speaker).name


def open_sheet(
    article_id: int, *, user: User | AnonymousUser, number: int | None = None, quote_id: int = 0
) -> Sheet:
    """Answer a text with its quotes: the one asked for, else the quote's, else the newest.

    Raises Article.DoesNotExist or TextVersion.DoesNotExist.
    """
    article = Article.objects.select_related("outlet").get(pk=article_id)
    version = _text_version(article, number=number, quote_id=quote_id)
    quotes = Quote.objects.filter(text_version=version).only(*QUOTE)
    if not may_see_undecided(user):
        quotes = quotes.filter(status=Quote.Status.ACCEPTED)
    placed = _in_reading_order(quotes)
    rows = Attribution.objects.filter(quote__in=quotes.only("pk")).order_by("quote", "position")
    by_quote: defaultdict[int, list[Attribution]] = defaultdict(list)
    for row in rows.select_related("speaker__merged_into", "organisation").only(*ATTRIBUTION):
        by_quote[row.quote_id].append(row)
    for each in placed:
        each.quote.text_version = version
        each.attributions = by_quote[each.quote.pk]
    return Sheet(article, version, placed)


def _text_version(article: Article, *, number: int | None, quote_id: int) -> TextVersion:
    versions = TextVersion.objects.filter(article=article).order_by("-number")
    if number is not None:
        return versions.get(number=number)
    of_quote = versions.filter(pk__in=Quote.objects.filter(pk=quote_id).values("text_version"))
    version = (of_quote.first() if quote_id else None) or versions.first()
    if version is None:
        raise TextVersion.DoesNotExist
    return version


def _in_reading_order(quotes: QuerySet[Quote]) -> list[Placed]:
    """Answer the quotes by where they begin, outer ones first; terms get no number."""
    ordered = sorted(
        quotes, key=lambda quote: (quote.content[0][0], -quote.content[-1][1], quote.pk)
    )
    placed, number = [], 0
    for quote in ordered:
        is_term = quote.kind == Quote.Kind.TERM
        number += not is_term
        placed.append(Placed(quote, 0 if is_term else number))
    return placed
