"""A network as it is drawn: nodes, lines, coalitions and words that do not lie on one another.

Lengths are those of the drawing; a letter of a label is taken to be 7 wide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from quotes.networks.communities import letter_of
from quotes.networks.graphs import lines_of
from quotes.networks.labels import LETTER, LINE, Box, Label, labelled
from quotes.networks.layout import laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from numpy.typing import NDArray

    from quotes.networks.communities import Communities

    Points = NDArray[np.float64]

Shape = Literal["circle", "square", "diamond"]
LONGEST = 26
"""Characters of a label; the rest is cut."""
MANY, VERY_MANY = 40, 90
RADII = {"few": (12.0, 27.0), "many": (9.0, 20.0), "very many": (6.0, 15.0)}
LINES_A_NODE = {1: 1.5, -1: 0.7, 0: 0.7}
"""So many lines of agreement, of disagreement and of both are drawn for each node."""
WIDTHS = (0.12, 0.33, 0.66)
"""Shares of the strongest line from which a line is drawn wider: w1 to w4."""
STROKES = (1.2, 2.6, 4.6, 7.0)
MARGIN, ROUND = 36.0, 22.0


@dataclass(frozen=True)
class NodeDrawn:
    """One node: `place` is its place in the network; `label` is None where no room was left."""

    place: int
    shape: Shape
    x: float
    y: float
    r: float
    group: int | None
    letter: str
    label: str | None
    label_at: Label

    @property
    def square(self) -> tuple[float, float, float]:
        """The left edge, the top and the side of its square, as large as its circle."""
        half = self.r * 0.9
        return round(self.x - half, 1), round(self.y - half, 1), round(2 * half, 1)

    @property
    def diamond(self) -> str:
        """The corners of its diamond, as large as its circle."""
        r = self.r * 1.2
        corners = ((0, -r), (r, 0), (0, r), (-r, 0))
        return " ".join(f"{self.x + x:.1f},{self.y + y:.1f}" for x, y in corners)


@dataclass(frozen=True)
class LineDrawn:
    """One line; `sign` is 1 where both agree, -1 where they disagree, 0 where both occur."""

    start: tuple[float, float]
    end: tuple[float, float]
    sign: int
    width: int

    @property
    def look(self) -> str:
        """How wide it is drawn on a page."""
        return ("w1", "w2", "w3", "w4")[self.width - 1]

    @property
    def stroke(self) -> float:
        """How wide it is drawn in a file."""
        return STROKES[self.width - 1]


@dataclass(frozen=True)
class HullDrawn:
    """Round what a coalition stands on, and where its name is written."""

    letter: str
    points: str
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """All of it; what found no room is counted."""

    width: float
    height: float
    nodes: list[NodeDrawn]
    lines: list[LineDrawn]
    hulls: list[HullDrawn]
    lines_left_out: int
    labels_left_out: int
    is_large: bool
    round: float = 2 * ROUND


@dataclass(frozen=True)
class Figure:
    """What one node looks like before it has a place."""

    name: str
    n: int
    shape: Shape


def draw(graph: nx.Graph, communities: Communities, figures: Sequence[Figure]) -> Picture:
    """Draw a network: coalitions apart, the strongest lines, as many labels as find room."""
    radii = _radii(figures)
    names = [_cut(each.name) for each in figures]
    boxes = np.array([_box(name, r, len(figures)) for name, r in zip(names, radii, strict=True)])
    points = laid_out(graph, communities.groups, boxes.reshape(-1, 2))
    low = (points - boxes).min(axis=0) if len(points) else np.zeros(2)
    beside = MARGIN if len(figures) <= MANY else LONGEST * LETTER / 2
    points = points - low + np.array([beside, MARGIN + LINE])
    high = (points + boxes).max(axis=0) if len(points) else np.zeros(2)
    width, height = (round(each, 1) for each in (high + np.array([beside, MARGIN])).tolist())
    hulls = _hulls(points, boxes, communities)
    # A box is a node with its label below: the node itself stands a little higher.
    centres = points - np.array([0, LINE / 2]) if len(figures) <= MANY else points
    lines, lines_left_out = _lines(graph, centres)
    order = sorted(range(len(figures)), key=lambda at: (-figures[at].n, names[at]))
    circles = [Box(x, y, r) for (x, y), r in zip(centres.tolist(), radii, strict=True)]
    labels = labelled(circles, names, order, width=width)
    letters, group_of = communities.letters, _group_of(communities)
    nodes = [
        NodeDrawn(
            place=at,
            shape=each.shape,
            x=round(circles[at].x, 1),
            y=round(circles[at].y, 1),
            r=round(circles[at].r, 1),
            group=group_of.get(at),
            letter=letters.get(at, ""),
            label=names[at] if labels[at] else None,
            label_at=labels[at] or (0.0, 0.0, "middle"),
        )
        for at, each in enumerate(figures)
    ]
    left_out = sum(each is None for each in labels)
    return Picture(
        width, height, nodes, lines, hulls, lines_left_out, left_out, len(figures) > MANY
    )


def _radii(figures: Sequence[Figure]) -> list[float]:
    """Answer radii that grow with the root of what each says: areas can be compared."""
    much = "few" if len(figures) <= MANY else "many" if len(figures) <= VERY_MANY else "very many"
    least, more = RADII[much]
    most = max((each.n for each in figures), default=1) or 1
    return [least + (more - least) * (each.n / most) ** 0.5 for each in figures]


def _box(name: str, radius: float, of: int) -> tuple[float, float]:
    """Answer half the width and height a node takes: with its label below, where there are few."""
    if of > MANY:
        return radius + 7, radius + 7
    return max(radius, len(name) * LETTER / 2) + 8, radius + LINE / 2 + 8


def _lines(graph: nx.Graph, points: Points) -> tuple[list[LineDrawn], int]:
    """Answer the strongest lines, the weakest first, and each node's own strongest."""
    every = [(one, other, tie) for one, other, _, tie in lines_of(graph)]
    every.sort(key=lambda line: (-abs(line[2]), line[0], line[1]))
    busy = min(len(points), MANY) + max(0, len(points) - MANY) / 2
    room = {sign: share * busy for sign, share in LINES_A_NODE.items()}
    kept: list[tuple[int, int, float]] = []
    seen: set[int] = set()
    for one, other, tie in every:
        sign = int(np.sign(tie))
        room[sign] -= 1
        if room[sign] > 0 or (tie > 0 and not {one, other} <= seen):
            kept.append((one, other, tie))
        seen |= {one, other} if tie > 0 else set()
    most = max((abs(tie) for _, _, tie in kept), default=1.0) or 1.0
    ends: list[tuple[float, float]] = [(x, y) for x, y in points.round(1).tolist()]
    drawn = [
        LineDrawn(ends[one], ends[other], int(np.sign(tie)), _width(abs(tie) / most))
        for one, other, tie in reversed(kept)
    ]
    return drawn, len(every) - len(kept)


