"""Texts in which quotes are marked: held, so that no other text comes until all is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from articles.models import Article, TextVersion
from quotes.commands.refusals import Missing, Withdrawn

if TYPE_CHECKING:
    from quotes.commands.known import Known


class Held(NamedTuple):
    """A text whose article is locked, and the language of the article."""

    text: TextVersion
    language: str


# At every quote that is marked: not in Django's words, which take ten times as long. What the
# triggers ask is planned once a connection and found by keys: to plan it for the values of each
# quote anew takes PostgreSQL as long as all the rest.
_TEXT = ("id", "article_id", "number", "text", "length")
_HOLD = f"""
select {", ".join(f"v.{column}" for column in _TEXT)}, a.language, a.withdrawn_at,
    set_config('plan_cache_mode', 'force_generic_plan', true)
from articles_textversion v join articles_article a on a.id = v.article_id
where v.id = %s for no key update of a
"""  # noqa: S608  names of our own columns


def hold_text(text_version_id: int, *, known: Known) -> Held:
    """Answer a text, to whose article no other comes until the transaction ends.

    Raises Missing or Withdrawn.
    """
    if text_version_id not in known.texts:
        known.texts[text_version_id] = _hold(text_version_id)
    return known.texts[text_version_id]


def _hold(text_version_id: int) -> Held:
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [text_version_id])
        row = cursor.fetchone()
    if row is None:
        message = _("there is no text version %(text_version_id)s")
        told = message % {"text_version_id": text_version_id}
        raise Missing("text_version", text_version_id, told)
    *columns, language, withdrawn_at, _mode = row
    text = TextVersion.from_db(connection.alias, _TEXT, columns)
    if withdrawn_at is not None:
        raise Withdrawn(Article.objects.select_related("withdrawn_by").get(pk=text.article_id))
    return Held(text, language)
