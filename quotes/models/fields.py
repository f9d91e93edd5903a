"""The column type for parts of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper

Spans = tuple[tuple[int, int], ...]


class SpansField(models.Field[Any, Any]):
    """Parts of a text, `((start, end), ...)` in code points, half open; an `int4multirange`.

    The database joins touching parts and drops empty ones: `spans.read_spans` does so beforehand.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Answer the column type."""
        return "int4multirange"

    def from_db_value(self, value: Any, *_: object) -> Spans | None:
        """Turn the driver's multirange into plain tuples."""
        return None if value is None else tuple((part.lower, part.upper) for part in value)

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
