"""An article and the text of it that a page shows.

Texts never change: one that was read stays at hand in this process.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from articles.models import Article, Outlet, TextVersion
from articles.queries import is_visible_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db import models

    from accounts.models import User

AT_HAND = 16
"""So many texts; at half a megabyte each they take less than a page drawn of them."""


class Read(NamedTuple):
    """An article with its outlet, and a text of it without its words.

    `text_version.is_superseded`: there is a newer one. `since`: what was changed after this was
    read has it as its transaction, or a later one.
    """

    article: Article
    text_version: Any
    since: str


def _names(model: type[models.Model], *but: str) -> list[str]:
    return [each.attname for each in model._meta.concrete_fields if each.name not in but]


_ARTICLE, _OUTLET, _VERSION = _names(Article), _names(Outlet), _names(TextVersion, "text")
_COLUMNS = ", ".join(
    f"{of}.{name}"
    for of, names in (("article", _ARTICLE), ("outlet", _OUTLET), ("version", _VERSION))
    for name in names
)
# At every step: not in Django's words, which take longer to make than their answer.
_READ = f"""
select {_COLUMNS}, pg_snapshot_xmin(pg_current_snapshot())::text,
    exists(select from articles_textversion newer
        where newer.article_id = version.article_id and newer.number > version.number)
from articles_article article left join articles_outlet outlet on outlet.id = article.outlet_id
left join lateral (
    select * from articles_textversion
    where article_id = article.id and (%s::int is null or number = %s)
    order by id = (select text_version_id from quotes_quote where id = %s) desc nulls last,
        number desc limit 1
) version on true
where article.id = %s
"""  # noqa: S608  names of our own columns


def read_text(
    article_id: int, *, user: User | AnonymousUser, number: int | None, quote_id: int
) -> Read:
    """Answer an article and the text asked for, else the quote's, else the newest, in one query.

    Raises Article.DoesNotExist or TextVersion.DoesNotExist.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ, [number, number, quote_id, article_id])
        row = cursor.fetchone()
    if row is None:
        raise Article.DoesNotExist
    *columns, since, is_superseded = row
    at, then = len(_ARTICLE), len(_ARTICLE) + len(_OUTLET)
    article = Article.from_db(connection.alias, _ARTICLE, columns[:at])
    if not is_visible_to(user, article):
        raise Article.DoesNotExist
    if columns[then] is None:
        raise TextVersion.DoesNotExist
    article.outlet = (
        Outlet.from_db(connection.alias, _OUTLET, columns[at:then]) if article.outlet_id else None
    )
    version: Any = TextVersion.from_db(connection.alias, _VERSION, columns[then:])
    version.blocks, version.article = json.loads(version.blocks), article
    version.is_superseded = is_superseded
    return Read(article, version, since)


def with_text(version: TextVersion) -> TextVersion:
    """Fill in the text of a version that was read without it."""
    version.text = _text(version.pk, version.sha256)
    return version


@lru_cache(maxsize=AT_HAND)
def _text(pk: int, sha256: str) -> str:  # noqa: ARG001  of words taken out of a text the hash differs
    return TextVersion.objects.values_list("text", flat=True).get(pk=pk)
