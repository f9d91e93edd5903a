"""The hits that figures beside a list are counted over: the newest, up to a bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from quotes.queries.search import reach
from quotes.queries.search.reach import Look, ask, by_index, edge_of, is_indexed, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quotes.queries.search.conditions import Conditions
    from quotes.queries.search.reach import Place

T = TypeVar("T")

WALKED = 40_000
"""Rows of the list that are gone through to count; where that is too few the index is asked."""
QUARTERS = 8
"""So many quarters at a time the index is asked for; hits of more are asked for all at once."""
_SLACK = 1.5


@dataclass(frozen=True)
class Hits:
    """Where hits stand: a source called `s`, to be narrowed by `fits`.

    `forced`: to be asked by `ask(forced=True)`. `whole`: all there are stand in it.
    """

    source: str
    fits: str
    params: dict[str, Any] = field(default_factory=dict)
    forced: bool = False
    whole: bool = True

    def select(self, columns: str, limit: int) -> str:
        """Answer the SQL of some columns of at most so many hits."""
        return f"select {columns} from {self.source} where {self.fits} limit {limit}"


class Field:
    """All that a condition chooses from, looked at once to tell how much of it fits."""

    def __init__(self, where: Conditions) -> None:
        self.where, self.look = where, Look(where)
        self.fits = " and ".join(where.parts) or "true"

    @cached_property
    def edge(self) -> Place | None:
        """Where the first rows of the list end, None where that is its end."""
        return edge_of(self.look, reach.WINDOW) if self.where.statuses else None

    @cached_property
    def share(self) -> float:
        """Which share of the first rows fits."""
        rows = window(self.look, reach.WINDOW)
        sql = f"select count(*) from {rows} where {self.fits}"
        found: int = ask(sql, self.look.params)[0][0]
        return found / reach.WINDOW

    def newest(self, most: int, count: Callable[[Hits, int], tuple[int, T]]) -> tuple[int, T]:
        """Answer what `count` makes of the hits, the newest where there are more than `most`.

        `count` answers how many it saw, too; where these are fewer than `most`, though not all
        were in reach, it is asked again with more in reach.
        """
        for hits in self._within_reach(most):
            seen, counts = count(hits, most)
            if hits.whole or seen >= most:
                break
        return seen, counts

    def is_whole(self, most: int) -> bool:
        """Tell whether so many hits are looked for among all there are at once."""
        return next(self._within_reach(most)).whole

    def _within_reach(self, most: int) -> Iterator[Hits]:
        where, look, params = self.where, self.look, self.look.params
        if not where.statuses:
            yield Hits("quotes_quotesearch s", "false")
        elif self.edge is None:
            yield Hits(window(look, reach.WINDOW), self.fits, params)
        elif not is_indexed(where):
            yield Hits(window(look, None), self.fits, params)
        else:
            rows = int(most / self.share * _SLACK) if self.share else None
            if rows and rows <= WALKED:
                yield Hits(window(look, rows), self.fits, params, whole=False)
            elif rows and where.is_decided and (quarters := self._quarters(rows)):
                known = {**params, "quarters": quarters}
                source = by_index(where, quarters=True)
                yield Hits(source, "true", known, forced=True, whole=False)
            yield Hits(by_index(where, quarters=False), "true", params, forced=True)

    def _quarters(self, rows: int) -> list[str]:
        """Answer the quarters of so many rows, if the list goes on like its first ones."""
        (first,) = ask(f"select max(sort_at) from {window(self.look, 1)}", self.look.params)[0]
        try:
            last = first - (first - (self.edge or (first,))[0]) * (rows / reach.WINDOW)
        except OverflowError:  # farther back than there are days
            return []
        quarters = reach.quarters_from(first, last)
        return quarters if len(quarters) <= QUARTERS else []
