"""JSON out of the database as it is made: while it goes on its way, the next is being made."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

TOGETHER = 200
"""Rows that are handed on at once: few enough that the database never waits for long."""


def copied(sql: str, known: Mapping[str, Any]) -> Generator[list[bytes]]:
    """Answer the rows of a statement, some at a time, with a tab between columns that are JSON.

    JSON has neither tabs nor line feeds of its own; COPY doubles its backslashes. Who stops in the
    middle closes it before anything else is asked of the database.
    """
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy ({sql}) to stdout", known) as rows,
    ):
        left = iter(rows)
        while some := [*islice(left, TOGETHER)]:
            yield [bytes(row)[:-1].replace(b"\\\\", b"\\") for row in some]
