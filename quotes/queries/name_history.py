"""The history of a speaker or a target, in sentences: who changed what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from quotes.models import Speaker, Step, Target
from quotes.queries.filters import may_see_undecided
from quotes.queries.people import NOBODY, SOMEBODY, people_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

Row = Any
"""One row of an event model; these are made at run time, so nothing tells their columns."""

SHOWN = 50
PLAIN = {
    "name": gettext_lazy("the name"),
    "kind": gettext_lazy("the kind"),
    "wikidata_id": gettext_lazy("the Wikidata id"),
}


@dataclass(frozen=True)
class Entry:
    """One step: who took it, when, in sentences; `step` is None for what no step can take back."""

    who: str
    at: datetime
    sentences: tuple[str, ...]
    step: Step | None

    @property
    def is_undone(self) -> bool:
        """Whether somebody took it back since."""
        return self.step is not None and hasattr(self.step, "undone_by")

    @property
    def undoes(self) -> bool:
        """Whether it took another step back."""
        return self.step is not None and self.step.undoes_id is not None


def history_of_speaker(speaker: Speaker, *, user: User | AnonymousUser) -> list[Entry]:
    """Answer the newest steps of a speaker, newest first, merges of others into it among them."""
    of_speaker = Q(pgh_obj_id=speaker.pk)
    beside = {"SpeakerName": Q(speaker=speaker), "SpeakerRole": Q(speaker=speaker)}
    return _history("Speaker", of_speaker, beside, Q(into=speaker), user=user)


def history_of_target(target: Target, *, user: User | AnonymousUser) -> list[Entry]:
    """Answer the newest steps of a target, newest first, merges of others into it among them."""
    return _history("Target", Q(pgh_obj_id=target.pk), {}, Q(into=target), user=user)


def _history(
    model: str, own: Q, beside: dict[str, Q], merged: Q, *, user: User | AnonymousUser
) -> list[Entry]:
    told: dict[Any, list[str]] = {}
    first: dict[Any, Row] = {}

    def tell(event: Row, sentences: Iterator[str]) -> None:
        key = event.pgh_context_id or event
        first.setdefault(key, event)
        told.setdefault(key, []).extend(sentences)

    before: Row | None = None
    names = _Names()
    for event in _events(model).filter(own):
        tell(event, _differences(before, event, names))
        before = event
    for name, which in beside.items():
        for was, event in _pairs(_events(name).filter(which)):
            tell(event, _beside(was, event, names))
    if may_see_undecided(user):  # who an unnamed source is, stays here
        for was, event in _pairs(_events(f"{model}Merge").filter(merged)):
            tell(event, _merging(was, event, names, of=model))
    order = sorted(first, key=lambda key: first[key].pgh_created_at, reverse=True)
    return _entries([(first[key], told[key]) for key in order if told[key]][:SHOWN], user)


def _entries(told: list[tuple[Row, list[str]]], user: User | AnonymousUser) -> list[Entry]:
    contexts = [event.pgh_context_id for event, _ in told if event.pgh_context_id]
    steps = Step.objects.filter(context__in=contexts).select_related("by", "undone_by")
    by_context: dict[UUID, Step] = {step.context: step for step in steps}
    works_here = may_see_undecided(user)
    people = people_of(contexts) if works_here else {}
    return [
        Entry(
            who=_who(people.get(event.pgh_context_id), works_here=works_here),
            at=event.pgh_created_at,
            sentences=tuple(sentences),
            step=by_context.get(event.pgh_context_id),
        )
        for event, sentences in told
    ]


def _who(person: User | None, *, works_here: bool) -> str:
    if person:
        return person.shown_name
    return NOBODY if works_here else str(SOMEBODY)


class _Names:
    """Names of speakers and targets as they are now, or last were, by id."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], str] = {}

    def of(self, model: str, pk: int) -> str:
        key = (model, pk)
        if key not in self.known:
            last = _events(model).filter(pgh_obj_id=pk).reverse().values_list("name", flat=True)
            self.known[key] = last.first() or f"{model.lower()} {pk}"
        return self.known[key]


