"""Rows that are new, stored by one statement; Django takes longer to write it than it takes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Insert(NamedTuple):
    """How rows of a model are inserted: what is sent, where, and what is answered."""

    sent: tuple[models.Field[Any, Any], ...]
    head: str
    row: str
    answered: tuple[models.Field[Any, Any], ...]
    tail: str


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, all of them new, and give them their ids and what is a default.

    Either all of them have an id already, or none.
    """
    if not rows:
        return
    how = _insert(type(rows[0]), has_id=rows[0].pk is not None)
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for row in rows
        for field in how.sent
    ]
    with connection.cursor() as cursor:
        cursor.execute(how.head + ", ".join([how.row] * len(rows)) + how.tail, values)
        for row, answered in zip(rows, cursor.fetchall(), strict=True):
            for field, value in zip(how.answered, answered, strict=True):
                setattr(row, field.attname, value)
            row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001  as by save


@cache
def _insert(model: type[models.Model], *, has_id: bool) -> _Insert:
    fields = model._meta.concrete_fields
    answered = [each for each in fields if each.primary_key or each.db_default is not NOT_PROVIDED]
    sent = [each for each in fields if each not in answered or (has_id and each.primary_key)]
    columns = ", ".join(f'"{each.column}"' for each in sent)
    returned = ", ".join(f'"{each.column}"' for each in answered)
    return _Insert(
        tuple(sent),
        f'insert into "{model._meta.db_table}" ({columns}) values ',  # noqa: S608  our own names
        f"({', '.join(map(_place, sent))})",
        tuple(answered),
        f" returning {returned}",
    )


def _place(field: models.Field[Any, Any]) -> str:
    place = getattr(field, "get_placeholder", None)
    return str(place(None, None, connection)) if place else "%s"
