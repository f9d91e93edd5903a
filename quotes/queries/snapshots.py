"""Reading everything as it was at one moment, however long that takes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

# Who reads slowly is waited for, but not for ever: old rows are kept for as long as it takes.
_BEGIN = """
set transaction isolation level repeatable read, read only;
set local idle_in_transaction_session_timeout = '10min';
set local jit = off
"""


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Let every query inside see the same moment; it is no part of another transaction."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN)
        yield
