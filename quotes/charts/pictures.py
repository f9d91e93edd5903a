"""Charts as pictures of their own: a file with its words in it, for a paper or a slide.

Lengths are pixels. A picture is drawn in the light colours, by attributes alone, so that it looks
the same wherever it is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quotes.charts.bars import Stretch
    from quotes.charts.timeline import Timeline

INK, INK_2, LINE = "#1c1a17", "#57524a", "#e3ded3"
FILLS = {
    "support": "#1b62a5",
    "oppose": "#b14c05",
    "neutral": "#c3c1bd",
    "between": "#c3c1bd",
    "mixed": "#47515e",
    "unclear": "#e4e3e1",
    "all": "#817d77",
}
WIDTH, MARGIN, LEFT = 960, 32, 84
PLOT = WIDTH - LEFT - MARGIN
TITLE, SMALL, LEADING = 20, 13, 26
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = LINE


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is where its letters stand."""

    x: float
    y: float
    text: str
    size: int = SMALL
    fill: str = INK_2
    weight: int = 400
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: what it is called, what it tells in a sentence, and all that is drawn."""

    title: str
    about: str
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    words: tuple[Words, ...]
    width: int = WIDTH


def timeline_picture(
    chart: Timeline,
    *,
    title: str,
    about: str,
    source: str,
    names: Sequence[str],
    legend: Sequence[tuple[str, str]],
    height: int = 280,
) -> Picture:
    """Draw a timeline; `names` are those of its columns, `legend` pairs a series with its word."""
    words, top = _heading(title, legend)
    boxes, lines, beside = _plot(chart, names, top, height)
    below, whole = _foot(source, top + height + 56)
    return Picture(title, about, whole, tuple(boxes), tuple(lines), (*words, *beside, *below))


def multiples_picture(
    charts: Sequence[tuple[str, Timeline]],
    *,
    title: str,
    about: str,
    source: str,
    names: Sequence[str],
    legend: Sequence[tuple[str, str]],
    height: int = 120,
) -> Picture:
    """Draw several timelines below one another, each under its name, on one scale and time."""
    words, top = _heading(title, legend)
    boxes: list[Box] = []
    lines: list[Line] = []
    for name, chart in charts:
        words.append(Words(LEFT, top + 16, name, size=15, fill=INK, weight=600))
        more = _plot(chart, names, top + 28, height)
        boxes, lines, words = [*boxes, *more[0]], [*lines, *more[1]], [*words, *more[2]]
        top += height + 76
    below, whole = _foot(source, top)
    return Picture(title, about, whole, tuple(boxes), tuple(lines), (*words, *below))


def bars_picture(
    rows: Sequence[tuple[str, str, Sequence[Stretch]]],
    *,
    title: str,
    about: str,
    source: str,
    legend: Sequence[tuple[str, str]],
    axis: bool = True,
) -> Picture:
    """Draw bars below one another, each row a name, the words at its end, and its stretches."""
    words, top = _heading(title, legend)
    left, wide, row_height = 300, 480, 32
    boxes = []
    for at, (name, told, stretches) in enumerate(rows):
        y = top + at * row_height
        words += [
            Words(MARGIN, y + 15, _cut(name, 40), size=14, fill=INK, weight=600),
            Words(WIDTH - MARGIN, y + 15, told, anchor="end"),
        ]
        boxes += [
            Box(left + each.x * wide / 100, y + 3, each.width * wide / 100, 15, FILLS[each.kind])
            for each in stretches
        ]
    middle, end = left + wide / 2, top + len(rows) * row_height
    lines = (Line(middle, top - 4, middle, end, INK_2),) if axis else ()
    below, whole = _foot(source, end + 28)
    return Picture(title, about, whole, tuple(boxes), lines, (*words, *below))


def _heading(title: str, legend: Iterable[tuple[str, str]]) -> tuple[list[Words], float]:
    cut = wrap(title, 80) or [""]
    words = [
        Words(MARGIN, MARGIN + 12 + at * LEADING, line, size=TITLE, fill=INK, weight=600)
        for at, line in enumerate(cut)
    ]
    y, x = MARGIN + 12 + len(cut) * LEADING, float(MARGIN)
    for kind, word in legend:
        words += [
            Words(x, y, "■", fill=FILLS[kind]),
            Words(x + 16, y, word, fill=INK),
        ]
        x += 40 + 7.5 * len(word)
    return words, y + 20


def _plot(
    chart: Timeline, names: Sequence[str], top: float, height: float
) -> tuple[list[Box], list[Line], list[Words]]:
    columns = max(len(chart.columns), 1)
    across, down = PLOT / columns, height / 100
    right = float(WIDTH - MARGIN)
    boxes = [
        Box(
            round(LEFT + bar.x * across, 2),
            round(top + bar.y * down, 2),
            round(bar.width * across, 2),
            round(bar.height * down, 2),
            FILLS[bar.kind],
        )
        for column in chart.columns
        for bar in column.bars
    ]
    heights = sorted({*chart.grid, chart.axis})
    lines = [Line(LEFT, top + y * down, right, top + y * down) for y in heights]
    lines.append(Line(LEFT, top + chart.axis * down, right, top + chart.axis * down, INK_2))
    words = [
        Words(LEFT - 8, top + y * down + 4, f"{tick:,}", anchor="end")
        for y, tick in zip(heights, chart.ticks, strict=True)
    ]
    words += [
        Words(round(LEFT + at * across, 2), top + height + 20, name)
        for at, (column, name) in enumerate(zip(chart.columns, names, strict=True))
        if column.named
    ]
    return boxes, lines, words


def _foot(source: str, y: float) -> tuple[list[Words], float]:
    cut = wrap(source, 130) or [""]
    words = [Words(MARGIN, y + at * 18, line) for at, line in enumerate(cut)]
    return words, y + len(cut) * 18 + 14


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
