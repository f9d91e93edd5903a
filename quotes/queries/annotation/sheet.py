"""One text version with its quotes in reading order: where all of them stand, the rest as needed.

An article can have thousands of quotes, of which a change shows a few: of each quote its place is
read at once, what the page shows of it with `Sheet.load` or, of all quotes, when first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from quotes.queries.annotation.former import former_marks
from quotes.queries.annotation.layout import rank_in_print, tops_in_print
from quotes.queries.annotation.lines import Lines
from quotes.queries.annotation.placed import (
    Placed,
    PlacedQuote,
    Source,
    least_sure_first,
    places_in,
    shown_of,
)
from quotes.queries.annotation.texts import read_text, with_text
from quotes.queries.chains import Chains, chains_among
from quotes.queries.filters import may_see_undecided
from quotes.queries.mentions import letter_of, mentions_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from articles.models import Article, TextVersion
    from quotes.queries.mentions import Mention, Mentions
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
        on_top = tops_in_print(text_version)
        self._rank = rank_in_print(on_top)
        self._places = places_in(text_version.pk, undecided=not is_for_readers, on_top=on_top)
        self.ids, self.letters, self.sure = (
            self._places.ids, self._places.letters, self._places.sure
        )  # fmt: skip
        self.by_id = _ById(self)

    def in_print(self, at: int) -> int:
        """Rank a code point by its block: a headline is stored after the body, and read first."""
        return self._rank(at) if self._rank else 0

    @cached_property
    def placed(self) -> list[Placed]:
        """Every quote of the sheet, terms too, in reading order."""
        return [*self.by_id.values()]

    @property
    def numbered(self) -> list[Placed]:
        """The quotes that are gone through, in reading order: all but terms."""
        return [each for each in self.placed if each.number]

    @cached_property
    def reading(self) -> list[int]:
        """The ids of the quotes that are gone through, in reading order."""
        if self.letters.islower():
            return self.ids
        return [pk for pk, letter in zip(self.ids, self.letters, strict=True) if letter.islower()]

    @cached_property
    def line(self) -> list[int]:
        """The ids of the quotes that are gone through, as the queue shows them."""
        return self.reading if self.order == READING_ORDER else least_sure_first(self.reading)

    @cached_property
    def line_letters(self) -> str:
        """The first letter of the status of each quote in line."""
        if self.line is self.ids:
            return self.letters
        known = dict(zip(self.ids, self.letters, strict=True))
        return "".join([known[pk] for pk in self.line])

    @cached_property
    def chains(self) -> Chains:
        """The chains of mentions of the text; none for readers, who do not see all in them."""
        if self.is_for_readers:
            return Chains()
        if len(self.ids) > FEW:
            return chains_among(self._mentions, self.reading)
        self.load(self.placed)
        named = [each for each in self.numbered if each.status != "rejected" and each.sources]
        first = [each.sources[0] for each in named]
        return Chains(
            [each.pk for each in named],
            [each.name for each in first],
            "".join(letter_of(each.sourcing, is_settled=bool(each.speaker_id)) for each in first),
        )

    def chains_with(self, mention: Mention) -> Chains:
        """Answer the chains as they were when a quote that stands here named another source."""
        if mention.quote not in self.by_id:
            return Chains()
        earlier = self.ids[: self.by_id.at(mention.quote)]
        return self.chains.having(mention, after=frozenset(earlier))

    @cached_property
    def _mentions(self) -> Mentions:
        return mentions_in(self.text_version.pk)

    def load(self, quotes: Iterable[Placed]) -> None:
        """Load what the page shows of these quotes, in two queries."""
        wanted = self.placed if len(self.ids) <= FEW else quotes
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
        found = self.placed if len(self.ids) <= FEW else self._reaching(lines)
        self.load(found)
        return found

    def _reaching(self, lines: Collection[tuple[int, int]]) -> list[Placed]:
        """Answer the quotes whose marks begin before the end of a line and end after its start."""
        reaches, mentions, places = Lines(lines), self._mentions, self._places
        named = reaches.among(mentions.quotes, mentions.starts, mentions.ends)
        found = {*named, *reaches.among(self.ids, places.lows, places.highs)}
        return [self.by_id[pk] for pk in sorted(found & self.by_id.keys(), key=self.by_id.at)]


class _ById(Mapping[int, Placed]):
    """The quotes of a sheet by their ids, each made when it is asked for."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._at = dict(zip(sheet.ids, range(len(sheet.ids)), strict=True))
        self._made: dict[int, Placed] = {}

    def __getitem__(self, pk: int) -> Placed:
        found = self._made.get(pk)
        if found is None:
            place = self._at[pk]
            letter, number = self._sheet.letters[place], self._numbers[place]
            found = self._made[pk] = Placed(self._sheet, pk, number=number, letter=letter)
        return found

    @cached_property
    def _numbers(self) -> Sequence[int]:
        letters = self._sheet.letters
        if not letters or letters.islower():
            return range(1, len(letters) + 1)
        numbers = accumulate(map(str.islower, letters))
        return [n * each.islower() for n, each in zip(numbers, letters, strict=True)]

    def __iter__(self) -> Iterator[int]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, pk: object) -> bool:
        return pk in self._at

    def at(self, pk: int) -> int:
        """Answer at which place in reading order a quote stands."""
        return self._at[pk]


FEW = 60
"""So many quotes are loaded faster than the right ones among them are found."""


def open_sheet(
    article_id: int, *, user: User | AnonymousUser, number: int | None = None, quote_id: int = 0
) -> Sheet:
    """Answer a text with its quotes: the one asked for, else the quote's, else the newest.

    Raises Article.DoesNotExist or TextVersion.DoesNotExist.
    """
    article, version, since = read_text(article_id, user=user, number=number, quote_id=quote_id)
    is_for_readers = not may_see_undecided(user)
    sheet = Sheet(article, with_text(version), since=since, is_for_readers=is_for_readers)
    if version.is_superseded:
        sheet.former = former_marks(version.pk, user=user)
    return sheet
