"""A network as a graph: nodes are places of rows, then of columns; lines have weights and ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from quotes.networks.choices import Choice
    from quotes.networks.values import Values

Line = tuple[int, int, float, float]
"""Both ends, weight and tie."""
OF_COMBINED = {1: 1.0, 2: -1.0, 3: 0.0}


def graph_of(values: Values, choice: Choice) -> nx.Graph:
    """Answer the graph of a matrix; nodes are numbered, columns of two-mode networks after rows.

    `weight` is the value; `tie` is how much the two ends agree, less than 0 where they disagree,
    0 where both occur in a combined network. Numbers, because sets of words have another order in
    every process, and pictures would differ.
    """
    two_mode = choice.mode == "two"
    matrix = values.matrix
    graph = nx.Graph()
    rows = len(values.rows)
    graph.add_nodes_from(range(rows + (len(values.columns) if two_mode else 0)))
    lines = []
    for row, column in np.argwhere(matrix if two_mode else np.triu(matrix, 1)).tolist():
        weight = float(matrix[row, column])
        other = column + (rows if two_mode else 0)
        lines.append((row, other, weight, _tie(weight, choice)))
    graph.add_edges_from((one, end, {"weight": w, "tie": tie}) for one, end, w, tie in lines)
    graph.graph["lines"] = lines
    return graph


def lines_of(graph: nx.Graph) -> list[Line]:
    """Answer the lines of a graph at once: its own views take longer than all that is asked."""
    found: list[Line] = graph.graph["lines"]
    return found


def _tie(weight: float, choice: Choice) -> float:
    if choice.qualifier == "conflict":
        return -weight
    if choice.qualifier == "combine":
        return OF_COMBINED.get(round(weight), weight)
    return weight
