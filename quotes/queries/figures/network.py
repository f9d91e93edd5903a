"""Who argues with whom: the network of all statements that some filters leave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from quotes.networks.choices import Choice
from quotes.networks.values import Values, values_of
from quotes.queries.figures.network_live import count_live
from quotes.queries.figures.network_nodes import nodes_of
from quotes.queries.figures.network_rows import statements_of
from quotes.queries.figures.network_tallied import count_tallied, is_tallied
from quotes.queries.filters import QuoteFilters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.networks.statements import Count
    from quotes.queries.figures.counting import Counting
    from quotes.queries.figures.network_left_out import LeftOut
    from quotes.queries.figures.network_nodes import Node

MOST = 200
"""Nodes of one kind that a network has at most: those with the most statements."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What network is wanted: of whom, through what, how it is weighed, of how many at most."""

    rows: str = "speaker"
    columns: str = "target"
    choice: Choice = field(default_factory=Choice)
    counting: Counting = "printings"
    isolates: bool = False
    limit: int = MOST


@dataclass(frozen=True)
class Network:
    """Nodes and their values. A one-mode network has its rows as columns."""

    asked: Asked
    rows: list[Node]
    columns: list[Node]
    values: Values
    counts: list[Count]
    left_out: LeftOut

    @property
    def nodes(self) -> list[Node]:
        """All nodes, rows first, in the order of a graph of these values."""
        return self.rows if self.asked.choice.mode == "one" else [*self.rows, *self.columns]

    @property
    def statements(self) -> int:
        """How many statements the values are made of."""
        return sum(each.n for each in self.counts)


def find_network(filters: QuoteFilters, asked: Asked, *, user: User | AnonymousUser) -> Network:
    """Answer the network of the statements that these filters leave; said unless asked for."""
    counts, left_out = _counted(filters, asked, user=user)
    nodes = list(dict.fromkeys(each.actor for each in counts))
    if asked.isolates:
        nodes += _isolates(nodes, asked, user=user)
    columns = _by_frequency(counts)
    if asked.choice.mode == "two" and len(columns) > asked.limit:
        left_out = replace(left_out, columns_over_limit=len(columns) - asked.limit)
        columns = columns[: asked.limit]
        kept = set(columns)
        counts = [each for each in counts if each.target in kept]
    row_of = nodes_of(asked.rows, nodes, ((each.actor, each.position, each.n) for each in counts))
    column_of = _columns(asked, columns, counts)
    values = values_of(
        counts,
        asked.choice,
        row_name=lambda key: row_of[key].name,
        column_name=lambda key: column_of[key].name if column_of else "",
        also_rows=nodes,
    )
    found = [row_of[key] for key in values.rows]
    across = [column_of[key] for key in values.columns] if column_of else found
    return Network(asked, found, across, values, counts, left_out)


def _counted(
    filters: QuoteFilters, asked: Asked, *, user: User | AnonymousUser
) -> tuple[list[Count], LeftOut]:
    choice = asked.choice
    whole = asked.counting == "printings"
    if whole and is_tallied(filters, choice, rows=asked.rows, columns=asked.columns):
        return count_tallied(choice, rows=asked.rows, limit=asked.limit)
    statements = statements_of(filters, rows=asked.rows, columns=asked.columns, user=user)
    return count_live(statements, choice, limit=asked.limit, counting=asked.counting)


def _by_frequency(counts: Iterable[Count]) -> list[Any]:
    found: dict[Any, int] = {}
    for each in counts:
        found[each.target] = found.get(each.target, 0) + each.n
    return sorted(found, key=lambda key: (-found[key], str(key)))


def _isolates(there: list[Any], asked: Asked, *, user: User | AnonymousUser) -> list[Any]:
    """Answer rows that have no statement here, but would have without filters; as many as fit."""
    choice = replace(asked.choice, duplicates="all", minimum=1)
    every, _ = _counted(QuoteFilters(), replace(asked, choice=choice), user=user)
    also = dict.fromkeys(each.actor for each in every if each.actor not in there)
    return [*also][: asked.limit - len(there)]


def _columns(asked: Asked, columns: list[Any], counts: list[Count]) -> dict[Any, Node]:
    """Answer the columns of a two-mode network; of a one-mode network: none."""
    if asked.choice.mode == "one":
        return {}
    return nodes_of(
        asked.columns, columns, ((each.target, each.position, each.n) for each in counts)
    )
