"""What the article page shows: one text with its quotes, and one of them in hand."""

from quotes.queries.annotation.drawing import all_marks, draw, mentions_recoloured, touched_by
from quotes.queries.annotation.inspector import (
    Active,
    activate,
    changes_places,
    first_to_look_at,
    next_undecided,
    place_in_text,
)
from quotes.queries.annotation.layout import Layout, lay_out
from quotes.queries.annotation.queue import Queue, QueueRow, line_up
from quotes.queries.annotation.sheet import (
    LEAST_SURE,
    READING_ORDER,
    Placed,
    Sheet,
    open_sheet,
)
from quotes.queries.annotation.waiting import ToPlace, to_place

__all__ = [
    "LEAST_SURE",
    "READING_ORDER",
    "Active",
    "Layout",
    "Placed",
    "Queue",
    "QueueRow",
    "Sheet",
    "ToPlace",
    "activate",
    "all_marks",
    "changes_places",
    "draw",
    "first_to_look_at",
    "lay_out",
    "line_up",
    "mentions_recoloured",
    "next_undecided",
    "open_sheet",
    "place_in_text",
    "to_place",
    "touched_by",
]
