"""How many quotes there are of each speaker, counted as far as a reader cares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

# A hundred thousand quotes are not counted to say that there are many.
_SAID = """
select whose.id, (
    select count(distinct quote_id) from (
        select a.quote_id from quotes_attribution a join quotes_quote q on q.id = a.quote_id
        where a.speaker_id = any(array(
                select id from quotes_speaker where id = whose.id or merged_into_id = whose.id))
            and a.status = 'accepted' and q.kind <> 'term'
        limit %(most)s + 1) counted)
from unnest(%(ids)s::bigint[]) whose (id)
"""


def count_said(ids: Iterable[int], *, most: int) -> dict[int, int]:
    """Answer how many accepted quotes each speaker said, at most one more than `most`."""
    with connection.cursor() as cursor:
        cursor.execute(_SAID, {"ids": list(ids), "most": most})
        return dict(cursor.fetchall())
