"""The quote in hand: everything the inspector says of it, and the way to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from quotes import spans
from quotes.models import Quote, Stance, Target
from quotes.queries.annotation.details import details_of

if TYPE_CHECKING:
    from quotes.queries.annotation.details import Details
    from quotes.queries.annotation.sheet import Placed, PlacedQuote, Sheet, Source

HINTS = 5
Neighbour = tuple[int, int]
"""Id and number of another quote."""


@dataclass
class StanceRow:
    """One target and the position towards it; a hint is not stored until a position is given."""

    target: Target
    position: str | None = None
    conditional: bool = False
    is_stored: bool = False
    is_lit: bool = False


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


def first_to_look_at(sheet: Sheet) -> Placed | None:
    """Answer the first quote nobody has decided on, else the first of all."""
    waiting = (each for each in sheet.numbered if each.status == Quote.Status.SUGGESTED)
    return next(waiting, None) or next(iter(sheet.numbered), None)


def next_undecided(sheet: Sheet, quote_id: int) -> int | None:
    """Answer the next quote nobody has decided on, from the start again after the last."""
    ids = [each.pk for each in sheet.numbered]
    after = ids.index(quote_id) + 1 if quote_id in ids else 0
    for each in (*sheet.numbered[after:], *sheet.numbered[:after]):
        if each.status == Quote.Status.SUGGESTED and each.pk != quote_id:
            return each.pk
    return None


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
    quote, ids = placed.quote, [each.quote.pk for each in sheet.numbered]
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
        nested=[(each.pk, each.number) for each in sheet.placed if each.parent_id == quote.pk],
        previous=ids[place - 1] if place > 0 else None,
        next=ids[place + 1] if 0 <= place < len(ids) - 1 else None,
        undecided=next_undecided(sheet, quote.pk),
        rows=_stance_rows(quote.pk, sheet.article.pk, lit=lit, lit_after=lit_after),
    )


def _stance_rows(
    quote_id: int, article_id: int, *, lit: int | None, lit_after: int | None
) -> list[StanceRow]:
    """Answer the targets of a quote and, as hints, those of its article, by name."""
    stored = Stance.objects.filter(quote=quote_id).select_related("target")
    rows = [
        StanceRow(each.target, each.position, each.conditional, is_stored=True) for each in stored
    ]
    of_article = Target.objects.filter(stances__quote__article=article_id, merged_into=None)
    others = of_article.exclude(pk__in=[row.target.pk for row in rows])
    used = others.annotate(uses=Count("stances")).order_by("-uses", "id")[:HINTS]
    rows += [StanceRow(target) for target in used]
    rows.sort(key=lambda row: (row.target.name.casefold(), row.target.pk))
    for row in _lit(rows, lit=lit, lit_after=lit_after)[:1]:
        row.is_lit = True
    return rows


def _lit(rows: list[StanceRow], *, lit: int | None, lit_after: int | None) -> list[StanceRow]:
    if lit is not None:
        return [row for row in rows if row.target.pk == lit]
    if lit_after is not None:
        places = [place for place, row in enumerate(rows) if row.target.pk == lit_after]
        return rows[places[0] + 1 :] if places else []
    return [row for row in rows if row.position is None]


def place_in_text(quote: Quote) -> tuple[int, int, int]:
    """Answer what the reading order goes by: where a quote begins, longer ones first."""
    return quote.content[0][0], -quote.content[-1][1], quote.pk


def changes_places(sheet: Sheet, quote_id: int, before: tuple[int, int, int]) -> bool:
    """Tell whether a quote that stood there `before` stands before or after another one now."""
    moved = sheet.by_id.get(quote_id)
    if moved is None:
        return True
    first, last = sorted((before, _place(moved)))
    return any(first < _place(each) < last for each in sheet.numbered if each.quote.pk != quote_id)


def _place(each: Placed) -> tuple[int, int, int]:
    return each.quote.content[0][0], -each.quote.content[-1][1], each.quote.pk
