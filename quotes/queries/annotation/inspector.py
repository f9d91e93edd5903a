"""The quote in hand: everything the inspector says of it, and the way to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes import spans
from quotes.queries.annotation.details import details_of
from quotes.queries.annotation.rows import stance_rows
from quotes.queries.annotation.source_chain import chain_in_hand

if TYPE_CHECKING:
    from quotes.models import Quote
    from quotes.queries.annotation.details import Details
    from quotes.queries.annotation.placed import Place
    from quotes.queries.annotation.rows import StanceRow
    from quotes.queries.annotation.sheet import Placed, PlacedQuote, Sheet, Source
    from quotes.queries.annotation.source_chain import SourceChain

SUGGESTED = "s"
"""In `Sheet.letters`."""
Neighbour = tuple[int, int]
"""Id and number of another quote."""


@dataclass(frozen=True)
class Active:
    """The quote in hand; what each means is told in templates/quotes/_panel.html."""

    quote: PlacedQuote
    number: int
    pieces: tuple[spans.Piece, ...]
    parts: str
    part_list: list[tuple[spans.Piece, str]]
    details: Details
    source: Source | None
    speaker_name: str
    is_new_speaker: bool
    others: list[str]
    parent: Neighbour | None
    nested: list[Neighbour]
    previous: int | None
    next: int | None
    undecided: int | None
    rows: list[StanceRow]
    chain: SourceChain | None


def first_to_look_at(sheet: Sheet) -> Placed | None:
    """Answer the first quote nobody has decided on, else the first of all."""
    place = max(sheet.line_letters.find(SUGGESTED), 0)
    return sheet.by_id[sheet.line[place]] if sheet.line else None


def next_undecided(sheet: Sheet, quote_id: int) -> int | None:
    """Answer the next quote nobody has decided on, from the start again after the last."""
    line, letters = sheet.line, sheet.line_letters
    after = line.index(quote_id) + 1 if quote_id in line else 0
    found = letters.find(SUGGESTED, after)
    place = found if found >= 0 else letters.find(SUGGESTED)
    return line[place] if place >= 0 and line[place] != quote_id else None


def activate(
    sheet: Sheet, placed: Placed | None, *, lit: int | None = None, lit_after: int | None = None
) -> Active | None:
    """Answer the quote in hand.

    The row of the target `lit`, or the one after that of `lit_after`, takes the digits;
    unless said, the first that has no position yet.
    """
    if placed is None:
        return None
    sheet.load([placed])
    quote, ids = placed.quote, sheet.line
    place = ids.index(quote.pk) if quote.pk in ids else -1
    first = placed.sources[0] if placed.sources else None
    parent = sheet.by_id.get(quote.parent_id or 0)
    pieces = spans.pieces(sheet.text_version.text, quote.content)
    parts = [f"{start}-{end}" for start, end in quote.content]
    details = details_of(sheet, placed)
    return Active(
        quote=quote,
        number=placed.number,
        pieces=pieces,
        parts=" ".join(parts),
        part_list=[*zip(pieces, parts, strict=True)],
        details=details,
        source=first,
        speaker_name=placed.speaker_name,
        is_new_speaker=details.sources[0].is_new,
        others=[source.name for source in placed.sources[1:]],
        parent=(parent.pk, parent.number) if parent else None,
        nested=[(pk, sheet.by_id[pk].number) for pk in details.nested],
        previous=ids[place - 1] if place > 0 else None,
        next=ids[place + 1] if 0 <= place < len(ids) - 1 else None,
        undecided=next_undecided(sheet, quote.pk),
        rows=stance_rows(sheet, placed, nested=details.nested, lit=lit, lit_after=lit_after),
        chain=chain_in_hand(sheet, placed),
    )


def place_in_text(quote: Quote) -> Place:
    """Answer what the reading order goes by: where a quote begins, longer ones first."""
    return quote.content[0][0], -quote.content[-1][1], quote.pk


def changes_places(sheet: Sheet, quote_id: int, before: Place) -> bool:
    """Tell whether a quote that stood there `before` stands before or after another one now."""
    moved = sheet.by_id.get(quote_id)
    if moved is None:
        return True
    # Whoever stands between is next to it now, on the side it came from.
    at, letters, ids = sheet.by_id.at(quote_id), sheet.letters, sheet.ids
    earlier = next((ids[i] for i in range(at - 1, -1, -1) if letters[i].islower()), None)
    later = next((ids[i] for i in range(at + 1, len(ids)) if letters[i].islower()), None)
    beside = [sheet.by_id[pk] for pk in (earlier, later) if pk]
    sheet.load([moved, *beside])
    first, last = sorted(_in_print(sheet, place) for place in (before, moved.place))
    return any(first < _in_print(sheet, each.place) < last for each in beside)


def _in_print(sheet: Sheet, place: Place) -> tuple[int, Place]:
    return sheet.in_print(place[0]), place
