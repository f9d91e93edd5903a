"""Undo: every row a step touched becomes again what its events say it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Max, ProtectedError

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
    for model in RESTORED:
        for first in _first_events(model, last):
            _refuse_if_changed_since(model, first, last)
            before = _before(model, first)
            if before is not None:
                _restore(model, before)
    for model in reversed(RESTORED):
        model._default_manager.filter(pk__in=_added(model, last)).delete()
    for model in CREATED:
        for pk in _added(model, last):
            _delete_if_unused(model, pk)


def _events(model: type[models.Model]) -> Any:
    return model._meta.apps.get_model("quotes", f"{model.__name__}Event")._default_manager.order_by(
        "pgh_id"
    )


def _first_events(model: type[models.Model], last: Step) -> list[Row]:
    """Answer, for each row the step touched, its first event of that step."""
    return list(
        _events(model)
        .filter(pgh_context_id=last.context)
        .order_by("pgh_obj_id", "pgh_id")
        .distinct("pgh_obj_id")
    )


def _added(model: type[models.Model], last: Step) -> list[int]:
    return [first.pgh_obj_id for first in _first_events(model, last) if first.pgh_label == "insert"]


def _before(model: type[models.Model], first: Row) -> Row | None:
    if first.pgh_label == "insert":
        return None
    before: Row | None = (
        _events(model).filter(pgh_obj_id=first.pgh_obj_id, pgh_id__lt=first.pgh_id).last()
    )
    return before


def _refuse_if_changed_since(model: type[models.Model], first: Row, last: Step) -> None:
    events = _events(model).filter(pgh_obj_id=first.pgh_obj_id)
    after_step, now = events.filter(pgh_context_id=last.context).last(), events.last()
    if after_step != now and _state(model, after_step) != _state(model, now):
        raise Conflict(
            "undo",
            last.pk,
            "somebody changed this quote since; undo their step first, or change it by hand",
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


def _restore(model: type[models.Model], before: Row) -> None:
    """Write the row as it was; a quote gets a version higher than any it had."""
    columns = _columns(model, before)
    if "version" in columns:
        columns["version"] = (
            _events(model).filter(pgh_obj_id=before.pgh_obj_id).aggregate(top=Max("version"))["top"]
            + 1
        )
    key = columns.pop(model._meta.pk.attname)
    if not model._default_manager.filter(pk=key).update(**columns):
        model._default_manager.bulk_create([model(pk=key, **columns)])


def _delete_if_unused(model: type[models.Model], pk: int) -> None:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=pk).delete()
    except ProtectedError:
        return
