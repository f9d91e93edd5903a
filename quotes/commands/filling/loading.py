"""Storing a newsroom's rows, and all that belongs to them, in one transaction."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connections, transaction

from articles.models import Article, TextVersion
from quotes.commands.filling.checking import check_filled
from quotes.commands.filling.following import FROM_VIEWS, write_feed, write_from_view
from quotes.commands.filling.tables import (
    Dropped,
    copy_statement,
    set_defaults,
    switch_triggers,
    take_off,
    with_history,
)
from quotes.commands.tallies import rebuild_tallies
from quotes.models import (
    Attribution,
    Change,
    PositionTaken,
    Quote,
    QuoteSearch,
    Relay,
    Speaker,
    Stance,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.backends.utils import CursorWrapper
    from django.db.models import Model

    Rows = Mapping[str, bytes]
    Columns = Mapping[str, tuple[str, ...]]
    Progress = Callable[[str, int], None]

SETTINGS = {
    "lock_timeout": "20s",
    "statement_timeout": "0",
    "work_mem": "256MB",
    "maintenance_work_mem": "1500MB",
    "max_parallel_workers_per_gather": "2",
    "max_parallel_maintenance_workers": "2",
    "parallel_setup_cost": "0",
    "parallel_tuple_cost": "0.001",
    "synchronous_commit": "off",
}
"""Of the one transaction, beside which nothing else should run."""


FOLLOWING = (QuoteSearch, PositionTaken, Change)
"""What is kept beside the records by triggers."""


def highest_id() -> int:
    """Answer the highest id any of the tables gave so far: new ones go on from there."""
    tables = (
        "articles_outlet",
        "articles_article",
        "articles_textversion",
        "articles_articlefamily",
    )
    more = ("quotes_speaker", "quotes_target", "quotes_quote", "quotes_statementfamily")
    each = " union all ".join(f"select max(id) n from {table}" for table in (*tables, *more))
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"select coalesce(max(n), 0) from ({each}) highest")
        return int(cursor.fetchone()[0])


def _in_silence(what: str, count: int) -> None:
    pass


def fill_newsroom(
    batches: Iterable[Rows],
    *,
    columns: Columns,
    taken: int,
    progress: Progress = _in_silence,
) -> dict[str, int]:
    """Store rows by COPY, with their history and all that follows from them; all or nothing.

    Each model's lines are as COPY reads them and hold its `columns`; ids are above `taken`.
    `progress` is told what is being done, and how many quotes are stored. Answers how many rows
    each model has got. Raises Broken where a promise does not hold, and what the database raises.
    """
    models = tuple(apps.get_model(label) for label in columns)
    records, beside = with_history(models), [model._meta.db_table for model in FOLLOWING]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        _prepare(cursor)
        switch_triggers(cursor, [*records, *beside], on=False)
        dropped = take_off(cursor, [*records, *beside])
        _empty(cursor, [*records, *beside])
        stored = _store_all(cursor, batches, columns, progress)
        _count_on(cursor, models)
        _make(cursor, [one for one in dropped if one.table not in beside], progress)
        _follow(cursor, taken, progress)
        _make(cursor, [one for one in dropped if one.table in beside], progress)
        progress("tallies", 0)
        rebuild_tallies(using="owner")
        progress("checks", 0)
        check_filled(cursor, quotes=stored["quotes.Quote"], taken=taken)
        switch_triggers(cursor, [*records, *beside], on=True)
    with connections["owner"].cursor() as cursor:
        for table in (*records, *beside):
            progress(f"vacuum {table}", 0)
            cursor.execute(f"vacuum (analyze) {table}")
    return stored


def _follow(cursor: CursorWrapper, taken: int, progress: Progress) -> None:
    """Write what is kept beside the records; it is planned by how many of those there are now."""
    progress("analyze", 0)
    for model in (Quote, Attribution, Stance, Relay, Article, TextVersion, Speaker):
        cursor.execute(f"analyze {model._meta.db_table}")
    for table, view in FROM_VIEWS:
        progress(table, 0)
        write_from_view(cursor, table, view, taken)
    progress("feed", 0)
    write_feed(cursor, taken)


def _prepare(cursor: CursorWrapper) -> None:
    """Set what this transaction may use, and what its events stand in."""
    for name, value in SETTINGS.items():
        cursor.execute("select set_config(%s, %s, true)", [name, value])
    cursor.execute(
        "select set_config('pghistory.context_id', %s, true),"
        " set_config('pghistory.context_metadata', '{\"command\": \"fill\"}', true)",
        [str(uuid.uuid4())],
    )


def _empty(cursor: CursorWrapper, tables: list[str]) -> None:
    """Truncate what is empty: what is stored in the same transaction then writes no log."""
    found = []
    for table in (*tables, "articles_textpiece"):
        cursor.execute(f"select exists (select from {table})")
        if not cursor.fetchone()[0]:
            found.append(table)
    if found:
        cursor.execute(f"truncate {', '.join(found)}")


def _store_all(
    cursor: CursorWrapper, batches: Iterable[Rows], columns: Columns, progress: Progress
) -> dict[str, int]:
    """Store all rows, and answer how many each model has got."""
    stored = dict.fromkeys(columns, 0)
    for label, given in columns.items():
        set_defaults(cursor, apps.get_model(label), given, on=True)
    for batch in batches:
        _store(cursor, batch, columns, stored)
        progress("rows", stored["quotes.Quote"])
    for label, given in columns.items():
        set_defaults(cursor, apps.get_model(label), given, on=False)
    return stored


def _store(cursor: CursorWrapper, batch: Rows, columns: Columns, stored: dict[str, int]) -> None:
    for label, given in columns.items():
        if lines := batch.get(label):
            with cursor.copy(copy_statement(apps.get_model(label), given)) as copy:
                copy.write(lines)
            stored[label] += cursor.rowcount


def _count_on(cursor: CursorWrapper, models: Iterable[type[Model]]) -> None:
    """Let the ids that the database gives go on from those that were given to it."""
    for model in models:
        if getattr(model._meta.pk, "column", None) != "id":
            continue
        table = model._meta.db_table
        cursor.execute(
            f"select setval(pg_get_serial_sequence('{table}', 'id'), greatest(max(id), 1))"
            f" from {table}"
        )


def _make(cursor: CursorWrapper, dropped: Iterable[Dropped], progress: Progress) -> None:
    for each in dropped:
        progress(each.name, 0)
        cursor.execute(each.makes)
