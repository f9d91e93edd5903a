"""Where the nodes of a network stand: each coalition by itself, coalitions beside one another.

Lengths are those of the drawing. Every node has a box that no other node's box may touch; the same
graph is laid out the same way each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from quotes.networks.graphs import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Rect = tuple[float, float, float, float]

SEED = 2017
STEPS = 120
PUSHES = 200
ROOM = 2.6
"""So much more area than the boxes of its nodes a coalition gets to begin with."""
WIDE = 1.5
"""How much wider than high a drawing is."""
APART = 46.0
"""Between coalitions."""
HEADING = 30.0
"""Above each coalition, for its name."""


def laid_out(graph: nx.Graph, groups: Sequence[Sequence[int]], boxes: Points) -> Points:
    """Answer the middle of each node's box; `boxes` has half its width and half its height.

    Those who are in no group stand in rows below.
    """
    places = np.zeros((len(boxes), 2))
    taken: list[Rect] = []
    inside = _inside(graph, groups)
    for number, group in enumerate(groups):
        own = _group(group, inside[number], boxes[list(group)])
        low, high = _extent(own, boxes[list(group)])
        low = low - np.array([0, HEADING])
        corner = _free(high - low + APART, taken)
        taken.append((*corner, *(corner + high - low + APART)))
        places[list(group)] = own + corner - low
    grouped = {node for group in groups for node in group}
    alone = [node for node in range(len(boxes)) if node not in grouped]
    if alone:
        left, top, right = _bounds(taken)
        width = max(right - left, 700.0)
        places[alone] = _rows(boxes[alone], width) + np.array([left, top])
    return places


def _inside(graph: nx.Graph, groups: Sequence[Sequence[int]]) -> list[list[tuple[int, int, float]]]:
    """Answer the lines of agreement inside each group."""
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    found: list[list[tuple[int, int, float]]] = [[] for _ in groups]
    for one, other, _, tie in lines_of(graph):
        number = group_of.get(one)
        if tie > 0 and number is not None and number == group_of.get(other):
            found[number].append((one, other, tie))
    return found


def _group(group: Sequence[int], lines: Sequence[tuple[int, int, float]], boxes: Points) -> Points:
    """Answer where the nodes of one coalition stand: who agree most stand nearest."""
    numbered = nx.Graph()
    numbered.add_nodes_from(range(len(group)))
    place = {node: number for number, node in enumerate(group)}
    most = max((tie for _, _, tie in lines), default=1.0)
    numbered.add_weighted_edges_from(
        ((place[one], place[other], 0.2 + tie / most) for one, other, tie in lines), weight="tie"
    )
    found = nx.spring_layout(numbered, weight="tie", seed=SEED, iterations=STEPS, method="force")
    area = ROOM * float((4 * boxes[:, 0] * boxes[:, 1]).sum())
    scale = np.array([WIDE**0.5, WIDE**-0.5]) * area**0.5 / 2
    points = np.array([found[number] for number in range(len(group))]) * scale
    return _apart(points, boxes)


def _apart(points: Points, boxes: Points) -> Points:
    """Push nodes from one another until no boxes overlap, along the shorter way."""
    points = points.copy()
    need_x = boxes[:, None, 0] + boxes[None, :, 0]
    need_y = boxes[:, None, 1] + boxes[None, :, 1]
    order = np.arange(len(points))
    for _ in range(PUSHES):
        delta = points[:, None] - points[None, :]
        over_x, over_y = need_x - abs(delta[..., 0]), need_y - abs(delta[..., 1])
        over = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(over, val=False)
        if not over.any():
            break
        sideways = over & (over_x < over_y)
        upwards = over & ~sideways
        # Who stands in the very same place is told apart by number.
        towards = np.where(delta == 0, np.sign(order[:, None] - order[None, :])[..., None], delta)
        push = np.sign(towards)
        points[:, 0] += (np.where(sideways, over_x, 0) * push[..., 0]).sum(axis=1) * 0.3
        points[:, 1] += (np.where(upwards, over_y, 0) * push[..., 1]).sum(axis=1) * 0.3
    return points


def _extent(points: Points, boxes: Points) -> tuple[Points, Points]:
    low: Points = (points - boxes).min(axis=0)
    high: Points = (points + boxes).max(axis=0)
    return low, high


def _free(size: Points, taken: Sequence[Rect]) -> Points:
    """Answer the corner of a free rectangle of this size that keeps the drawing well shaped."""
    if not taken:
        return np.zeros(2)
    rects = np.array(taken)
    low, high = rects[:, :2].min(axis=0), rects[:, 2:].max(axis=0)
    beside = [
        np.concatenate([rects[:, axis], rects[:, axis] - size[axis], rects[:, axis + 2]]).tolist()
        for axis in (0, 1)
    ]
    beside = [
        [*sorted(set(each)), (low[axis] + high[axis] - size[axis]) / 2]
        for axis, each in enumerate(beside)
    ]
    corners = np.array([(x, y) for x in beside[0] for y in beside[1]])
    ends = corners + size
    beyond = (corners[:, None] >= rects[None, :, 2:]).any(axis=2)
    before = (ends[:, None] <= rects[None, :, :2]).any(axis=2)
    free = np.logical_or(beyond, before).all(axis=1)
    corners, ends = corners[free], ends[free]
    extent = np.maximum(ends, high) - np.minimum(corners, low)
    shape = np.maximum(extent[:, 0] / WIDE, extent[:, 1])
    off = abs((corners + ends) / 2 - (low + high) / 2).sum(axis=1)
    best: Points = corners[
        np.lexsort((corners[:, 0], corners[:, 1], off.round(), shape.round()))[0]
    ]
    return best


def _bounds(taken: Sequence[Rect]) -> tuple[float, float, float]:
    """Answer the left edge, the bottom and the right edge of what is taken."""
    if not taken:
        return 0.0, 0.0, 0.0
    left, _, right, bottom = (list(each) for each in zip(*taken, strict=True))
    return min(left), max(bottom), max(right)


def _rows(boxes: Points, width: float) -> Points:
    """Answer nodes in rows, one beside another."""
    found = np.zeros((len(boxes), 2))
    x = y = tallest = 0.0
    for number, (half_width, half_height) in enumerate(boxes.tolist()):
        if x and x + 2 * half_width > width:
            x, y, tallest = 0.0, y + tallest, 0.0
        found[number] = x + half_width, y + half_height
        x, tallest = x + 2 * half_width, max(tallest, 2 * half_height)
    return found
