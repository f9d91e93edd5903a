"""Quotes of one text as its page shows them, read in plain SQL: a long article has thousands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from quotes.models import Quote
from quotes.sureness import AT_LEAST

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from quotes.queries.annotation.sheet import Sheet
    from quotes.spans import Spans

# A column in a value, a letter for each status: two thousand rows take longer to read than to find.
_PLACES = """
select string_agg(id::text, ' '), string_agg(letter, ''), string_agg(low::text, ' '),
    string_agg(high::text, ' '), {sure}
from (
    select id, case when kind = 'term' then upper(left(status, 1)) else left(status, 1) end
        as letter, confidence, unsure, least(lower(content), lower(cue)) as low,
        greatest(upper(content), upper(cue)) as high
    from quotes_quote where text_version_id = %s and (status = 'accepted' or %s)
    order by {first}lower(content), upper(content) desc, id
) place
"""
_SURE = "count(*) filter (where letter = 's' and not unsure and confidence >= {least})"
_ON_TOP = """(select min(rank) from unnest(%s::int[], %s::int[], %s::int[]) top (rank, first, last)
        where first <= lower(content) and lower(content) < last) nulls last, """
_LEAST_SURE = """
select id from unnest(%s::bigint[]) with ordinality line (id, place) join quotes_quote using (id)
order by coalesce(confidence, 1), line.place
"""
STATUS = {each[0]: each for each in Quote.Status.values}
_SOURCES = """
select source.quote_id, source.mention, source.mention_words, source.sourcing, source.speaker_id,
    coalesce(whole.name, speaker.name, source.proposed_name),
    coalesce(spoken_for.name, organisation.name)
    from quotes_attribution source
    left join quotes_speaker speaker on speaker.id = source.speaker_id
    left join quotes_speaker whole on whole.id = speaker.merged_into_id
    left join quotes_speaker organisation on organisation.id = source.organisation_id
    left join quotes_speaker spoken_for on spoken_for.id = organisation.merged_into_id
    where source.quote_id = any(%s) order by source.quote_id, source.position
"""


Place = tuple[int, int, int]
"""Where a quote begins, where it ends, negative as longer ones come first, and its id."""


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


@dataclass(frozen=True)
class Places:
    """Where the quotes of a text stand, in reading order, outer ones first: a column each.

    `letters` has the first letter of each one's status, capital for terms; `sure` counts those that
    can be accepted at once, by how sure they are at least. Low and high of a quote's content and
    cue are code points.
    """

    ids: list[int]
    letters: str
    sure: dict[str, int]
    low: str
    high: str

    @cached_property
    def lows(self) -> list[int]:
        """Where each quote begins, its cue included."""
        return [*map(int, self.low.split())]

    @cached_property
    def highs(self) -> list[int]:
        """Where each quote ends, its cue included."""
        return [*map(int, self.high.split())]


class Placed:
    """One quote of a sheet: its number in reading order (0 for terms), and what is shown of it.

    Reading `quote` or `sources` of one that `Sheet.load` has not loaded loads them all.
    """

    __slots__ = ("_sheet", "number", "pk", "status")

    def __init__(self, sheet: Sheet, pk: int, *, number: int, letter: str) -> None:
        self._sheet, self.pk, self.number = sheet, pk, number
        self.status = STATUS[letter.lower()]

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
    def place(self) -> Place:
        """What the reading order goes by."""
        content = self.quote.content
        return content[0][0], -content[-1][1], self.pk

    @property
    def spans(self) -> Spans:
        """Every part of the text that is marked for this quote."""
        mentions = [part for source in self.sources for part in source.mention or ()]
        return (*self.quote.content, *(self.quote.cue or ()), *mentions)


_QUOTES = f"select id, {', '.join(PlacedQuote._fields[1:])} from quotes_quote where id = any(%s)"  # noqa: S608


def places_in(
    text_version: int, *, undecided: bool, on_top: Sequence[tuple[int, int, int]] = ()
) -> Places:
    """Answer where the quotes of a text stand; without `undecided` only accepted ones are there.

    `on_top`: rank, start and end of what is read before the body, after which it is stored.
    """
    counts = ", ".join(_SURE.format(least=least) for least in AT_LEAST.values())
    query = _PLACES.format(sure=counts, first=_ON_TOP if on_top else "")
    ((ids, letters, low, high, *sure),) = _rows(
        query, [text_version, undecided, *([*map(list, zip(*on_top, strict=True))])]
    )
    counted = dict(zip(AT_LEAST, sure, strict=True))
    return Places([*map(int, (ids or "").split())], letters or "", counted, low or "", high or "")


def least_sure_first(ids: list[int]) -> list[int]:
    """Answer quotes that are in reading order, those the machine is least sure of first."""
    return [pk for (pk,) in _rows(_LEAST_SURE, [ids])]


def shown_of(ids: Collection[int]) -> dict[int, tuple[PlacedQuote, list[Source]]]:
    """Answer what is shown of these quotes; of a merged speaker the name is whose it became."""
    sources: defaultdict[int, list[Source]] = defaultdict(list)
    for row in _rows(_SOURCES, [list(ids)]):
        sources[row[0]].append(Source._make(row))
    quotes = map(PlacedQuote._make, _rows(_QUOTES, [list(ids)]))
    return {quote.pk: (quote, sources[quote.pk]) for quote in quotes}


def _rows(query: str, asked: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
