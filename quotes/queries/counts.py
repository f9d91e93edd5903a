"""How many quotes there are of each speaker, counted as far as a reader cares.

Those of withdrawn articles count nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

# A hundred thousand quotes are not counted to say that there are many.
_SAID = """
select whose.id, (
    select count(distinct said.quote_id)
    from quotes_speaker one cross join lateral (
        select a.quote_id from quotes_attribution a
        where a.speaker_id = one.id and a.status = 'accepted'
            and exists (select from quotes_quote q where q.id = a.quote_id and q.kind <> 'term'
                and q.article_id <> all (array(
                    select id from articles_article where withdrawn_at is not null)))
        order by a.sort_at desc limit %(most)s + 1) said
    where one.id = whose.id or one.merged_into_id = whose.id)
from unnest(%(ids)s::bigint[]) whose (id)
"""


def count_said(ids: Iterable[int], *, most: int) -> dict[int, int]:
    """Answer how many accepted quotes each speaker said, at most one more than `most`."""
    with connection.cursor() as cursor:
        cursor.execute(_SAID, {"ids": list(ids), "most": most})
        return {pk: min(n, most + 1) for pk, n in cursor.fetchall()}
