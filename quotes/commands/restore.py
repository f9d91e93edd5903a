"""Rows become again what their events say they were: set by set, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import CASCADE, DO_NOTHING, PROTECT, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now

from quotes.models import Attribution, Quote
from quotes.queries.touched import COUNTED, columns, events, hangs_on_quote, recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from django.db import models

    from quotes.queries.in_the_way import Meeting
    from quotes.queries.touched import Touched

Model = type["models.Model"]


def give_back(rows: Sequence[Touched], meetings: Iterable[tuple[Model, Meeting]]) -> None:
    """Make rows what they were before; of those that meet later changes only some columns.

    What a step had added goes: quotes and what hangs on them first, then speakers and targets that
    nobody uses by now.
    """
    by_model = {model: [row for row in rows if row.model == model.__name__] for model in recorded()}
    first_speakers = [row.before for row in by_model[Attribution] if row.before and row.was_there]
    for model, found in by_model.items():
        _insert(model, [row for row in found if row.was_there and not row.is_there], first_speakers)
        _update(model, [row for row in found if row.was_there and row.is_there])
    for model, meeting in meetings:
        _give_back_some(model, meeting)
    added = {
        model: {row.pk for row in found if row.is_there and not row.was_there}
        for model, found in by_model.items()
    }
    for model in (model for model in reversed(recorded()) if added[model]):
        is_record = model is Quote or hangs_on_quote(model)
        if is_record:
            _all(model, added[model]).delete()
        else:
            _delete_unused(model, added)


def _insert(model: Model, rows: Sequence[Touched], first_speakers: Sequence[int]) -> None:
    """Put rows back in under their ids; the same words may be there by another speaker."""
    if not rows:
        return
    given, more = _given(model), ""
    if model is Quote:
        # A quote of the same words by nobody may be there: it comes back with its speaker.
        more = f"""(select speaker_id from {_events(Attribution)} a where a.pgh_id = any(%s)
            and a.quote_id = e.pgh_obj_id order by position limit 1)"""  # noqa: S608
    names = ", ".join([*map(_quoted, given), *(["speaker_id"] if more else [])])
    values = ", ".join([*given.values(), *([more] if more else [])])
    asked = f"""insert into {_table(model)} ({names})
        select {values} from {_events(model)} e where e.pgh_id = any(%s)"""  # noqa: S608
    _run(asked, *([list(first_speakers)] if more else []), [row.before for row in rows])


def _update(model: Model, rows: Sequence[Touched]) -> None:
    if not rows:
        return
    given = {name: value for name, value in _given(model).items() if name != "id"}
    changes = ", ".join(f"{_quoted(name)} = {value}" for name, value in given.items())
    asked = f"""update {_table(model)} r set {changes} from {_events(model)} e
        where e.pgh_id = any(%s) and r.id = e.pgh_obj_id"""  # noqa: S608
    _run(asked, [row.before for row in rows])


def _given(model: Model) -> dict[str, str]:
    """Answer what each column gets: what the event `e` says, but versions and times go on."""
    given = {name: f"e.{_quoted(name)}" for name in columns(model)}
    top = f"(select max(v.version) + 1 from {_events(model)} v where v.pgh_obj_id = e.pgh_obj_id)"  # noqa: S608
    counted = dict(zip(COUNTED, (top, "now()"), strict=True))
    return {name: counted.get(name, value) for name, value in given.items()}


def _give_back_some(model: Model, meeting: Meeting) -> None:
    if not meeting.give_back:
        return
    counted = {"version": F("version") + 1, "updated_at": Now()}
    going_on = {name: value for name, value in counted.items() if name in columns(model)}
    _all(model, [meeting.row.pk]).update(**meeting.give_back, **going_on)


def _all(model: Model, pks: Collection[int]) -> QuerySet[models.Model]:
    return model._default_manager.filter(pk__in=pks)


def _delete_unused(model: Model, added: Mapping[Model, Collection[int]]) -> None:
    """Delete what nobody uses; Django would ask each table that may point there once more."""
    related: list[Any] = [
        field for field in model._meta.get_fields(include_hidden=True) if field.one_to_many
    ]
    if not {field.on_delete for field in related} <= {PROTECT, CASCADE, DO_NOTHING}:
        _unused(model, added).delete()
        return
    pks = list(_unused(model, added).values_list("pk", flat=True))
    for field in related if pks else ():
        if field.on_delete is CASCADE:
            others = field.related_model._default_manager
            others.filter(**{f"{field.field.attname}__in": pks}).delete()
    if pks:
        _run(f"delete from {_table(model)} where id = any(%s)", pks)  # noqa: S608


def _unused(model: Model, added: Mapping[Model, Collection[int]]) -> QuerySet[models.Model]:
    """Answer which of the rows added nobody uses; the names of a speaker go or stay with it."""
    found = _all(model, added[model])
    fields: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    for field in fields:
        if field.one_to_many and field.on_delete is PROTECT:
            others = field.related_model._default_manager
            found = found.exclude(Exists(others.filter(**{field.field.attname: OuterRef("pk")})))
        elif field.many_to_one and field.remote_field.on_delete is CASCADE:
            found = found.exclude(**{f"{field.attname}__in": added.get(field.related_model, ())})
    return found


def _run(asked: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _table(model: Model) -> str:
    return _quoted(model._meta.db_table)


def _events(model: Model) -> str:
    return _quoted(events(model).model._meta.db_table)
