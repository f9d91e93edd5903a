"""The tables a newsroom is stored in, without what would look at each row while it comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from psycopg import sql

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper
    from django.db.models import Model

FOREIGN_KEYS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where contype = 'f'
        and (conrelid::regclass::text = any(%s) or confrelid::regclass::text = any(%s))
    order by 1, 2
"""
UNIQUE = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where contype = 'u' and conrelid::regclass::text = any(%s) order by 1, 2
"""
INDEXES = """
    select i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
    from pg_index i where not i.indisprimary and i.indrelid::regclass::text = any(%s)
    and not exists (
        select from pg_constraint c where c.conindid = i.indexrelid and c.contype <> 'f')
    order by 1, 2
"""
FILLED_BY_TRIGGER = ("insert_insert", "cut_into_pieces", "pieces_are_of_the_text_insert")
"""Triggers that stay on: what they do, they do set by set, or for few rows."""
TRIGGERS = """
    select tgrelid::regclass::text, tgname from pg_trigger
    where not tgisinternal and tgrelid::regclass::text = any(%s)
        and tgname ~ ('^pgtrigger_(' || array_to_string(%s::text[], '|') || ')_[0-9a-f]+$')
"""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was taken off a table, and how it is made again."""

    table: str
    name: str
    definition: str
    is_index: bool = False

    @property
    def drops(self) -> str:
        """The statement that takes it off."""
        if self.is_index:
            return f"drop index {self.name}"
        return f'alter table {self.table} drop constraint "{self.name}"'

    @property
    def makes(self) -> str:
        """The statement that makes it again."""
        if self.is_index:
            return self.definition
        return f'alter table {self.table} add constraint "{self.name}" {self.definition}'


def with_history(models: tuple[type[Model], ...]) -> list[str]:
    """Answer the tables of these models and of their events."""
    events = [
        event for event in apps.get_models() if getattr(event, "pgh_tracked_model", None) in models
    ]
    return [model._meta.db_table for model in (*models, *events)]


def take_off(cursor: CursorWrapper, tables: list[str]) -> list[Dropped]:
    """Drop the foreign keys, unique constraints and indexes of these tables, but primary keys.

    Answers them in the order in which they are to be made again: foreign keys need the rest.
    """
    cursor.execute(FOREIGN_KEYS, [tables, tables])
    keys = [Dropped(*row) for row in cursor.fetchall()]
    cursor.execute(UNIQUE, [tables])
    unique = [Dropped(*row) for row in cursor.fetchall()]
    cursor.execute(INDEXES, [tables])
    indexes = [Dropped(table, name, made, is_index=True) for table, name, made in cursor.fetchall()]
    for each in (*keys, *unique, *indexes):
        cursor.execute(each.drops)
    return [*indexes, *unique, *keys]


def switch_triggers(cursor: CursorWrapper, tables: list[str], *, on: bool) -> None:
    """Switch off all triggers of our own but those that keep history and pieces; or all on."""
    for table in tables:
        word = "enable" if on else "disable"
        cursor.execute(f"alter table {table} {word} trigger user")
    if not on:
        cursor.execute(TRIGGERS, [tables, list(FILLED_BY_TRIGGER)])
        for table, name in cursor.fetchall():
            cursor.execute(f'alter table {table} enable trigger "{name}"')


def copy_statement(model: type[Model], columns: tuple[str, ...]) -> sql.Composed:
    """Answer the COPY that stores the given columns."""
    return sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join([sql.Identifier(name) for name in columns]),
    )


def set_defaults(
    cursor: CursorWrapper, model: type[Model], columns: tuple[str, ...], *, on: bool
) -> None:
    """Let the database put into the columns that are not given what Django would; or no longer."""
    for field in model._meta.concrete_fields:
        known = field.column in columns or field.generated or field.has_db_default()
        if known or field.null or not field.has_default():
            continue
        default = sql.SQL("set default {}").format(sql.Literal(field.get_default()))
        cursor.execute(
            sql.SQL("alter table {} alter column {} {}").format(
                sql.Identifier(model._meta.db_table),
                sql.Identifier(str(field.column)),
                default if on else sql.SQL("drop default"),
            )
        )
