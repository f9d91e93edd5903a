"""Coalitions: who agrees more with one another than with others."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

import networkx as nx

from quotes.networks.graphs import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 2017
"""The same network is parted the same way each time."""


@dataclass(frozen=True)
class Communities:
    """Groups of nodes by their places, largest first; who agrees with nobody is in none.

    `modularity` is that of the agreement alone (Newman 2004), 0 where there is none.
    """

    groups: list[list[int]]
    modularity: float

    @property
    def letters(self) -> dict[int, str]:
        """The letter of each node that is in a group: A, B, … Z, AA."""
        return {
            node: letter_of(number) for number, group in enumerate(self.groups) for node in group
        }


def communities_of(graph: nx.Graph, sizes: Sequence[float]) -> Communities:
    """Part a graph by agreement (Louvain, Blondel and others 2008); disagreement is no tie.

    Groups are ordered by how many are in them, then by what their nodes weigh together.
    """
    agreeing = nx.Graph()
    agreeing.add_nodes_from(graph)
    agreeing.add_weighted_edges_from(
        (one, other, tie) for one, other, _, tie in lines_of(graph) if tie > 0
    )
    if not agreeing.number_of_edges():
        return Communities([], 0.0)
    found = nx.community.louvain_communities(agreeing, weight="weight", seed=SEED)

    def place(group: list[int]) -> tuple[float, float, int]:
        return -len(group), -sum(sizes[node] for node in group), group[0]

    groups = sorted((sorted(group) for group in found if len(group) > 1), key=place)
    return Communities(groups, float(nx.community.modularity(agreeing, found, weight="weight")))


def letter_of(number: int) -> str:
    """Answer the letter of a group: 0 is A, 25 is Z, 26 is AA."""
    more, last = divmod(number, len(ascii_uppercase))
    return (letter_of(more - 1) if more else "") + ascii_uppercase[last]