def _width(share: float) -> int:
    return 1 + sum(share >= each for each in WIDTHS)


def _hulls(points: Points, boxes: Points, communities: Communities) -> list[HullDrawn]:
    found = []
    for number, group in enumerate(communities.groups):
        middle, half = points[list(group)], boxes[list(group)] - ROUND / 2
        corners = np.concatenate(
            [middle + half * np.array([x, y]) for x in (-1, 1) for y in (-1, 1)]
        )
        hull = convex_hull([(x, y) for x, y in corners.tolist()])
        written = " ".join(f"{x:.1f},{y:.1f}" for x, y in hull)
        x = (corners[:, 0].min() + corners[:, 0].max()) / 2
        top = corners[:, 1].min() - ROUND - 8
        found.append(
            HullDrawn(letter_of(number), written, round(float(x), 1), round(float(top), 1))
        )
    return found


def convex_hull(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Answer the corners of the smallest convex shape round points (Andrew 1979)."""
    ordered = sorted(set(points))

    def half(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for x, y in points:
            while len(found) > 1:
                (ax, ay), (bx, by) = found[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                found.pop()
            found.append((x, y))
        return found

    return [*half(ordered)[:-1], *half(ordered[::-1])[:-1]] or ordered


def _group_of(communities: Communities) -> dict[int, int]:
    return {node: at for at, group in enumerate(communities.groups) for node in group}


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
