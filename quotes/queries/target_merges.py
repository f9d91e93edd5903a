"""What a merge of two targets would do, told before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from quotes.queries.merged import all_who_are

if TYPE_CHECKING:
    from quotes.models import Target

_BOTH = """
select one.quote_id, one.id, other.id, one.position, other.position,
    one.conditional, other.conditional,
    (select max(pgh_id) from quotes_stanceevent where pgh_obj_id = one.id)
        > (select max(pgh_id) from quotes_stanceevent where pgh_obj_id = other.id)
from quotes_stance one join quotes_stance other on other.quote_id = one.quote_id
where one.target_id = any(%(own)s) and other.target_id = any(%(others)s)
order by one.quote_id
"""


class StancesOnBoth(NamedTuple):
    """One quote's stances on a target that is merged (`merged`) and on the one it becomes."""

    quote_id: int
    merged: int
    into: int
    merged_position: str | None
    into_position: str | None
    merged_conditional: bool
    into_conditional: bool
    merged_is_newer: bool

    @property
    def differs(self) -> bool:
        """Whether two people would read them differently; one nobody judged differs from none."""
        if self.merged_position is None or self.into_position is None:
            return False
        return (self.merged_position, self.merged_conditional) != (
            self.into_position,
            self.into_conditional,
        )

    def giving_way(self, keep: str) -> int:
        """Answer the id of the stance that goes: never the only one that was judged."""
        if self.merged_position is None or self.into_position is None:
            return self.merged if self.merged_position is None else self.into
        if not self.differs:
            return self.merged
        keeps_merged = keep == "merged" or (keep == "newer" and self.merged_is_newer)
        return self.into if keeps_merged else self.merged


def stances_on_both(target: Target, into: Target) -> list[StancesOnBoth]:
    """Answer each quote that takes a stance on a target and on the one it is to become."""
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, {"own": all_who_are(target), "others": all_who_are(into)})
        return [StancesOnBoth._make(row) for row in cursor.fetchall()]
