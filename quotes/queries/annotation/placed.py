"""Quotes of one text as its page shows them, read in plain SQL: a long article has thousands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from quotes.queries.annotation.sheet import Sheet
    from quotes.spans import Spans

_AT = ("pk", "start", "end", "kind", "status", "parent_id", "confidence", "unsure", "low", "high")
_PLACES = """
select id, lower(content), upper(content), kind, status, parent_id, confidence, unsure,
    least(lower(content), lower(cue)), greatest(upper(content), upper(cue))
    from quotes_quote where text_version_id = %s and (status = 'accepted' or %s)
    order by 2, 3 desc, 1
"""
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

    `start` and `end` of its content, `low` and `high` of that and the cue, are code points. Reading
    `quote` or `sources` of one that `Sheet.load` has not loaded loads them all.
    """

    __slots__ = ("_sheet", "number", *_AT)

    pk: int
    start: int
    end: int
    kind: str
    status: str
    parent_id: int | None
    confidence: float | None
    unsure: bool
    low: int
    high: int

    def __init__(self, sheet: Sheet, number: int, place: tuple[Any, ...]) -> None:
        self._sheet, self.number = sheet, number
        (
            self.pk, self.start, self.end, self.kind, self.status, self.parent_id,
            self.confidence, self.unsure, self.low, self.high,
        ) = place  # fmt: skip

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


_QUOTES = f"select id, {', '.join(PlacedQuote._fields[1:])} from quotes_quote where id = any(%s)"  # noqa: S608


def places_in(text_version: int, *, undecided: bool) -> list[tuple[Any, ...]]:
    """Answer where the quotes of a text stand, in reading order, outer ones first.

    The columns are those of `Placed`; without `undecided` only accepted quotes are there.
    """
    return _rows(_PLACES, [text_version, undecided])


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
