"""Whom a typeahead offers while somebody is named in an article: its own cast first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction

from quotes.queries.name_search import LIKENESS
from quotes.queries.names import OPTIONS, Named, find_speakers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

MOST_NEW = 5

# Whom attributions of the article name, who is proposed and known by that name, its own sources.
_CAST = """
with own as materialized (
    select a.speaker_id, a.proposed_name, a.proposed_kind, a.sourcing, a.quote_id
    from quotes_attribution a join quotes_quote q on q.id = a.quote_id
    where q.article_id = %(article)s and q.status <> 'rejected'
), known as (
    select coalesce(s.merged_into_id, s.id) as id, own.quote_id
    from own join quotes_speaker s on s.id = own.speaker_id
    union all
    select coalesce(s.merged_into_id, s.id), own.quote_id
    from own join quotes_speakername n on fold(n.name) = fold(own.proposed_name)
    join quotes_speaker s on s.id = n.speaker_id
    where own.speaker_id is null and own.proposed_name <> ''
        and s.article_id is not distinct from
            case when own.sourcing = 'unnamed' then %(article)s end
    union all
    select id, null from quotes_speaker where article_id = %(article)s and merged_into_id is null
)
select id from known group by id order by count(distinct quote_id) desc, id
"""
# Who is not there yet: proposed in the article, or a document that is argued about.
_NEW = """
with asked as (select fold(%(q)s) as folded, name_query(%(q)s) as words),
new as (
    select a.proposed_name as name, min(a.proposed_kind) as kind,
        bool_or(a.sourcing = 'unnamed') as unnamed, count(*) as n, true as in_article
    from quotes_attribution a join quotes_quote q on q.id = a.quote_id
    where q.article_id = %(article)s and q.status = 'suggested' and a.speaker_id is null
        and a.proposed_name <> ''
    group by a.proposed_name
    union all
    select t.name, 'document', false, 0, exists (
        select from quotes_stance s join quotes_quote q on q.id = s.quote_id
        where s.target_id = t.id and q.article_id = %(article)s)
    from quotes_target t where t.kind in ('document', 'proposal') and t.merged_into_id is null
        and %(q)s <> ''
)
select name, kind, unnamed, in_article,
    %(q)s <> '' and not coalesce(name_words(name) @@ asked.words, false)
from new, asked
where (%(q)s = '' or name_words(name) @@ asked.words
        or (char_length(asked.folded) > 2 and asked.folded <% fold(name)))
    and not exists (
        select from quotes_speakername n join quotes_speaker s on s.id = n.speaker_id
        where fold(n.name) = fold(new.name)
            and (s.article_id is null or s.article_id = %(article)s))
order by name_words(name) @@ asked.words desc nulls last, in_article desc, n desc, name
limit %(most)s
"""


class _New(NamedTuple):
    name: str
    kind: str
    unnamed: bool
    in_article: bool
    is_alike: bool


def offer_speakers(
    q: str, *, user: User | AnonymousUser, article_id: int, limit: int = OPTIONS
) -> list[Named]:
    """Answer who may be meant in an article, those who are not there yet among them, without id.

    Who is of the article's cast comes before others, but who only resembles what was typed comes
    after all who are called so.
    """
    cast = _cast(article_id)
    known = find_speakers(q, user=user, article_id=article_id, cast=cast, limit=limit)
    new = [_named(each) for each in _new(q, article_id)]
    own = [each for each in new if each.in_article]
    others = [each for each in new if not each.in_article]
    first = [each for each in known if each.in_article or each.is_whole]
    rest = [each for each in known if each not in first]
    return sorted([*first, *own, *rest, *others], key=lambda each: each.is_alike)[:limit]


def _cast(article_id: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_CAST, {"article": article_id})
        return [pk for (pk,) in cursor.fetchall()]


def _new(q: str, article_id: int) -> Sequence[_New]:
    asked: dict[str, Any] = {"q": " ".join(q.split()), "article": article_id, "most": MOST_NEW}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local pg_trgm.word_similarity_threshold = {LIKENESS}")
        cursor.execute(_NEW.replace("<% fold", "<%% fold"), asked)
        return [_New._make(row) for row in cursor.fetchall()]


def _named(new: _New) -> Named:
    return Named(
        None,
        new.name,
        new.kind,
        0,
        unnamed=new.unnamed,
        in_article=new.in_article,
        is_alike=new.is_alike,
    )
