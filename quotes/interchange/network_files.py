"""A network as files that other programs open: a matrix as CSV, nodes and lines as GraphML."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import networkx as nx

from quotes.interchange.tables import csv_bytes
from quotes.networks.communities import communities_of
from quotes.networks.graphs import graph_of

if TYPE_CHECKING:
    from quotes.interchange.tables import Cell
    from quotes.queries.figures.network import Network
    from quotes.queries.figures.network_nodes import Node

OWN = ("id", "name", "label", "kind", "side", "frequency", "community")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network_csv(network: Network) -> bytes:
    """Write the matrix: names in the first row and the first column."""
    header = ["", *(each.name for each in network.columns)]
    values = numbers_of(network)
    rows: list[list[Cell]] = [[row.name, *values[at]] for at, row in enumerate(network.rows)]
    return csv_bytes(header, rows)


def network_graphml(network: Network) -> bytes:
    """Write nodes with all that is known of them, and lines with weights, as GraphML.

    A community is the letter of the coalition on the page; nodes without one have none.
    """
    nodes = network.nodes
    graph = graph_of(network.values, network.asked.choice)
    letters = communities_of(graph, [node.n for node in nodes]).letters
    written = nx.Graph()
    for place, node in enumerate(nodes):
        side = "row" if place < len(network.rows) else "column"
        written.add_node(_clean(node.id), **_attributes(node, side, letters.get(place, "")))
    for one, other, line in graph.edges(data=True):
        ends = _clean(nodes[one].id), _clean(nodes[other].id)
        weight, tie = line["weight"], line["tie"]
        sign = "agree" if tie > 0 else "disagree" if tie < 0 else "both"
        written.add_edge(*ends, weight=weight, strength=abs(weight), sign=sign)
    file = BytesIO()
    nx.write_graphml(written, file, encoding="utf-8", prettyprint=True)
    return file.getvalue()


def numbers_of(network: Network) -> list[list[float]]:
    """Answer the values row by row; whole numbers where nothing was divided."""
    matrix = network.values.matrix
    whole = network.asked.choice.normalisation == "none"
    found: list[list[float]] = (matrix.astype(int) if whole else matrix).tolist()
    return found


def _attributes(node: Node, side: str, letter: str) -> dict[str, str | int]:
    """Answer what a file tells of a node; an attribute called as one of ours gets a name apart."""
    known: dict[str, str | int] = {
        "name": _clean(node.name),
        "label": _clean(node.name),
        "kind": node.kind,
        "side": side,
        "frequency": node.n,
        "community": letter,
    }
    known |= {f"frequency_{position}": n for position, n in sorted(node.positions.items())}
    for key, value in sorted(node.attributes.items()):
        name = f"attribute_{key}" if key in OWN or key.startswith("frequency_") else key
        known[_clean(name)] = _clean(value)
    return known


def _clean(text: str) -> str:
    """Leave out the characters that no XML may hold."""
    return _NO_XML.sub("\ufffd", text)
