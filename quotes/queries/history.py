"""The history of a quote, in words: who changed what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext, gettext_lazy

from quotes.models import Quote, Step
from quotes.queries.differences import Difference, Names, differences
from quotes.queries.filters import may_see_undecided
from quotes.queries.people import NOBODY, SOMEBODY, people_of
from quotes.queries.states import Change, State, changes_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

NOTED = {
    "insert": gettext_lazy("noted: “%(text)s”"),
    "update": gettext_lazy("changed a note to: “%(text)s”"),
    "delete": gettext_lazy("took a note away: “%(text)s”"),
}


@dataclass(frozen=True)
class Entry:
    """One step: who did it ("" for the machine), when, what it changed, whether it was undone.

    `undoes` another one; `again`: it does again what that one undid. `others` are how many quotes
    the same step changed beside this one.
    """

    who: str
    at: datetime
    undoes: bool
    undone: bool
    changes: tuple[Difference, ...]
    again: bool = False
    others: int = 0


@dataclass(frozen=True)
class _Told:
    """What is known beside the events: who, by context; and which steps undo which."""

    people: dict[UUID | None, str]
    undone: dict[UUID, UUID]
    counts: dict[UUID, int]

    def root(self, context: UUID | None) -> tuple[UUID | None, int]:
        """Answer what an undo, or its redo, is about in the end, and over how many of them."""
        turns = 0
        while context in self.undone:
            context, turns = self.undone[context], turns + 1
        return context, turns


def history_of(quote_id: int, *, user: User | AnonymousUser) -> list[Entry]:
    """Answer every step of a quote, oldest first; who works here is told to those who work here."""
    found = list(changes_of(quote_id))
    told = _told([change.context for change in found], show_people=may_see_undecided(user))
    names = _names([change.after for change in found], user=user)
    by_context = {change.context: change for change in found}
    told_by_rows = [_entry(change, told, names, by_context) for change in found]
    beside = (*_notes(quote_id, user), *_places(quote_id, user))
    return sorted([*told_by_rows, *beside], key=lambda entry: entry.at)


def _entry(
    change: Change, told: _Told, names: Names, by_context: dict[UUID | None, Change]
) -> Entry:
    root, turns = told.root(change.context)
    source = by_context.get(root, change) if turns else change
    found = tuple(differences(source.before, source.after, names))
    return Entry(
        who="" if _is_suggestion(change) else told.people.get(change.context, NOBODY),
        at=change.first.pgh_created_at,
        undoes=turns % 2 == 1,
        undone=change.context in told.undone.values(),
        changes=found,
        again=turns > 0 and turns % 2 == 0,
        others=max(0, told.counts.get(change.context, 1) - 1) if change.context else 0,
    )


def _notes(quote_id: int, user: User | AnonymousUser) -> list[Entry]:
    """Answer what was noted, as steps of their own: a note leaves the quote as it is."""
    if not may_see_undecided(user):
        return []
    events = apps.get_model("quotes", "NoteEvent")._default_manager
    rows = list(events.filter(quote_id=quote_id).order_by("pgh_id"))
    people = people_of(row.pgh_context_id for row in rows)
    return [
        Entry(
            who=people[of].shown_name if (of := row.pgh_context_id) in people else NOBODY,
            at=row.pgh_created_at,
            undoes=False,
            undone=False,
            changes=(Difference(NOTED[row.pgh_label] % {"text": row.text}),),
        )
        for row in rows
    ]


def _places(quote_id: int, user: User | AnonymousUser) -> list[Entry]:
    """Answer what people said of its family, as steps of their own: the quote stays as it is."""
    events = apps.get_model("quotes", "StatementPlaceEvent")._default_manager
    rows = list(events.filter(quote_id=quote_id).order_by("pgh_id"))
    contexts = [row.pgh_context_id for row in rows]
    told = _told(contexts, show_people=may_see_undecided(user))
    return [
        Entry(
            who=told.people.get(of := row.pgh_context_id, NOBODY),
            at=row.pgh_created_at,
            undoes=told.root(of)[1] % 2 == 1,
            undone=of in told.undone.values(),
            changes=(Difference(_placed(row)),),
            again=told.root(of)[1] > 0 and told.root(of)[1] % 2 == 0,
        )
        for row in rows
    ]


def _placed(row: Any) -> str:
    if row.pgh_label == "delete":
        return gettext("left what belongs to it to the words")
    if row.beside_id is None:
        return gettext("took it out of its family")
    return gettext("put it beside quote %(number)s") % {"number": row.beside_id}


def _is_suggestion(change: Change) -> bool:
    quote = change.after.quote
    return change.before.quote is None and quote is not None and quote.origin == "machine"


def _told(found: list[UUID | None], *, show_people: bool) -> _Told:
    contexts = [context for context in found if context]
    people = {
        context: person.shown_name if show_people else str(SOMEBODY)
        for context, person in people_of(contexts).items()
    }
    undone, counts = _steps(contexts)
    return _Told(people=people, undone=undone, counts=counts)


def _steps(contexts: list[UUID]) -> tuple[dict[UUID, UUID], dict[UUID, int]]:
    """Answer which context undoes which, and how many quotes each changed where it were several."""
    rows = Step.objects.filter(context__in=contexts).values_list(
        "context", "undoes__context", "detail__count"
    )
    known: list[Any] = list(rows)
    undone = {context: undoes for context, undoes, _ in known if undoes}
    return undone, {context: int(count) for context, _, count in known if count}


def _names(kept: list[State], *, user: User | AnonymousUser) -> Names:
    """Answer the names of all speakers, targets and parents there ever were in these states."""
    sources = [row for state in kept for row in state.attributions.values()]
    speakers = {pk for row in sources for pk in (row.speaker_id, row.organisation_id)}
    targets = {row.target_id for state in kept for row in state.stances.values()}
    parents = {state.quote.parent_id for state in kept if state.quote}
    return {
        **_last_names("speaker", speakers),
        **_last_names("target", targets),
        **_parents(parents, user=user),
    }


def _parents(ids: Iterable[int | None], *, user: User | AnonymousUser) -> Names:
    """Name the quotes around it that this person may see; to readers the others are not there."""
    known = {pk for pk in ids if pk}
    if not may_see_undecided(user):
        accepted = Quote.objects.filter(pk__in=known, status=Quote.Status.ACCEPTED)
        known = set(accepted.values_list("pk", flat=True))
    return {("quote", pk): gettext("quote %(number)s") % {"number": pk} for pk in known}


def _last_names(kind: str, ids: Iterable[int | None]) -> Names:
    """Read names from events: a speaker that an undone step had added is gone, its name is not."""
    events: Any = apps.get_model("quotes", f"{kind.title()}Event")
    theirs = events.objects.filter(pgh_obj_id__in=[pk for pk in ids if pk])
    newest = theirs.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {(kind, pk): name for pk, name in newest.values_list("pgh_obj_id", "name")}
