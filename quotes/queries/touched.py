"""The rows a step touched: how each was before, how the step left it, and how it is now.

All in one question, however many rows: a step may be of two thousand quotes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

COUNTED = ("version", "updated_at")
"""Columns that only ever go on: an undone change is one more change."""


class Touched(NamedTuple):
    """One row a step touched; `before`, `after` and `now` are ids of its events.

    `was_there`, `is_left` and `is_there` say whether it existed at each of the three; `is_as_left`
    whether it is now as the step left it. `quote` is the quote it is, or hangs on.
    """

    model: str
    pk: int
    quote: int | None
    before: int | None
    after: int
    now: int
    was_there: bool
    is_left: bool
    is_there: bool
    is_as_left: bool


def touched_by(context: UUID) -> list[Touched]:
    """Answer every row of record that was touched in a context, in the order of `recorded`."""
    touched = _models_touched(context)
    if not touched:
        return []
    asked = " union all ".join(_plan(model) for model in touched)
    with connection.cursor() as cursor:
        cursor.execute(asked, {"context": context})
        found = [Touched._make(row) for row in cursor.fetchall()]
    order = {model.__name__: place for place, model in enumerate(touched)}
    return sorted(found, key=lambda row: (order[row.model], row.pk))


def quotes_touched(contexts: Iterable[UUID]) -> set[int]:
    """Answer the quotes that were touched in these contexts."""
    query = "select distinct pgh_obj_id from quotes_quoteevent where pgh_context_id = any(%s)"
    with connection.cursor() as cursor:
        cursor.execute(query, [list(contexts)])
        return {pk for (pk,) in cursor.fetchall()}


@cache
def recorded() -> tuple[type[models.Model], ...]:
    """Answer the models of record of this app, each after those that its rows point to."""
    left = [
        model
        for model in apps.get_app_config("quotes").get_models()
        if f"{model.__name__}event".lower() in apps.all_models["quotes"]
    ]
    ordered: list[type[models.Model]] = []
    while left:
        free = [model for model in left if not _points_to(model) & {*left} - {model}]
        ordered += free
        left = [model for model in left if model not in free]
    return tuple(ordered)


@cache
def columns(model: type[models.Model]) -> tuple[str, ...]:
    """Answer the columns of a model that its events keep, the key included."""
    kept = {field.column for field in events(model).model._meta.concrete_fields}
    own = (str(field.column) for field in model._meta.concrete_fields)
    return tuple(name for name in own if name in kept)


def events(model: type[models.Model]) -> Any:
    """Answer the manager of a model's events; their class is made at run time."""
    return apps.get_model("quotes", f"{model.__name__}Event")._default_manager


def hangs_on_quote(model: type[models.Model]) -> bool:
    """Tell whether each row of a model belongs to one quote."""
    return "quote_id" in columns(model)


def _points_to(model: type[models.Model]) -> set[type[models.Model]]:
    return {
        field.related_model
        for field in model._meta.concrete_fields
        if field.related_model and field.column in columns(model)
    }


def _models_touched(context: UUID) -> list[type[models.Model]]:
    asked = " union all ".join(
        f"select '{model.__name__}' where exists "  # noqa: S608  names of our own tables
        f"(select from {_table(model)} where pgh_context_id = %(context)s)"
        for model in recorded()
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, {"context": context})
        names = {name for (name,) in cursor.fetchall()}
    return [model for model in recorded() if model.__name__ in names]


# By `pgh_id + 0`, for which there is no index: else, where the planner knows little of a table, it
# goes through all events from the newest on until it meets one of the row, for each row again.
def _plan(model: type[models.Model]) -> str:
    kept = [name for name in columns(model) if name not in COUNTED]
    table, quote = _table(model), "null::bigint"
    if model.__name__ == "Quote" or hangs_on_quote(model):
        quote = "own.pk" if model.__name__ == "Quote" else "a.quote_id"
    return f"""(
        with own as (
            select pgh_obj_id as pk, min(pgh_id) as first, max(pgh_id) as last
            from {table} where pgh_context_id = %(context)s group by pgh_obj_id)
        select '{model.__name__}', own.pk, {quote}, b.pgh_id, a.pgh_id, n.pgh_id,
            coalesce(b.pgh_label <> 'delete' and f.pgh_label <> 'insert', false),
            a.pgh_label <> 'delete', n.pgh_label <> 'delete',
            (a.pgh_label = 'delete') = (n.pgh_label = 'delete') and (
                a.pgh_label = 'delete' or a.pgh_id = n.pgh_id
                or row({_of("a", kept)}) is not distinct from row({_of("n", kept)}))
        from own
        join {table} f on f.pgh_id = own.first
        join {table} a on a.pgh_id = own.last
        left join lateral (select pgh_id, pgh_label from {table} e where e.pgh_obj_id = own.pk
            and e.pgh_id < own.first order by e.pgh_id + 0 desc limit 1) b on true
        cross join lateral (select * from {table} e where e.pgh_obj_id = own.pk
            order by e.pgh_id + 0 desc limit 1) n)"""  # noqa: S608  names of our own tables and columns


def _of(alias: str, names: list[str]) -> str:
    return ", ".join(f'{alias}."{name}"' for name in names)


def _table(model: type[models.Model]) -> str:
    return f'"{events(model).model._meta.db_table}"'
