"""Articles that are copies of one another become a family as they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from articles.commands import LOCK_IN_ORDER
from articles.models import Article, ArticleFamily, TextVersion
from quotes.copies import is_copy, sketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Marks = dict[int, list[int]]
"""The sketch of each text, by the id of its version."""

_KEEP = """
    insert into quotes_textsketch (text_version_id, mark)
    select * from unnest(%s::bigint[], %s::bigint[]) on conflict do nothing
"""
# What an outlet prints below all it publishes is a mark of very many texts: of each mark the newest
# twenty are asked, and a single one in common counts where hardly any other text has it.
_COULD_BE = """
    select own.id, other.id from unnest(%s::bigint[], %s::bigint[]) own(id, mark)
    cross join lateral (
        select text_version_id as id, count(*) over () as holders from (
            select text_version_id from quotes_textsketch s
            where s.mark = own.mark and s.text_version_id <> own.id
            order by s.text_version_id desc limit 20
        ) newest
    ) other
    group by own.id, other.id having count(*) > 1 or min(other.holders) <= 3
    order by own.id, count(*) desc, other.id
"""
# Who printed it first may be an article that came in last.
_RAN_IT_FIRST = """
    update articles_articlefamily f set outlet_id = (
        select a.outlet_id from articles_article a where a.family_id = f.id
        order by a.sort_at, a.id limit 1)
    where f.id = any(%s)
"""
# Unnamed sources are the same only in copies: what is accepted already is looked at again.
_SETTLE = """
    select settle_statement(q.id) from quotes_quote q
    left join quotes_speaker s on s.id = q.speaker_id
    where q.article_id = any(%s) and q.status = 'accepted' and q.kind <> 'term'
        and (s.id is null or s.article_id is not null)
"""
MOST_COMPARED = 4
"""Texts that one is compared with, those with most marks in common."""


class _Text(NamedTuple):
    article: int
    words: str


def join_copies(versions: Sequence[TextVersion]) -> None:
    """Put the articles of these new texts into the families of what they are copies of.

    In the transaction that stores them, and its context. Costs three statements however many texts
    there are, and one comparison for each that shares marks.
    """
    marks = {version.pk: sketch(version.text) for version in versions}
    pairs = _could_be(marks)
    if not pairs:
        return
    texts = {version.pk: _Text(version.article_id, version.text) for version in versions}
    texts |= _stored({pk for pair in pairs for pk in pair} - texts.keys())
    copies = [
        (texts[one].article, texts[other].article)
        for one, other in pairs
        if texts[one].article != texts[other].article
        and is_copy(texts[one].words, texts[other].words)
    ]
    if copies:
        _join(copies)


def _could_be(marks: Marks) -> set[tuple[int, int]]:
    """Keep the sketches, and answer which texts have enough of them in common, each pair once."""
    rows = [(pk, mark) for pk, found in marks.items() for mark in found]
    if not rows:
        return set()
    columns = [list(column) for column in zip(*rows, strict=True)]
    # Of two copies that come in at one moment the second waits for the first.
    locks = [f"copies {found[0]}" for found in marks.values() if found]
    with connection.cursor() as cursor:
        cursor.execute(LOCK_IN_ORDER, [locks])
        cursor.execute(_KEEP, columns)
        cursor.execute(_COULD_BE, columns)
        found = cursor.fetchall()
    compared: dict[int, int] = {}
    pairs = set()
    for own, other in found:
        compared[own] = compared.get(own, 0) + 1
        if compared[own] <= MOST_COMPARED:
            pairs.add((min(own, other), max(own, other)))
    return pairs


def _stored(pks: Iterable[int]) -> dict[int, _Text]:
    found = TextVersion.objects.filter(pk__in=pks).values_list("pk", "article", "text")
    return {pk: _Text(article, words) for pk, article, words in found}


def _join(copies: Iterable[tuple[int, int]]) -> None:
    """Make one family of all that are copies of each other, and of the families they were of."""
    groups: list[set[int]] = []
    for pair in copies:
        touching = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)]
        groups.append(set(pair).union(*touching))
    homes = [_one_family(group) for group in groups]
    joined = list(Article.objects.filter(family__in=homes).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_RAN_IT_FIRST, [homes])
        cursor.execute(_SETTLE, [joined])


def _one_family(group: set[int]) -> int:
    members = Article.objects.filter(pk__in=group).select_for_update(no_key=True).order_by("pk")
    families = sorted({family for _, family in members.values_list("pk", "family") if family})
    home = families[0] if families else ArticleFamily.objects.create().pk
    for wanting in (members.filter(family=None), Article.objects.filter(family__in=families[1:])):
        wanting.order_by().update(family=home)
    ArticleFamily.objects.filter(pk__in=families[1:]).delete()
    return home
