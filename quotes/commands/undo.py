"""Undo: every row a step touched becomes again what its events say it was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import ProtectedError, Value

from quotes.commands.explain import explained
from quotes.commands.refusals import Conflict
from quotes.commands.steps import step
from quotes.models import Attribution, Quote, Relay, Speaker, Stance, Step, Target

if TYPE_CHECKING:
    from accounts.models import User

Row = Any
"""One row of an event model; these are made at run time, so nothing tells their columns."""

RESTORED: tuple[type[models.Model], ...] = (Quote, Attribution, Relay, Stance)
"""In the order in which rows come back; they go in the opposite one."""
CREATED: tuple[type[models.Model], ...] = (Target, Speaker)
"""What a step may have added on the way; it goes too, unless somebody else uses it by now."""
NOT_STATE = {"version", "updated_at"}


def undo_last_step(article_id: int, *, by: User) -> Step:
    """Undo the newest step of this person in this article that is not undone yet, and answer it.

    Raises Conflict where there is none, or where somebody changed the same rows since.
    """
    with explained(), transaction.atomic():
        steps = Step.objects.select_for_update(of=("self",)).filter(
            article_id=article_id, by=by, undone_by=None
        )
        last = steps.exclude(command="undo").order_by("-id").first()
        if last is None:
            raise Conflict("undo", article_id, "there is nothing of yours to undo in this article")
        with step("undo", article_id=article_id, quote_id=last.quote_id, by=by, undoes=last):
            _take_back(last)
        return last


def _take_back(last: Step) -> None:
    names = _touched(last)
    touched = {
        model: _histories(model, last) if model.__name__ in names else []
        for model in (*RESTORED, *CREATED)
    }
    for model in RESTORED:
        for history in touched[model]:
            history.refuse_if_changed_since(last)
            if history.before is not None:
                _restore(model, history)
    for model in (*reversed(RESTORED), *CREATED):
        added = [history.pk for history in touched[model] if history.before is None]
        if model in CREATED:
            for pk in added:
                _delete_if_unused(model, pk)
        elif added:
            model._default_manager.filter(pk__in=added).delete()


@dataclass(frozen=True)
class History:
    """All events of one row a step touched, oldest first; `before`: how it was, None: not there."""

    model: type[models.Model]
    pk: int
    before: Row | None
    after: Row
    now: Row
    version: int

    def refuse_if_changed_since(self, last: Step) -> None:
        """Raise Conflict where the row is not any more as the step left it."""
        if self.after != self.now and _state(self.model, self.after) != _state(
            self.model, self.now
        ):
            raise Conflict(
                "undo",
                last.pk,
                "somebody changed this quote since; undo their step first, or change it by hand",
            )


def _touched(last: Step) -> set[str]:
    """Answer the names of the models whose rows the step touched: most steps touch two or three."""
    first, *others = [
        _events(model).filter(pgh_context_id=last.context).values_list(Value(model.__name__))
        for model in (*RESTORED, *CREATED)
    ]
    return {name for (name,) in first.union(*others)}


def _events(model: type[models.Model]) -> Any:
    return model._meta.apps.get_model("quotes", f"{model.__name__}Event")._default_manager


def _histories(model: type[models.Model], last: Step) -> list[History]:
    """Answer the histories of the rows the step touched."""
    events = _events(model)
    touched = events.filter(pgh_context_id=last.context).values("pgh_obj_id")
    by_row: defaultdict[int, list[Row]] = defaultdict(list)
    for event in events.filter(pgh_obj_id__in=touched).order_by("pgh_obj_id", "pgh_id"):
        by_row[event.pgh_obj_id].append(event)
    return [_history(model, pk, rows, last) for pk, rows in by_row.items()]


def _history(model: type[models.Model], pk: int, events: list[Row], last: Step) -> History:
    own = [place for place, event in enumerate(events) if event.pgh_context_id == last.context]
    first = own[0]
    was_there = first > 0 and events[first].pgh_label != "insert"
    return History(
        model=model,
        pk=pk,
        before=events[first - 1] if was_there else None,
        after=events[own[-1]],
        now=events[-1],
        version=max(getattr(event, "version", 0) for event in events),
    )


def _state(model: type[models.Model], event: Row) -> dict[str, Any] | None:
    """Answer the row as an event leaves it, without version and time of change; None: gone."""
    if event.pgh_label == "delete":
        return None
    return {name: value for name, value in _columns(model, event).items() if name not in NOT_STATE}


def _columns(model: type[models.Model], event: Row) -> dict[str, Any]:
    tracked = {field.attname for field in event._meta.concrete_fields}
    return {
        field.attname: getattr(event, field.attname)
        for field in model._meta.concrete_fields
        if field.attname in tracked
    }


def _restore(model: type[models.Model], history: History) -> None:
    """Write the row as it was; a quote gets a version higher than any it had."""
    columns = _columns(model, history.before)
    if "version" in columns:
        columns["version"] = history.version + 1
    key = columns.pop(model._meta.pk.attname)
    if not model._default_manager.filter(pk=key).update(**columns):
        model._default_manager.bulk_create([model(pk=key, **columns)])


def _delete_if_unused(model: type[models.Model], pk: int) -> None:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk).delete()
    except ProtectedError:
        return
