"""The quotes of a sheet as the list beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from quotes import spans
from quotes.queries.annotation.inspector import SUGGESTED

if TYPE_CHECKING:
    from collections.abc import Collection

    from quotes.queries.annotation.sheet import Placed, PlacedQuote, Sheet

SHOWN = 100
"""So many rows are shown at once, those round the active one: a long article can have thousands."""


@dataclass(frozen=True)
class QueueRow:
    """One quote in the queue."""

    quote: PlacedQuote
    number: int
    pieces: tuple[spans.Piece, ...]
    speaker_name: str
    is_nested: bool
    is_active: bool


@dataclass(frozen=True)
class Queue:
    """How far the article is, and the rows to draw; `is_whole`: all that the queue shows.

    `sure` counts the suggestions that can be accepted at once, by how sure they are at least.
    """

    decided: int
    total: int
    rows: list[QueueRow]
    is_whole: bool
    order: str
    sure: dict[str, int]
    earlier: int | None = None
    later: int | None = None


def line_up(sheet: Sheet, *, active_id: int, only: Collection[int] | None = None) -> Queue:
    """Answer the queue; with `only` just these rows, where the queue shows them already."""
    line = sheet.line
    decided = len(line) - sheet.line_letters.count(SUGGESTED)
    first = (line.index(active_id) if active_id in line else 0) // SHOWN * SHOWN
    shown = line[first : first + SHOWN]
    queue = partial(Queue, decided, len(line), order=sheet.order, sure=sheet.sure)
    if only is not None and _shows(shown, only, sheet):
        return queue(_rows(sheet, [pk for pk in shown if pk in only], active_id), is_whole=False)
    return queue(
        _rows(sheet, shown, active_id),
        is_whole=True,
        earlier=line[first - 1] if first else None,
        later=line[first + SHOWN] if first + SHOWN < len(line) else None,
    )


def _shows(shown: list[int], only: Collection[int], sheet: Sheet) -> bool:
    """Tell whether all these quotes stand in the hundred shown: else the page shows another one."""
    return all(pk in shown for pk in only if pk in sheet.by_id and sheet.by_id[pk].number)


def _rows(sheet: Sheet, ids: list[int], active_id: int) -> list[QueueRow]:
    found = [sheet.by_id[pk] for pk in ids]
    sheet.load(found)
    return [_row(sheet, each, active_id) for each in found]


def _row(sheet: Sheet, each: Placed, active_id: int) -> QueueRow:
    return QueueRow(
        quote=each.quote,
        number=each.number,
        pieces=spans.pieces(sheet.text_version.text, each.quote.content),
        speaker_name=each.speaker_name,
        is_nested=each.quote.parent_id is not None,
        is_active=each.quote.pk == active_id,
    )
