"""Changes of position as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.views.files import csv_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from quotes.interchange.tables import Cell
    from quotes.queries.figures.moves import Move, Shown

SIDE = ("position", "day", "outlet", "words", "quote")
DIGITS = {"day": 10, "month": 7, "year": 4}


def moves_file(name: str, moves: Sequence[Move], request: HttpRequest) -> HttpResponse:
    """Answer changes of position as a CSV file: a row each, with both quotes."""
    both = [f"{each}_{side}" for side in ("before", "after") for each in SIDE]
    header = ["speaker_id", "speaker", "target_id", "target", *both, "same_people"]
    rows: list[list[Cell]] = [
        [
            move.actor.pk,
            move.actor.name,
            move.target.pk,
            move.target.name,
            *_side(move.before, request),
            *_side(move.after, request),
            ", ".join(each.name for each in move.people),
        ]
        for move in moves
    ]
    return csv_file(name, header, rows)


def _side(shown: Shown, request: HttpRequest) -> list[str]:
    quote, stand = shown.card.quote, shown.stand
    outlet = quote["outlet"]["name"] if quote["outlet"] else ""
    address = request.build_absolute_uri(f"/quotes/{stand.quote}/")
    return [
        stand.position,
        str(stand.day)[: DIGITS[stand.unit]],
        outlet,
        quote["display"],
        address,
    ]
