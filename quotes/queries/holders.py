"""Who held an office when an article was published, as far as the newsroom knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOLDERS = """
select asked.version, asked.role, min(holder.name)
from (select distinct * from unnest(%s::bigint[], %s::text[]) as given (version, role)) asked
join articles_textversion version on version.id = asked.version
join articles_article article on article.id = version.article_id
join quotes_speakerrole held on lower(held.role) = lower(asked.role)
    and (held.since is null or held.since <= coalesce(article.published_at, now())::date)
    and (held.until is null or held.until >= coalesce(article.published_at, now())::date)
join quotes_speaker speaker on speaker.id = held.speaker_id
join quotes_speaker holder on holder.id = coalesce(speaker.merged_into_id, speaker.id)
where holder.article_id is null
group by asked.version, asked.role
having count(distinct holder.id) = 1
"""


def holders(asked: Sequence[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Answer the name of whoever alone held a role on the day an article was published.

    Asked by the id of the text version and the words of the role; a role that nobody or more than
    one held then is left out, and so is one of an article without a day that nobody holds today.
    """
    if not asked:
        return {}
    versions, roles = [version for version, _ in asked], [role for _, role in asked]
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, [versions, roles])
        return {(version, role): name for version, role, name in cursor.fetchall()}
