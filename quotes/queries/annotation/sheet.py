"""One text version with its quotes in reading order: where all of them stand, the rest as needed.

An article can have thousands of quotes, of which a change shows a few: of each quote its place is
read at once, what the page shows of it with `Sheet.load` or, of all quotes, when first asked for.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.db.models import F, Func, IntegerField, Max, TextField
from django.db.models.functions import Coalesce
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range

from articles.models import Article, TextVersion
from articles.queries import visible_to
from quotes.models import Attribution, Quote
from quotes.queries.annotation.former import former_marks
from quotes.queries.annotation.texts import with_text
from quotes.queries.chains import Chains, chains_of
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User
    from quotes.segments import Mark
    from quotes.spans import Spans


READING_ORDER, LEAST_SURE = "reading", "least"


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


class Placed:
    """One quote of a sheet: its place in reading order (0 for terms), and what is shown of it.

    `start` and `end` of its content are code points. Reading `quote` or `sources` of one that
    `Sheet.load` has not loaded loads them all.
    """

    __slots__ = (
        "_sheet",
        "confidence",
        "end",
        "kind",
        "number",
        "parent_id",
        "pk",
        "start",
        "status",
        "unsure",
    )

    def __init__(  # noqa: PLR0913, PLR0917  the columns of _PLACES
        self,
        sheet: Sheet,
        number: int,
        pk: int,
        start: int,
        end: int,
        kind: str,
        status: str,
        parent_id: int | None,
        confidence: float | None,
        unsure: bool,  # noqa: FBT001
    ) -> None:
        self._sheet, self.number, self.pk, self.start, self.end = sheet, number, pk, start, end
        self.kind, self.status = kind, status
        self.parent_id, self.confidence, self.unsure = parent_id, confidence, unsure

    @property
    def quote(self) -> PlacedQuote:
        """What the page shows of the quote itself."""
        return self._sheet.loaded(self.pk)[0]

    @property
    def sources(self) -> list[Source]:
        """Its attributions, in order."""
        return self._sheet.loaded(self.pk)[1]

    @property
    def speaker_name(self) -> str:
        """Who said it: the speaker, else whom the machine proposes, else ""."""
        return self.sources[0].name if self.sources else ""

    @property
    def spans(self) -> Spans:
        """Every part of the text that is marked for this quote."""
        mentions = [part for source in self.sources for part in source.mention or ()]
        return (*self.quote.content, *(self.quote.cue or ()), *mentions)


class Sheet:
    """An article, one of its texts, and the quotes of that text this person may see.

    `since` is what presence asks with for everything that was changed after this was read; `order`
    is that of the queue.
    """

    def __init__(
        self, article: Article, text_version: TextVersion, quotes: QuerySet[Quote], since: str
    ) -> None:
        self.article, self.text_version, self.since = article, text_version, since
        self.order, self.is_for_readers = READING_ORDER, False
        self.former: list[Mark] = []
        self._quotes = quotes
        self._loaded: dict[int, tuple[PlacedQuote, list[Source]]] = {}
        self.placed: list[Placed] = []
        number = 0
        for row in quotes.order_by("first", F("last").desc(), "pk").values_list(*_PLACES):
            is_term = row[3] == Quote.Kind.TERM
            number += not is_term
            self.placed.append(Placed(self, 0 if is_term else number, *row))

    @cached_property
    def by_id(self) -> dict[int, Placed]:
        """Every quote of the sheet, terms too, by its id."""
        return {each.pk: each for each in self.placed}

    @cached_property
    def chains(self) -> Chains:
        """The chains of mentions of the text; none for readers, who do not see all in them."""
        return Chains(()) if self.is_for_readers else chains_of(self.text_version.pk)

    @cached_property
    def numbered(self) -> list[Placed]:
        """The quotes that are gone through, in reading order: all but terms."""
        return [each for each in self.placed if each.number]

    @cached_property
    def in_line(self) -> list[Placed]:
        """The quotes that are gone through, in the order in which the queue shows them."""
        if self.order == READING_ORDER:
            return self.numbered
        return sorted(
            self.numbered,
            key=lambda each: (1.0 if each.confidence is None else each.confidence, each.number),
        )

    def load(self, quotes: Iterable[Placed]) -> None:
        """Load what the page shows of these quotes, in two queries."""
        ids = [each.pk for each in quotes if each.pk not in self._loaded]
        if not ids:
            return
        chosen = self._quotes if len(ids) == len(self.placed) else self._quotes.filter(pk__in=ids)
        sources = _sources(chosen)
        rows = map(PlacedQuote._make, chosen.values_list(*PlacedQuote._fields))
        self._loaded.update({row.pk: (row, sources[row.pk]) for row in rows})

    def loaded(self, pk: int) -> tuple[PlacedQuote, list[Source]]:
        """Answer what the page shows of one quote, and its attributions."""
        if pk not in self._loaded:
            self.load(self.placed)
        return self._loaded[pk]

    def touching(self, lines: Collection[tuple[int, int]]) -> list[Placed]:
        """Answer the quotes of which anything is marked on these lines, and load them."""
        if len(self.placed) <= FEW:
            found = self.placed
        else:
            ids = _ids_touching(self.text_version.pk, lines)
            found = [each for each in self.placed if each.pk in ids]
        self.load(found)
        return found


FEW = 60
"""So many quotes are loaded faster than the right ones among them are found."""
_PLACES = ("pk", "first", "last", "kind", "status", "parent_id", "confidence", "unsure")


def open_sheet(
    article_id: int, *, user: User | AnonymousUser, number: int | None = None, quote_id: int = 0
) -> Sheet:
    """Answer a text with its quotes: the one asked for, else the quote's, else the newest.

    Raises Article.DoesNotExist or TextVersion.DoesNotExist.
    """
    since = Func(template="pg_snapshot_xmin(pg_current_snapshot())::text", output_field=TextField())
    articles = visible_to(user).select_related("outlet", "withdrawn_by")
    newest = Max("text_versions__number")
    article = articles.annotate(since=since, newest=newest).get(pk=article_id)
    version = _text_version(article, number=number, quote_id=quote_id)
    ends = {
        name: Func("content", function=function, output_field=IntegerField())
        for name, function in (("first", "lower"), ("last", "upper"))
    }
    quotes = Quote.objects.filter(text_version=version).annotate(**ends)
    is_for_readers = not may_see_undecided(user)
    if is_for_readers:
        quotes = quotes.filter(status=Quote.Status.ACCEPTED)
    sheet = Sheet(article, with_text(version), quotes, str(article.since))
    sheet.is_for_readers = is_for_readers
    if version.number != article.newest:
        sheet.former = former_marks(version.pk, user=user)
    return sheet


def _text_version(article: Article, *, number: int | None, quote_id: int) -> TextVersion:
    versions = TextVersion.objects.filter(article=article).defer("text").order_by("-number")
    if number is not None:
        return versions.get(number=number)
    of_quote = versions.filter(pk__in=Quote.objects.filter(pk=quote_id).values("text_version"))
    version = (of_quote.first() if quote_id else None) or versions.first()
    if version is None:
        raise TextVersion.DoesNotExist
    return version


_TOUCHING = """
with lines as (select %(lines)s::int4multirange as lines)
select id from quotes_quote, lines
    where text_version_id = %(text)s and (content && lines or cue && lines)
union all
select source.quote_id
    from quotes_quote quote join quotes_attribution source on source.quote_id = quote.id, lines
    where quote.text_version_id = %(text)s and source.mention && lines
"""


def _ids_touching(text_version: int, lines: Collection[tuple[int, int]]) -> set[int]:
    asked = Int4Multirange([Int4Range(start, end + 1) for start, end in lines])
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHING, {"text": text_version, "lines": asked})
        return {pk for (pk,) in cursor.fetchall()}


def _sources(quotes: QuerySet[Quote]) -> defaultdict[int, list[Source]]:
    """Answer the attributions of each quote; of a merged speaker the name is whose it became."""
    rows = Attribution.objects.filter(quote__in=quotes.only("pk")).order_by("quote", "position")
    name = Coalesce("speaker__merged_into__name", "speaker__name", "proposed_name")
    columns = ("quote_id", "mention", "mention_words", "sourcing", "speaker_id")
    found: defaultdict[int, list[Source]] = defaultdict(list)
    for row in rows.values_list(*columns, name, "organisation__name"):
        found[row[0]].append(Source._make(row))
    return found
