"""Words taken out for good: the one thing here that nobody can undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from accounts.models import Role
from articles.models import Article, TextVersion
from quotes.blotting import blot_of, pattern_of
from quotes.commands.copies import join_copies
from quotes.commands.dumps import forget_dumps
from quotes.commands.refusals import Invalid, Missing, Overtaken, StaleVersion
from quotes.commands.steps import recorded
from quotes.models import Redaction
from quotes.queries.redactions import NothingToCover, find_covered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from quotes.queries.redactions import Covered, ToCover

MAY_REDACT = Role.ADMIN
"""What nobody can take back is for admins; who works at the command line needs no role."""
LONGEST_REASON = 1000
AGAIN = 4
"""How often more it is tried where somebody changed the same at that moment."""
_LOCKS = (
    "select from quotes_quote where article_id = %s order by id for update",
    "select from articles_textversion where article_id = %s order by id for update",
)
_REDACT = "select public.redact(%s, %s, %s, %s, %s, %s, %s)"


def redact(
    article_id: int,
    what: ToCover,
    *,
    by: User | None,
    reason: str,
    version: int | None = None,
) -> Redaction:
    """Cover words of an article with █, in its texts, quotes and all their history, for good.

    Raises Missing, StaleVersion, Invalid or Overtaken, none of which tells the words.
    """
    for last in (*[False] * AGAIN, True):
        try:
            return _redact(article_id, what, by=by, reason=reason, version=version)
        except Overtaken:
            if last or connection.in_atomic_block:
                raise
    raise AssertionError


def _redact(
    article_id: int, what: ToCover, *, by: User | None, reason: str, version: int | None
) -> Redaction:
    with recorded("redact", by=by):
        article = _locked(article_id, version)
        try:
            covered = find_covered(article_id, what)
        except NothingToCover as nothing:
            raise Invalid(nothing.field, None, nothing.message) from None
        why = _reason(reason, covered.words)
        # A first change in this transaction: it tells the history who the others are by.
        Article.objects.filter(pk=article.pk).update(
            version=F("version") + 1, updated_at=timezone.now()
        )
        record = _cover(article_id, covered, names=what.names, by=by, why=why)
        join_copies(list(TextVersion.objects.filter(pk__in=covered.places)))
        # Robust: the words are out, even where a disk does not answer.
        transaction.on_commit(forget_dumps, robust=True)
    return record


def _locked(article_id: int, version: int | None) -> Article:
    """Lock the article and all that stands in it, in the order in which other commands lock."""
    with connection.cursor() as cursor:
        for lock in _LOCKS:
            cursor.execute(lock, [article_id])
    article = Article.objects.select_for_update(of=("self",)).filter(pk=article_id).first()
    if article is None:
        message = _("there is no article %(article_id)s") % {"article_id": article_id}
        raise Missing("article", article_id, message)
    if version not in {None, article.version}:
        raise StaleVersion(sent=version or 0, current=article.version)
    return article


def _reason(reason: str, words: Sequence[str]) -> str:
    """Answer the reason as it can be kept: without the words."""
    why = reason.strip()
    if not why or len(why) > LONGEST_REASON:
        message = _("say why, in at most %(most)s characters") % {"most": LONGEST_REASON}
        raise Invalid("reason", None, message)
    for each in words:
        why = re.sub(pattern_of(each), blot_of(each), why, flags=re.IGNORECASE)
    return why


def _cover(
    article_id: int, covered: Covered, *, names: bool, by: User | None, why: str
) -> Redaction:
    """Call the function of the database, the words as parameters: no log of statements has them."""
    patterns = [pattern_of(each) for each in covered.words]
    blots = [blot_of(each) for each in covered.words]
    places = {str(pk): spans for pk, spans in covered.places.items()}
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(
            _REDACT,
            [article_id, Jsonb(places), patterns, blots, names, by.pk if by else None, why],
        )
        (record,) = cursor.fetchone() or (0,)
    return Redaction.objects.get(pk=record)
