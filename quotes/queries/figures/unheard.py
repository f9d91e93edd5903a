"""Who is criticised without a word of their own in the same article.

Criticised is the speaker that a target links, where a quote opposes it. A word of their own is any
accepted quote in that article that they said, denied or announced, or that somebody said for them;
who declined to comment was asked, and is told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.models import Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LISTED = 5_000
_CRITICISED = """
with criticised as (
    select q.article_id, aim.speaker as person, min(aim.target) as target, min(q.id) as quote_id
    from unnest(%(ids)s::bigint[]) wanted (id)
    join quotes_quote q on q.id = wanted.id
    join quotes_stance st on st.quote_id = q.id and st.position = 'oppose'
    join lateral (
        select coalesce(who.merged_into_id, who.id) as speaker, whole.id as target
        from quotes_target each
        join quotes_target whole on whole.id = coalesce(each.merged_into_id, each.id)
        join quotes_speaker who on who.id = whole.speaker_id
        where each.id = st.target_id) aim on true
    group by 1, 2
),
answered as (
    select c.article_id, c.person,
        bool_or(own.act in ('said', 'denied', 'announced')) as heard,
        bool_or(own.act = 'declined') as declined
    from criticised c
    join quotes_quote own on own.article_id = c.article_id and own.status = 'accepted'
        and own.kind <> 'term'
    join quotes_attribution a on a.quote_id = own.id
    join quotes_speaker who on who.id in (a.speaker_id, a.organisation_id)
    where coalesce(who.merged_into_id, who.id) = c.person
    group by 1, 2
)
select c.person, c.target, c.article_id, c.quote_id, home.title, outlet.name, home.published_at,
    coalesce(answered.heard, false), coalesce(answered.declined, false)
from criticised c
left join answered using (article_id, person)
join articles_article home on home.id = c.article_id
left join articles_outlet outlet on outlet.id = home.outlet_id
order by home.sort_at desc, c.article_id, c.person limit %(listed)s
"""


@dataclass(frozen=True)
class Criticism:
    """One article in which somebody is criticised; `quote` is one that does."""

    article: int
    quote: int
    title: str
    outlet: str | None
    printed_at: datetime | None
    heard: bool
    declined: bool


@dataclass(frozen=True)
class Unheard:
    """One who is criticised: in which articles, newest first; `target` is who they are as one."""

    person: Speaker
    target: int
    articles: list[Criticism]

    @property
    def without(self) -> list[Criticism]:
        """The articles without a word of their own."""
        return [each for each in self.articles if not each.heard]

    @property
    def declined(self) -> int:
        """In how many of those they declined to comment."""
        return sum(each.declined for each in self.without)


def find_unheard(ids: Sequence[int]) -> list[Unheard]:
    """Answer who is criticised in these quotes, those first who are most often not heard."""
    known: dict[str, Any] = {"ids": list(ids), "listed": LISTED}
    with connection.cursor() as cursor:
        cursor.execute(_CRITICISED, known)
        rows = cursor.fetchall()
    people = Speaker.objects.in_bulk({person for person, *_ in rows})
    found: dict[int, Unheard] = {}
    for person, target, *criticism in rows:
        into = found.setdefault(person, Unheard(people[person], target, []))
        into.articles.append(Criticism(*criticism))
    return sorted(found.values(), key=lambda each: (-len(each.without), -len(each.articles)))
