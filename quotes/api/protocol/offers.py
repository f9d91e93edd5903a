"""What one address can be asked for beside its filters; `asked_for` reads and describes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The parameters of one address beside its filters.

    `members` are those of its objects, of which `fields` chooses; `include` are the things that may
    be answered beside them; `orders` are a list's, the first of them unless said.
    """

    members: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    is_list: bool = False
    has_offsets: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Answer the names of the parameters."""
        there = {
            **dict.fromkeys(("cursor", "limit", "count"), self.is_list),
            "order": bool(self.orders),
            "fields": bool(self.members),
            "include": bool(self.include),
            "offset_unit": self.has_offsets,
        }
        return tuple(name for name, is_there in there.items() if is_there)


NOTHING_ELSE = Offer()
