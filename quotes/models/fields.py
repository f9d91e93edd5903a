"""The column type for parts of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg.adapt import Loader
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper
    from psycopg.abc import Buffer

Spans = tuple[tuple[int, int], ...]
NUMBERS = re.compile(rb"\d+")


class SpansLoader(Loader):
    """Reads what the database writes, "{[10,25),[40,60)}"; ten times as fast as psycopg's own."""

    def load(self, data: Buffer) -> Spans:
        """Answer plain tuples: the database writes each part half open."""
        numbers = [int(number) for number in NUMBERS.findall(data)]
        return tuple(zip(numbers[::2], numbers[1::2], strict=True))


psycopg.adapters.register_loader("int4multirange", SpansLoader)


class SpansField(models.Field[Any, Any]):
    """Parts of a text, `((start, end), ...)` in code points, half open; an `int4multirange`.

    The database joins touching parts and drops empty ones: `spans.read_spans` does so beforehand.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Answer the column type."""
        return "int4multirange"

    def get_prep_value(self, value: Iterable[tuple[int, int]] | None) -> Int4Multirange | None:
        """Turn plain tuples into the driver's multirange."""
        return (
            None
            if value is None
            else Int4Multirange([Int4Range(start, end) for start, end in value])
        )


def words_field() -> ArrayField[list[str] | None, list[str] | None]:
    """Answer the column that keeps the words of a span column beside it."""
    return ArrayField(models.TextField(), null=True, blank=True)
