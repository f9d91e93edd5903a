"""What is sent twice is done once: a page names each thing it asks for by an id of its own."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import connection, transaction

from quotes.models import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from accounts.models import User

_under_way: ContextVar[UUID | None] = ContextVar("deed", default=None)


@contextmanager
def once(deed: UUID, *, by: User) -> Iterator[Step | None]:
    """Answer the step by which this person has done the deed already; None: it is done inside.

    One transaction. A copy that comes while the deed is being done waits until it is. Raises
    nothing of its own.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Before the look at the steps: a statement sees what was committed before it began.
            locking = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
            cursor.execute(locking, [f"deed {by.pk} {deed}"])
            # Nearly always none: found without making a model, which takes longer.
            cursor.execute(
                "select id from quotes_step where by_id = %s and deed = %s", [by.pk, deed]
            )
            found = cursor.fetchone()
        done = Step.objects.get(pk=found[0]) if found else None
        before = _under_way.set(None if done else deed)
        try:
            yield done
        finally:
            _under_way.reset(before)


def take_deed() -> UUID | None:
    """Answer the deed under way, once: the first step done for it bears its id."""
    deed = _under_way.get()
    _under_way.set(None)
    return deed
