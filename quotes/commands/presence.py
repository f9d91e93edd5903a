"""Who is at an article now: told every few seconds by the page, and to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from quotes.models.presence import GONE_AFTER

if TYPE_CHECKING:
    from accounts.models import User

# One statement: it is sent every five seconds by everybody. Steps are counted from the oldest
# transaction that was still open when the page was last drawn: one that was slow to commit counts.
LOOK_IN = """
with here as (
    insert into quotes_presence (user_id, article_id, quote_id, seen_at)
    select %(user)s, id, %(quote)s, now() from articles_article where id = %(article)s
    on conflict (article_id, user_id)
        do update set quote_id = excluded.quote_id, seen_at = excluded.seen_at
)
select pg_snapshot_xmin(pg_current_snapshot())::text,
    (select concat_ws('.', count(*), max(id)) from quotes_step
        where article_id = %(article)s and xid >= %(since)s::xid8),
    (select concat_ws('.', count(*), max(id)) from quotes_step
        where article_id = %(article)s and xid >= pg_snapshot_xmin(pg_current_snapshot())),
    (select max(number) from articles_textversion where article_id = %(article)s),
    (select withdrawn_at::text from articles_article where id = %(article)s),
    coalesce((select array_agg(array[person.id::text, nullif(person.display_name, ''),
            person.username, presence.quote_id::text] order by person.id)
        from quotes_presence presence join accounts_user person on person.id = presence.user_id
        where presence.article_id = %(article)s and presence.user_id <> %(user)s
            and presence.seen_at > now() - make_interval(secs => %(gone)s)), '{}')
"""


class Person(NamedTuple):
    """Somebody else at an article, and the quote they have in hand, if any."""

    pk: int
    name: str
    quote_id: int | None


class News(NamedTuple):
    """What is going on at an article: the newest text, who is there, what to ask with next time.

    `steps` names those since one asked last, `left` those of them that the next answer will tell
    again, being of a time when others were under way. No text: there is no such article.
    """

    since: str
    steps: str
    left: str
    text: int | None
    withdrawn_at: str | None
    people: tuple[Person, ...]


def look_in(article_id: int, *, quote_id: int | None, since: str, by: User) -> News:
    """Say that one is at an article with a quote in hand, and answer who else is.

    `since` is that of the last answer, or of the sheet; "0" is ever. Raises nothing.
    """
    asked = {
        "user": by.pk,
        "article": article_id,
        "quote": quote_id,
        "since": since,
        "gone": GONE_AFTER,
    }
    with connection.cursor() as cursor:
        cursor.execute(LOOK_IN, asked)
        now, steps, left, text, withdrawn_at, people = cursor.fetchone()
    there = tuple(
        Person(int(pk), shown or name, int(quote) if quote else None)
        for pk, shown, name, quote in people
    )
    return News(now, steps, left, text, withdrawn_at, there)
