"""How every table of record keeps its history: database triggers write an event for each change.

Bulk, queryset and raw SQL writes leave their events too. An event is never changed: a trigger
refuses it for everybody, and `refuse_changes` takes the right away from the app's database role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import pghistory
import pghistory.models
from django.db import models
from django.db.models import Func

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.backends.base.base import BaseDatabaseWrapper

_Model = TypeVar("_Model", bound=models.Model)


class Xid8Field(models.Field[Any, Any]):
    """A transaction's 64-bit id, which never wraps round: it can order events for good."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "xid8"


class CurrentXid(Func):
    """The id of the transaction that is writing."""

    function = "pg_current_xact_id"
    template = "%(function)s()"
    output_field = Xid8Field()


class Event(pghistory.models.Event):
    """One row of the append-only history, ordered by (pgh_xid, pgh_id): base of event models."""

    pgh_id = models.BigAutoField(primary_key=True)
    # pghistory's trigger leaves this column out, so the database default fills it.
    pgh_xid = Xid8Field(db_default=CurrentXid(), editable=False)

    class Meta:
        abstract = True


def tracked(
    model_name: str,
    *,
    exclude: tuple[str, ...] = (),
    attrs: dict[str, models.Field[Any, Any]] | None = None,
) -> Callable[[type[_Model]], type[_Model]]:
    """Keep a model's history, from its first row to deletes, in the event model `model_name`.

    `exclude` names columns the events leave out; `attrs` replaces columns in the event model, which
    generated columns need: the trigger copies only plain ones.
    """
    decorate: Callable[[type[_Model]], type[_Model]] = pghistory.track(
        # Once a statement, not once a row: an import inserts hundreds of rows at a time.
        pghistory.InsertEvent(level=pghistory.Statement),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        base_model=Event,
        model_name=model_name,
        exclude=list(exclude) or None,
        append_only=True,
        attrs=dict(attrs or {}),
    )
    return decorate


def refuse_changes(*tables: str) -> str:
    """SQL for a migration: the app's role, where there is one, may only add to these tables."""
    listed = ", ".join(f'"{table}"' for table in tables)
    return f"""
    do $$ begin
      if exists (select from pg_roles where rolname = 'verbatim_app') then
        revoke update, delete, truncate on {listed} from verbatim_app;
      end if;
    end $$
    """  # noqa: S608 - table names from our own migrations
