"""Who is quoted beside a speaker: in the same articles, the newest ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.models import Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

ARTICLES = 300
SHOWN = 6
_BESIDE = """
with homes as (
    select article_id from unnest(%(ids)s::bigint[]) with ordinality wanted (id, at)
    join quotes_quote q on q.id = wanted.id
    group by article_id order by min(at) limit %(articles)s
)
select coalesce(other.merged_into_id, other.id), count(distinct q.article_id)
from quotes_quote q
join quotes_attribution a on a.quote_id = q.id
join quotes_speaker other on other.id = a.speaker_id
where q.article_id in (select article_id from homes) and q.status = 'accepted' and q.kind <> 'term'
    and other.article_id is null and other.id <> all(%(themselves)s)
group by 1 order by 2 desc, 1 limit %(shown)s
"""


def quoted_beside(themselves: Sequence[int], quotes: Sequence[int]) -> list[tuple[Speaker, int]]:
    """Answer who else is quoted in the articles of these quotes, newest first, and in how many.

    `themselves` are all ids the speaker goes by. Looks at the newest `ARTICLES` articles.
    """
    known: dict[str, Any] = {
        "themselves": list(themselves),
        "ids": list(quotes),
        "articles": ARTICLES,
        "shown": SHOWN,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, known)
        rows = cursor.fetchall()
    speakers = Speaker.objects.in_bulk([speaker for speaker, _ in rows])
    return [(speakers[speaker], n) for speaker, n in rows]
