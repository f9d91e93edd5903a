"""A condition on the search table, the same for lists, counts and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

FEW = 8
"""So many facets are looked up in one go: an index tries each of them on each row it finds."""
MANY = 300
_ONE_OF_FEW = "{facets} && {}::text[]"
_ONE_OF_MANY = "exists (select from unnest({facets}) had (facet) where had.facet = any({}::text[]))"
_NONE_OF = "not exists (select from unnest({facets}) had (facet) where had.facet like {})"
COMPUTED = """coalesce(s.facets, (
    select made.facets from quotes_facetrow made where made.quote_id = s.quote_id))"""


@dataclass
class Conditions:
    """A WHERE on alias `s`, the search table, and its parameters, all named `s_…`.

    `statuses` are those it keeps to; none: this person may see nothing of it. `indexed`: an index
    answers some of it. `many` are lists of facets, one of each of which a row has. `near` are the
    bounds of when what was said on the days asked for was printed, but for the few displaced ones.
    """

    statuses: tuple[str, ...]
    q: str = ""
    facets: str = "s.facets"
    indexed: bool = False
    parts: list[str] = field(default_factory=list)
    bounds: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    many: list[list[str]] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let the statuses be the first parameters, all of them and each."""
        self.params["s_status"] = list(self.statuses)
        self.params |= {f"s_is_{each}": each for each in self.statuses}

    @property
    def sql(self) -> str:
        """The whole condition."""
        return " and ".join(("s.status = any(%(s_status)s)", *self.bounds, *self.parts))

    @property
    def is_decided(self) -> bool:
        """Whether all that it may choose is accepted, and has its facets in the table."""
        return self.facets == "s.facets"

    def add(self, template: str, *values: object, indexed: bool = False) -> None:
        """Add a condition with parameters, written {}."""
        self.parts.append(self._filled(template, values))
        self.indexed = self.indexed or indexed

    def bound(self, template: str, moment: datetime) -> None:
        """Bound the list itself, by when it was printed."""
        self.bounds.append(self._filled(template, (moment,)))

    def bound_near(self, template: str, moment: datetime) -> None:
        """Bound all of the list but what is displaced."""
        self.near.append(self._filled(template, (moment,)))

    def has(self, facets: Sequence[str], *, but: bool = False) -> None:
        """Keep the quotes that have one of these facets; `but` those that have none."""
        is_few = len(facets) <= FEW
        kept = _ONE_OF_FEW if is_few else _ONE_OF_MANY
        if but:
            self.add(f"not {kept}", list(facets))
            return
        self.add(kept, list(facets), indexed=is_few and self.is_decided)
        if self.is_decided and FEW < len(facets) <= MANY:
            self.many.append([*facets])

    def has_or_lacks(self, facets: Sequence[str], prefix: str, *, but: bool = False) -> None:
        """Keep the quotes that have one of these facets, or none of a prefix; `but` the others."""
        kept = f"({_ONE_OF_FEW} or {_NONE_OF})"
        self.add(f"not {kept}" if but else kept, list(facets), f"{prefix}:%")

    def one_by_one(self, facets: Sequence[str]) -> str:
        """Answer the condition that a row has one of many facets, each looked up by itself."""
        each = " or ".join(["s.facets @> array[{}]"] * len(facets))
        return f"({self._filled(each, facets)})"

    def _filled(self, template: str, values: Sequence[object]) -> str:
        names = [f"s_{len(self.params) + n}" for n in range(len(values))]
        self.params |= dict(zip(names, values, strict=True))
        return template.format(*(f"%({name})s" for name in names), facets=self.facets)
