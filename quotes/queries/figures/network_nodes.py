"""The nodes of a network: what they are called, what they are, what is known of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes.models import Speaker, Target
from quotes.queries.figures.network_rows import is_attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Node:
    """One row or column: a speaker, organisation or target by its id, or a value of an attribute.

    `n` are its statements that count here, by position in `positions`.
    """

    key: int | str
    of: str
    name: str
    kind: str
    positions: Mapping[str, int]
    attributes: Mapping[str, str]

    @property
    def n(self) -> int:
        """How many statements it has here."""
        return sum(self.positions.values())

    @property
    def id(self) -> str:
        """An id that is no other node's: s12 is a speaker, t12 a target."""
        if is_attribute(self.of):
            return f"{self.of}:{self.key}"
        return f"{'t' if self.of == 'target' else 's'}{self.key}"


def nodes_of(
    of: str, keys: Sequence[Any], counted: Iterable[tuple[Any, str, int]]
) -> dict[Any, Node]:
    """Answer the nodes of these keys; `counted` has a key, a position and how many statements."""
    positions: dict[Any, Counter[str]] = {key: Counter() for key in keys}
    for key, position, n in counted:
        if key in positions:
            positions[key][position] += n
    if is_attribute(of):
        return {key: Node(key, of, key, _("attribute"), positions[key], {}) for key in keys}
    model: type[Speaker | Target] = Target if of == "target" else Speaker
    known = model._default_manager.in_bulk([*keys])
    return {
        key: Node(key, of, each.name, each.kind, positions[key], _plain(each.attributes))
        for key, each in known.items()
    }


def _plain(attributes: Any) -> dict[str, str]:
    """Answer the attributes that are one value."""
    return {
        name: str(value)
        for name, value in attributes.items()
        if isinstance(value, str | int | float) and str(value).strip()
    }
