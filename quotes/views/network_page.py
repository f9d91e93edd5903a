"""What the page of a network shows: its picture with names and addresses, and what it tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from quotes.forms.network import OWN
from quotes.networks.coalitions import Coalition, coalitions_of
from quotes.networks.communities import Communities, communities_of
from quotes.networks.graphs import graph_of, lines_of
from quotes.networks.picture import Figure, Picture, draw
from quotes.queries.figures.network_nodes import Node, nodes_of
from quotes.queries.figures.network_rows import ATTRIBUTE, is_attribute

if TYPE_CHECKING:
    import networkx as nx

    from quotes.networks.picture import NodeDrawn, Shape
    from quotes.queries.figures.network import Asked, Network

LOOKS = ("c-a", "c-b", "c-c", "c-d", "c-e", "c-f")
"""Looks of coalitions or values, the first the most frequent; the others share one more."""
OTHER = "c-o"
FILLS = dict(
    zip(
        (*LOOKS, OTHER),
        ("#1b62a5", "#b14c05", "#47515e", "#00795a", "#a0306f", "#7a5800", "#69645c"),
        strict=True,
    )
)
"""The same looks in a file."""
MOST_LINES = 200
"""Lines listed on the page; the files have all."""


@dataclass(frozen=True)
class Shown:
    """One node of the picture with what it says and where it leads."""

    drawn: NodeDrawn
    node: Node
    look: str
    fill: str
    sign: str
    value: str
    address: str

    @property
    def name(self) -> str:
        """What is to be heard: what is to be seen, or the name where nothing is."""
        return self.drawn.label or self.node.name


@dataclass(frozen=True)
class Tie:
    """One line of the table: the quotes of both ends are at its address."""

    one: Node
    other: Node
    value: float
    tie: float
    address: str


@dataclass(frozen=True)
class Held:
    """One coalition in words: what it agrees on, as targets and positions."""

    coalition: Coalition
    look: str
    members: list[Node]
    shared: list[tuple[Node, str]]
    closest: tuple[Node, Node] | None
    bridge: Node | None


@dataclass(frozen=True)
class Colour:
    """One value of an attribute that nodes are coloured by; `number` stands in them."""

    number: int
    value: str
    look: str
    n: int


@dataclass(frozen=True)
class NetworkPage:
    """A network with its graph, and all that is told of it."""

    network: Network
    query: QueryDict
    graph: nx.Graph
    communities: Communities
    coalitions: list[Held]
    colours: list[Colour]
    colour: str

    @property
    def asked(self) -> Asked:
        """What network it is."""
        return self.network.asked

    @cached_property
    def picture(self) -> Picture:
        """The network as it is drawn."""
        two_mode = self.asked.choice.mode == "two"
        rows = len(self.network.rows)
        return draw(
            self.graph,
            self.communities,
            [
                Figure(node.name, node.n, _shape(node, across=two_mode and at >= rows))
                for at, node in enumerate(self.network.nodes)
            ],
        )

    @cached_property
    def shown(self) -> list[Shown]:
        """The nodes of the picture, each with its look."""
        by_value = {each.value: each for each in self.colours}
        found = []
        for drawn in self.picture.nodes:
            node = self.network.nodes[drawn.place]
            value = by_value.get(node.attributes.get(self.colour, ""))
            look = value.look if value else OTHER if self.colour else _look(drawn.group)
            sign = (str(value.number) if value else "") if self.colour else drawn.letter
            named = value.value if value else ""
            found.append(Shown(drawn, node, look, FILLS[look], sign, named, address_of(node)))
        return found

    @cached_property
    def ties(self) -> list[Tie]:
        """The strongest lines."""
        nodes = self.network.nodes
        strongest = sorted(
            lines_of(self.graph),
            key=lambda line: (-abs(line[2]), nodes[line[0]].name, nodes[line[1]].name),
        )[:MOST_LINES]
        return [
            Tie(nodes[one], nodes[other], weight, tie, self._quotes(one, other))
            for one, other, weight, tie in strongest
        ]

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(lines_of(self.graph))

    @property
    def attribute_keys(self) -> list[str]:
        """The attributes that nodes here have, the most frequent first."""
        keys = Counter(key for node in self.network.nodes for key in node.attributes)
        return sorted(keys, key=lambda key: (-keys[key], key))

    def _quotes(self, one: int, other: int) -> str:
        """Answer the address of the quotes of two nodes, under the same filters."""
        query = self.query.copy()
        ends = {self.network.nodes[at].of for at in (one, other)}  # other filters stay
        for name in (*OWN, "format", "colour", *ends):
            query.pop(name, None)
        if not query.get("act"):
            query["act"] = "said"
        for at in (one, other):
            node = self.network.nodes[at]
            name = "attribute" if is_attribute(node.of) else node.of
            value = f"{node.of.removeprefix(ATTRIBUTE)}:{node.key}" if name != node.of else node.key
            query.appendlist(name, str(value))
        return f"{reverse('quote-list')}?{query.urlencode()}"

    def files(self) -> dict[str, str]:
        """Answer the addresses of this network as files."""
        found = {}
        for kind in ("svg", "csv", "graphml"):
            query = self.query.copy()
            query["format"] = kind
            found[kind] = f"{reverse('network')}?{query.urlencode()}"
        return found


def page_of(network: Network, query: QueryDict, *, colour: str = "") -> NetworkPage:
    """Answer all that the page of a network shows."""
    graph = graph_of(network.values, network.asked.choice)
    communities = communities_of(graph, [node.n for node in network.nodes])
    rows = [node.key for node in network.rows]
    coalitions = coalitions_of(graph, communities, network.counts, rows)
    held = _held(network, coalitions)
    return NetworkPage(network, query, graph, communities, held, _colours(network, colour), colour)


def address_of(node: Node) -> str:
    """Answer the page of a node: of a speaker, a target, or the quotes of a value."""
    if is_attribute(node.of):
        key = f"{node.of.removeprefix(ATTRIBUTE)}:{node.key}"
        return f"{reverse('quote-list')}?{urlencode({'attribute': key})}"
    return reverse("target-detail" if node.of == "target" else "speaker-detail", args=[node.key])


def _held(network: Network, coalitions: list[Coalition]) -> list[Held]:
    keys = list({each.target for one in coalitions for each in one.shared})
    named = nodes_of(network.asked.columns, keys, ())
    nodes = network.nodes
    return [
        Held(
            each,
            _look(at),
            [nodes[place] for place in each.members],
            [(named[one.target], one.position) for one in each.shared],
            (nodes[each.closest[0]], nodes[each.closest[1]]) if each.closest else None,
            nodes[each.bridge.member] if each.bridge else None,
        )
        for at, each in enumerate(coalitions)
    ]


def _colours(network: Network, key: str) -> list[Colour]:
    values: Counter[str] = Counter()
    for node in network.nodes:
        if value := node.attributes.get(key):
            values[value] += node.n
    ordered = sorted(values, key=lambda value: (-values[value], value))
    return (
        [
            Colour(at + 1, value, LOOKS[at] if at < len(LOOKS) else OTHER, values[value])
            for at, value in enumerate(ordered)
        ]
        if key
        else []
    )


def _look(group: int | None) -> str:
    return OTHER if group is None or group >= len(LOOKS) else LOOKS[group]


def _shape(node: Node, *, across: bool) -> Shape:
    if across or node.of == "target":
        return "diamond"
    return "circle" if node.kind == "person" else "square"
