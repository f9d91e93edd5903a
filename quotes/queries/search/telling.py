"""Which values of a filter facets stand for, who was merged told as whom they became."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from articles.models import Outlet
from quotes.models import Speaker, Stance, Target
from quotes.queries.search.facets import FLAGS, PREFIXES, all_who_are

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quotes.queries.filters import QuoteFilters

NONE = "none"
_NAMED: dict[str, Any] = {"speaker": Speaker, "organisation": Speaker, "target": Target}


@dataclass(frozen=True)
class Told:
    """How facets tell the values of a filter: by their prefix, and what some of them stand for."""

    name: str
    prefix: str
    only: Mapping[str, str] = field(default_factory=dict)
    positions: tuple[str, ...] = ()

    def by_value(self, facets: Iterable[str]) -> dict[str, list[str]]:
        """Answer the facets of each value; those of another filter are left out."""
        found: dict[str, list[str]] = {}
        for facet in facets:
            if value := self._value(facet):
                found.setdefault(value, []).append(facet)
        return self._merged(found)

    def _value(self, facet: str) -> str:
        if self.only or not facet.startswith(self.prefix):
            return self.only.get(facet, "")
        value = facet.removeprefix(self.prefix)
        if not self.positions:
            return value if facet not in FLAGS.values() else ""
        target, _, position = value.partition(":")
        return target if position in self.positions else ""

    def _merged(self, found: dict[str, list[str]]) -> dict[str, list[str]]:
        model = _NAMED.get(self.name)
        if model is None:
            return found
        rows = model._default_manager.filter(pk__in=list(found), merged_into__isnull=False)
        for pk, into in rows.values_list("pk", "merged_into"):
            found.setdefault(str(into), []).extend(found.pop(str(pk)))
        return found


def told_by(name: str, filters: QuoteFilters) -> Told:
    """A stance is one on the targets asked for, a target one on which there is such a stance."""
    if name in FLAGS:
        return Told(name, f"{FLAGS[name][0]}:", {FLAGS[name]: "yes"})
    if name == "stance" and filters.target:
        targets = all_who_are(Target, filters.target, parts="target" in filters.parts)
        positions = [*Stance.Position.values, NONE]
        pairs = {f"p:{pk}:{each}": each for pk in targets for each in positions}
        return Told(name, "p:", pairs)
    if name == "target" and filters.stance:
        return Told(name, "p:", positions=filters.stance)
    return Told(name, f"{PREFIXES[name]}:")


def names_of(name: str, values: Iterable[str]) -> dict[str, str]:
    """Answer the names of the values of a filter that are ids."""
    model = {**_NAMED, "outlet": Outlet}.get(name)
    if model is None:
        return {}
    ids = [value for value in values if value.isdigit()]
    rows = model._default_manager.filter(pk__in=ids).order_by().values_list("pk", "name")
    return {str(pk): told for pk, told in rows}


def is_one_thing(facets: Iterable[str]) -> bool:
    """Tell whether no quote can have two of these facets: they are of one speaker or target."""
    return len({facet.split(":")[1] for facet in facets}) == 1
