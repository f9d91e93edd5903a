"""The column type for parts of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper

Spans = tuple[tuple[int, int], ...]


class SpansField(models.Field[Any, Any]):
    """Parts of a text as half-open code-point spans, `((start, end), ...)`; `int4multirange` in the database.

    The database joins touching parts and drops empty ones, so `spans.read_spans` refuses or joins both beforehand.
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
