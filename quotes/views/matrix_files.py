"""A matrix to keep: a row of numbers for each cell, and a picture of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.charts.pictures import INK, Box, Line, Picture, Words
from quotes.nets import strength
from quotes.templatetags.matrix import net
from quotes.views.matrix_shown import months_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotes.interchange.tables import Cell as CsvCell
    from quotes.nets import Positions
    from quotes.queries.figures.matrix import Cell, Matrix

HEADER = (
    "row_id", "row", "target_id", "target", "net", "support", "oppose", "neutral", "mixed",
    "unclear", "not_judged", "quotes", "net_before", "quotes_before", "net_with_nothing_left_out",
)  # fmt: skip
MARGIN, TOP, LEFT, ROW, COLUMN = 32, 120, 260, 46, 118
FILLS = {
    3: "#2a71b5", 2: "#9cc4e8", 1: "#dbeaf7", 0: "#ebe8e1", -1: "#fce8d8", -2: "#f3bd91",
    -3: "#b4500b",
}  # fmt: skip
SHAPES = {1: "▲", 0: "▬", -1: "▼"}
PALE, DARK_TEXT, LIGHT_TEXT = "#ffffff", INK, "#ffffff"
DIGITS = 4
LETTERS, SHORT = 30, 16


def matrix_lines(matrix: Matrix) -> Iterator[list[CsvCell]]:
    """Yield a row for each cell that is not empty, in the order of the matrix."""
    for row, column, cell in matrix.each():
        now, before = cell.now, cell.before
        yield [
            *(row.key, row.name, column.key, column.name, _number(now)),
            *(now.support, now.oppose, now.neutral, now.mixed, now.unclear, now.unjudged),
            *(now.quotes, _number(before), before.quotes),
            _number(cell.whole) if cell.whole else None,
        ]


def matrix_picture(matrix: Matrix) -> Picture:
    """Draw the matrix: rows and columns in order, each cell with its sign, net and number."""
    boxes: list[Box] = []
    lines: list[Line] = []
    title = _("Net stance, %(months)s") % {"months": months_in_words(matrix.asked.now)}
    words = [Words(MARGIN, MARGIN + 12, title, size=20, fill=INK, weight=600)]
    for at, column in enumerate(matrix.columns):
        for line, part in enumerate(_parted(column.name)):
            x, y = LEFT + at * COLUMN + 8, TOP - 26 + 16 * line
            words.append(Words(x, y, part, fill=INK, weight=600))
    for down, row in enumerate(matrix.rows):
        y = TOP + 16 + down * ROW
        words.append(Words(MARGIN, y + 24, _cut(row.name, LETTERS), 14, INK, 600))
        for at, column in enumerate(matrix.columns):
            drawn = _drawn(matrix.at(row, column), LEFT + at * COLUMN, y)
            boxes, words = [*boxes, *drawn[0]], [*words, *drawn[1]]
    end = TOP + 16 + len(matrix.rows) * ROW
    foot = _(
        "Net = (support − oppose) ÷ (support + oppose + neutral + mixed). Unclear is left out."
    )
    words.append(Words(MARGIN, end + 28, foot))
    words.append(Words(MARGIN, end + 46, _("Small number: quotes. White: fewer than six.")))
    about = _("%(rows)s rows by %(columns)s targets") % {
        "rows": len(matrix.rows),
        "columns": len(matrix.columns),
    }
    width = max(640, LEFT + len(matrix.columns) * COLUMN + MARGIN)
    return Picture(title, about, end + 66, tuple(boxes), tuple(lines), tuple(words), width)


def _drawn(cell: Cell, x: float, y: float) -> tuple[list[Box], list[Words]]:
    if not cell.now.quotes:
        return [], []
    value, level = cell.now.net, strength(cell.now.net or 0.0)
    is_pale = cell.now.is_few
    ink = LIGHT_TEXT if abs(level) == 3 and not is_pale else DARK_TEXT  # noqa: PLR2004  the darkest
    sign = "" if value is None else SHAPES[(level > 0) - (level < 0)]
    box = Box(x, y, COLUMN - 4, ROW - 4, PALE if is_pale else FILLS[level])
    return [box], [
        Words(x + 8, y + 26, f"{sign} {net(value)}".strip(), 15, ink, 600),
        Words(x + COLUMN - 12, y + 26, f"{cell.now.quotes:,}", 12, ink, anchor="end"),
    ]


def _number(positions: Positions) -> float | None:
    return None if positions.net is None else round(positions.net, DIGITS)


def _parted(name: str) -> list[str]:
    """Part a name into two lines at most."""
    if len(name) <= SHORT:
        return ["", name]
    at = name.rfind(" ", 0, SHORT + 1)
    first, rest = (name[:at], name[at + 1 :]) if at > 0 else (name[:SHORT], name[SHORT:])
    return [first, _cut(rest, SHORT)]


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
