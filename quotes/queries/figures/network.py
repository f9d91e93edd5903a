"""Who argues with whom: the network of all statements that some filters leave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.networks.choices import Choice
from quotes.networks.statements import Count
from quotes.networks.values import Values, values_of
from quotes.queries.figures.network_nodes import nodes_of
from quotes.queries.figures.network_rows import statements_of
from quotes.queries.filters import QuoteFilters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.figures.network_nodes import Node
    from quotes.queries.figures.network_rows import Statements

MOST = 200
"""Nodes of one kind that a network has: those with the most statements."""
PERIODS = {
    "article": "x.article_id",
    "week": "date_trunc('week', x.dated_on)",
    "month": "date_trunc('month', x.dated_on)",
    "year": "date_trunc('year', x.dated_on)",
    "ever": "0",
}
"""What one statement is kept of; weeks begin on Monday, those without a day are of one period."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What network is wanted: of whom, through what, and how it is weighed."""

    rows: str = "speaker"
    columns: str = "target"
    choice: Choice = field(default_factory=Choice)
    isolates: bool = False


@dataclass(frozen=True)
class LeftOut:
    """What a network does not show: statements, and nodes with too few, and too many."""

    without_row: int = 0
    without_column: int = 0
    without_position: int = 0
    rows_under_minimum: int = 0
    rows_over_limit: int = 0
    columns_over_limit: int = 0


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
    statements = statements_of(filters, rows=asked.rows, columns=asked.columns, user=user)
    relation = _Relation(statements, asked.choice)
    rows, left_out = _most_active(relation, asked.choice)
    counts = relation.counts([key for key, _ in rows])
    columns = _by_frequency(counts)
    if asked.choice.mode == "two" and len(columns) > MOST:
        left_out = replace(left_out, columns_over_limit=len(columns) - MOST)
        kept = set(columns[:MOST])
        counts = [each for each in counts if each.target in kept]
        columns = columns[:MOST]
    nodes = [key for key, _ in rows]
    if asked.isolates:
        nodes += _isolates(nodes, asked, user=user)
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


class _Relation:
    """The statements that take part, each once as the choice says, for counting in SQL."""

    def __init__(self, statements: Statements, choice: Choice) -> None:
        self.parameters = {**statements.parameters, "positions": [*choice.positions]}
        if choice.duplicates == "all":
            self.all = self.once = statements.sql()
            return
        period = PERIODS[choice.duplicates]
        self.all = statements.sql(
            f"{period} as period", "x.dated_on", "x.sort_at", "x.quote_id", "x.attribution"
        )
        same = "a, t, period" if choice.qualifier == "ignore" else "a, t, p, period"
        # The first in time stays: where positions are ignored, its position is the one that counts.
        self.once = (
            f"select distinct on ({same}) a, t, p from ({self.all}) every"
            " where a is not null and t is not null and p = any(%(positions)s)"
            f" order by {same}, dated_on nulls last, sort_at, quote_id, attribution"
        )

    def run(self, sql: str, **more: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, {**self.parameters, **more})
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def counts(self, rows: list[Any]) -> list[Count]:
        """Answer how many statements these rows make of each column, by position."""
        if not rows:
            return []
        kind = "bigint" if isinstance(rows[0], int) else "text"
        found = self.run(
            f"select a, t, p, count(*) from ({self.once}) once"
            f" where a = any(%(rows)s::{kind}[]) and t is not null and p = any(%(positions)s)"
            " group by a, t, p",
            rows=rows,
        )
        return [Count(*row) for row in found]


def _most_active(relation: _Relation, choice: Choice) -> tuple[list[tuple[Any, int]], LeftOut]:
    """Answer the rows with the most statements and how many each has; and what is left out."""
    found = relation.run(
        f"select a, count(*) from ({relation.once}) once"
        " where a is not null and t is not null and p = any(%(positions)s) group by a"
    )
    enough = [(key, n) for key, n in found if n >= choice.minimum]
    enough.sort(key=lambda row: (-row[1], str(row[0])))
    (nobody, nothing, unjudged) = relation.run(
        "select count(*) filter (where p = any(%(positions)s) and a is null),"
        " count(*) filter (where p = any(%(positions)s) and a is not null and t is null),"
        " count(*) filter (where p <> all(%(positions)s))"
        f" from ({relation.all}) every"
    )[0]
    left_out = LeftOut(
        without_row=nobody,
        without_column=nothing,
        without_position=unjudged,
        rows_under_minimum=len(found) - len(enough),
        rows_over_limit=max(0, len(enough) - MOST),
    )
    return enough[:MOST], left_out


def _by_frequency(counts: Iterable[Count]) -> list[Any]:
    found: dict[Any, int] = {}
    for each in counts:
        found[each.target] = found.get(each.target, 0) + each.n
    return sorted(found, key=lambda key: (-found[key], str(key)))


def _isolates(there: list[Any], asked: Asked, *, user: User | AnonymousUser) -> list[Any]:
    """Answer rows that have no statement here, but would have without filters; as many as fit."""
    everything = statements_of(QuoteFilters(), rows=asked.rows, columns=asked.columns, user=user)
    choice = replace(asked.choice, duplicates="all", minimum=1)
    every, _ = _most_active(_Relation(everything, choice), choice)
    return [key for key, _ in every if key not in there][: MOST - len(there)]


def _columns(asked: Asked, columns: list[Any], counts: list[Count]) -> dict[Any, Node]:
    """Answer the columns of a two-mode network; of a one-mode network: none."""
    if asked.choice.mode == "one":
        return {}
    return nodes_of(
        asked.columns, columns, ((each.target, each.position, each.n) for each in counts)
    )
