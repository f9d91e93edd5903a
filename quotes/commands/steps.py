"""One command, one transaction, one step that can be undone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pghistory
from django.db import connection, transaction

from articles.models import Article
from quotes.commands.deeds import take_deed
from quotes.commands.explain import explained
from quotes.commands.new_rows import insert_rows
from quotes.commands.refusals import Withdrawn
from quotes.models import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from pghistory.runtime import Context

    from accounts.models import User

STILL_DONE = frozenset({"correct_article"})
"""Steps that an article takes also while it is withdrawn: its quotes follow a new text."""


@contextmanager
def recorded(command: str, *, by: User | None) -> Iterator[Context]:
    """Run what is inside in one transaction; its events say who did it and by which command."""
    with explained(), transaction.atomic(), _told(command, by=by) as context:
        yield context


def _told(command: str, *, by: User | None) -> AbstractContextManager[Context]:
    return pghistory.context(user=by.pk if by else None, command=command)


@contextmanager
def step(
    command: str,
    *,
    article_id: int | None,
    quote_id: int | None,
    by: User | None,
    undoes: Step | None = None,
    detail: Mapping[str, Any] | None = None,
    is_open: bool = False,
) -> Iterator[Step]:
    """Run what is inside as one step that `undo_step` can take back.

    In the transaction of the command, which has locked what it changes. A step of many quotes names
    none, but their `count` in its `detail`; what is about no article, names in `detail` what it is.
    Raises Withdrawn; not where the caller has locked the article and seen that it `is_open`.
    """
    if article_id is not None and not is_open and command not in STILL_DONE:
        _refuse_where_withdrawn(article_id)
    with _told(command, by=by) as context:
        taken = Step(
            article_id=article_id,
            quote_id=quote_id,
            by=by,
            command=command,
            context=context.id,
            undoes=undoes,
            detail=dict(detail or {}),
            deed=take_deed(),
        )
        insert_rows([taken])
        yield taken


def _refuse_where_withdrawn(article_id: int) -> None:
    with connection.cursor() as cursor:  # at every step: not in Django's words, which take longer
        query = "select from articles_article where id = %s and withdrawn_at is not null"
        cursor.execute(query, [article_id])
        if cursor.rowcount:
            raise Withdrawn(Article.objects.select_related("withdrawn_by").get(pk=article_id))