def _events(model: str) -> Any:
    events: Any = apps.get_model("quotes", f"{model}Event")
    return events.objects.order_by("pgh_id")


def _pairs(events: Any) -> Iterator[tuple[Row | None, Row]]:
    """Yield each event with the one before it of the same row."""
    before: dict[int, Row] = {}
    for event in events:
        yield before.get(event.pgh_obj_id), event
        before[event.pgh_obj_id] = event


def _differences(before: Row | None, after: Row, names: _Names) -> Iterator[str]:
    model = "Target" if hasattr(after, "speaker_id") else "Speaker"
    if before is None:
        yield gettext("added %(name)s") % {"name": after.name}
        return
    for field, words in PLAIN.items():
        if hasattr(after, field):
            was, now = (_shown(each, field) for each in (before, after))
            yield from _changed(str(words), was, now)
    if before.part_of_id != after.part_of_id:
        was, now = (
            names.of(model, each) if each else "" for each in (before.part_of_id, after.part_of_id)
        )
        yield from _changed(gettext("what it is part of"), was, now)
    for key in sorted({*before.attributes, *after.attributes}):
        was, now = before.attributes.get(key, ""), after.attributes.get(key, "")
        yield from _changed(f"“{key}”", was, now)
    if before.merged_into_id != after.merged_into_id:
        into = after.merged_into_id
        if into:
            yield gettext("merged this into %(name)s") % {"name": names.of(model, into)}
        else:
            yield gettext("unmerged this")


def _shown(row: Row, field: str) -> str:
    """Write what a column holds, a kind by its word."""
    value = str(getattr(row, field) or "")
    kinds = Target.Kind if hasattr(row, "speaker_id") else Speaker.Kind
    return str(kinds(value).label) if field == "kind" and value in kinds.values else value


def _beside(was: Row | None, now: Row, names: _Names) -> Iterator[str]:
    """Tell of a name or a role."""
    read = _role if hasattr(now, "role") else _name
    what = gettext("the role") if hasattr(now, "role") else gettext("the name")
    if now.pgh_label == "delete":
        yield gettext("took %(what)s %(was)s away") % {"what": what, "was": read(now, names)}
    elif was is None or was.pgh_label == "delete":
        yield gettext("added %(what)s %(now)s") % {"what": what, "now": read(now, names)}
    elif read(was, names) != read(now, names):
        yield from _changed(what, read(was, names), read(now, names))


def _name(row: Row, _: _Names) -> str:
    return f"“{row.name}”"


def _role(row: Row, names: _Names) -> str:
    at = f", {names.of('Speaker', row.organisation_id)}" if row.organisation_id else ""
    told = {"role": f"{row.role}{at}", "since": row.since, "until": row.until}
    if row.since and row.until:
        return gettext("“%(role)s” since %(since)s until %(until)s") % told
    if row.since:
        return gettext("“%(role)s” since %(since)s") % told
    return gettext("“%(role)s” until %(until)s") % told if row.until else f"“{told['role']}”"


def _merging(was: Row | None, now: Row, names: _Names, *, of: str) -> Iterator[str]:
    other = names.of(of, now.speaker_id if of == "Speaker" else now.target_id)
    if was is None:
        reason = f": “{now.reason}”" if getattr(now, "reason", "") else ""
        yield gettext("merged %(name)s into this%(reason)s") % {"name": other, "reason": reason}
    elif was.ended_at is None and now.ended_at is not None:
        yield gettext("unmerged %(name)s from this") % {"name": other}


def _changed(what: str, was: str, now: str) -> Iterator[str]:
    if was == now:
        return
    told = {"what": what, "was": was, "now": now}
    if was and now:
        yield gettext("changed %(what)s from %(was)s to %(now)s") % told
    elif now:
        yield gettext("set %(what)s to %(now)s") % told
    else:
        yield gettext("took %(what)s %(was)s away") % told
