"""One text version with its quotes in reading order: where all of them stand, the rest as needed.

An article can have thousands of quotes, of which a change shows a few: of each quote its place is
read at once, what the page shows of it with `Sheet.load` or, of all quotes, when first asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Func, TextField

from articles.models import Article, TextVersion
from articles.queries import visible_to
from quotes.models import Attribution, Quote
from quotes.queries.annotation.former import former_marks
from quotes.queries.annotation.layout import rank_in_print
from quotes.queries.annotation.placed import (
    Placed,
    PlacedQuote,
    Source,
    places_in,
    shown_of,
)
from quotes.queries.annotation.texts import with_text
from quotes.queries.chains import Chains, Mention, mentions_in
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.segments import Mark

__all__ = ["LEAST_SURE", "READING_ORDER", "Placed", "PlacedQuote", "Sheet", "Source", "open_sheet"]

READING_ORDER, LEAST_SURE = "reading", "least"


class Sheet:
    """An article, one of its texts, and the quotes of that text this person may see.

    `since` is what presence asks with for everything that was changed after this was read; `order`
    is that of the queue.
    """

    def __init__(
        self, article: Article, text_version: TextVersion, *, since: str, is_for_readers: bool
    ) -> None:
        self.article, self.text_version, self.since = article, text_version, since
        self.order, self.is_for_readers = READING_ORDER, is_for_readers
        self.former: list[Mark] = []
        self._loaded: dict[int, tuple[PlacedQuote, list[Source]]] = {}
        self.placed: list[Placed] = []
        number = 0
        places = places_in(text_version.pk, undecided=not is_for_readers)
        self._rank = rank_in_print(text_version)
        if self._rank:
            places.sort(key=lambda place: self.in_print(place[1]))
        for place in places:
            is_term = place[3] == Quote.Kind.TERM
            number += not is_term
            self.placed.append(Placed(self, 0 if is_term else number, place))

    def in_print(self, at: int) -> int:
        """Rank a code point by its block: a headline is stored after the body, and read first."""
        return self._rank(at) if self._rank else 0

    @cached_property
    def by_id(self) -> dict[int, Placed]:
        """Every quote of the sheet, terms too, by its id."""
        return {each.pk: each for each in self.placed}

    @cached_property
    def chains(self) -> Chains:
        """The chains of mentions of the text; none for readers, who do not see all in them."""
        if self.is_for_readers:
            return Chains(())
        if len(self.placed) > FEW:
            return Chains(tuple(each for each in self._mentions if not each.position))
        self.load(self.placed)
        return Chains(tuple(mention for each in self.numbered if (mention := _mention(each))))

    @cached_property
    def _mentions(self) -> list[Mention]:
        return mentions_in(self.text_version.pk)

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
        wanted = self.placed if len(self.placed) <= FEW else quotes
        ids = [each.pk for each in wanted if each.pk not in self._loaded]
        if ids:
            self._loaded.update(shown_of(ids))

    def loaded(self, pk: int) -> tuple[PlacedQuote, list[Source]]:
        """Answer what the page shows of one quote, and its attributions."""
        if pk not in self._loaded:
            self.load(self.placed)
        return self._loaded[pk]

    def touching(self, lines: Collection[tuple[int, int]]) -> list[Placed]:
        """Answer the quotes that may be marked on these lines, in reading order, and load them."""
        found = self.placed if len(self.placed) <= FEW else self._reaching(lines)
        self.load(found)
        return found

    def _reaching(self, lines: Collection[tuple[int, int]]) -> list[Placed]:
        """Answer the quotes whose marks begin before the end of a line and end after its start."""
        reach = _Lines(lines)
        named = {
            each.quote
            for each in self._mentions
            if each.start is not None and each.end is not None and reach(each.start, each.end)
        }
        return [each for each in self.placed if reach(each.low, each.high) or each.pk in named]


class _Lines:
    """Tells of a stretch of text whether it shares anything with one of some lines."""

    def __init__(self, lines: Collection[tuple[int, int]]) -> None:
        self._starts = sorted(start for start, _ in lines)
        self._ends = sorted(end for _, end in lines)

    def __call__(self, start: int, end: int) -> bool:
        before = bisect_right(self._starts, end)
        return before > 0 and self._ends[before - 1] >= start


def _mention(each: Placed) -> Mention | None:
    """Answer what `chains_of` reads of a quote, once that is loaded."""
    if each.status == Quote.Status.REJECTED or not each.sources:
        return None
    first = each.sources[0]
    is_unnamed = first.sourcing == Attribution.Sourcing.UNNAMED
    return Mention(each.pk, first.name, is_unnamed, first.speaker_id is not None)


FEW = 60
"""So many quotes are loaded faster than the right ones among them are found."""


def open_sheet(
    article_id: int, *, user: User | AnonymousUser, number: int | None = None, quote_id: int = 0
) -> Sheet:
    """Answer a text with its quotes: the one asked for, else the quote's, else the newest.

    Raises Article.DoesNotExist or TextVersion.DoesNotExist.
    """
    since = Func(template="pg_snapshot_xmin(pg_current_snapshot())::text", output_field=TextField())
    articles = visible_to(user).select_related("outlet")
    article = articles.annotate(since=since).get(pk=article_id)
    version = _text_version(article, number=number, quote_id=quote_id)
    is_for_readers = not may_see_undecided(user)
    sheet = Sheet(
        article, with_text(version), since=str(article.since), is_for_readers=is_for_readers
    )
    if version.is_superseded:
        sheet.former = former_marks(version.pk, user=user)
    return sheet


_COLUMNS = ", ".join(
    each.attname for each in TextVersion._meta.concrete_fields if each.name != "text"
)
_TEXT = f"""
select {_COLUMNS},
    exists(select from articles_textversion newer
        where newer.article_id = version.article_id and newer.number > version.number)
        as is_superseded
    from articles_textversion version where article_id = %s and (%s::int is null or number = %s)
    order by id = (select text_version_id from quotes_quote where id = %s) desc nulls last,
        number desc limit 1
"""  # noqa: S608  names of our own columns


def _text_version(article: Article, *, number: int | None, quote_id: int) -> Any:
    """Answer the text wanted, without its words; `is_superseded`: there is a newer one."""
    found = TextVersion.objects.raw(_TEXT, [article.pk, number, number, quote_id])
    for version in found:
        return version
    raise TextVersion.DoesNotExist
