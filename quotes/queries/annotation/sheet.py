"""One text version with all its quotes in reading order, loaded in three queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.db.models.functions import Coalesce

from articles.models import Article, TextVersion
from quotes.models import Attribution, Quote
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User
    from quotes.spans import Spans


class PlacedQuote(NamedTuple):
    """What the page shows of a quote. Of 2,000, making models would take longer than drawing."""

    pk: int
    content: Spans
    cue: Spans | None
    cue_words: list[str] | None
    kind: str
    act: str
    status: str
    confidence: float | None
    reason: str
    unsure: bool
    said_on: date | None
    version: int
    parent_id: int | None


class Source(NamedTuple):
    """What the page shows of an attribution: `name` is of the speaker, else whom one proposes."""

    quote_id: int
    mention: Spans | None
    mention_words: list[str] | None
    sourcing: str
    speaker_id: int | None
    name: str
    organisation: str | None


@dataclass
class Placed:
    """One quote of a sheet: its place in reading order (0 for terms), and its attributions."""

    quote: PlacedQuote
    number: int = 0
    sources: list[Source] = field(default_factory=list)

    @property
    def speaker_name(self) -> str:
        """Who said it: the speaker, else whom the machine proposes, else ""."""
        return self.sources[0].name if self.sources else ""

    @property
    def spans(self) -> Spans:
        """Every part of the text that is marked for this quote."""
        mentions = [part for source in self.sources for part in source.mention or ()]
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


def open_sheet(
    article_id: int, *, user: User | AnonymousUser, number: int | None = None, quote_id: int = 0
) -> Sheet:
    """Answer a text with its quotes: the one asked for, else the quote's, else the newest.

    Raises Article.DoesNotExist or TextVersion.DoesNotExist.
    """
    article = Article.objects.select_related("outlet").get(pk=article_id)
    version = _text_version(article, number=number, quote_id=quote_id)
    quotes = Quote.objects.filter(text_version=version)
    if not may_see_undecided(user):
        quotes = quotes.filter(status=Quote.Status.ACCEPTED)
    return Sheet(article, version, _in_reading_order(quotes))


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
    sources = _sources(quotes)
    rows = map(PlacedQuote._make, quotes.values_list(*PlacedQuote._fields))
    placed, number = [], 0
    for quote in sorted(rows, key=lambda row: (row.content[0][0], -row.content[-1][1], row.pk)):
        is_term = quote.kind == Quote.Kind.TERM
        number += not is_term
        placed.append(Placed(quote, 0 if is_term else number, sources[quote.pk]))
    return placed


def _sources(quotes: QuerySet[Quote]) -> defaultdict[int, list[Source]]:
    """Answer the attributions of each quote; of a merged speaker the name is whose it became."""
    rows = Attribution.objects.filter(quote__in=quotes.only("pk")).order_by("quote", "position")
    name = Coalesce("speaker__merged_into__name", "speaker__name", "proposed_name")
    columns = ("quote_id", "mention", "mention_words", "sourcing", "speaker_id")
    found: defaultdict[int, list[Source]] = defaultdict(list)
    for row in rows.values_list(*columns, name, "organisation__name"):
        found[row[0]].append(Source._make(row))
    return found
