"""Undo and redo: what a step touched becomes again what its events say it was.

A step can be undone by anybody, at any time, after others: as long as what it set is still as it
left it. A redo undoes an undo, and can be undone in turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.refusals import Conflict, Missing
from quotes.commands.restore import give_back
from quotes.commands.steps import step
from quotes.models import Quote, Step
from quotes.queries.in_the_way import InTheWay, added_since, meet, who_changed
from quotes.queries.touched import Touched, hangs_on_quote, recorded, touched_by
from quotes.queries.wording import root_command, who_did_what

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models
    from django.db.models import QuerySet

    from accounts.models import User
    from quotes.queries.in_the_way import Meeting

    Meetings = list[tuple[type[models.Model], Meeting]]

OWN_UNDO: dict[str, Callable[..., Any]] = {}
"""Commands that take back the steps of others, by the name of these: `unmerge(step, by=)`."""


class ChangedSince(Conflict):
    """Later steps changed what this one had set; `standing` says of which quotes, and by whom.

    `others`: how many quotes could be undone without those.
    """

    def __init__(self, undone: Step, standing: list[InTheWay], *, others: int) -> None:
        first = next((each.step for each in standing if each.step), None)
        quotes = len({each.quote_id for each in standing})
        what = _("one of its quotes was changed since") if others else _("this was changed since")
        if quotes > 1:
            what = _("%(count)s of its quotes were changed since") % {"count": quotes}
        who = f": {who_did_what(first)}" if first else ""
        told = {"what": what, "who": who}
        message = _("%(what)s%(who)s; undo the later step first, or change it by hand") % told
        super().__init__("undo", undone.pk, message)
        self.undone, self.standing, self.others = undone, standing, others


class NothingToUndo(Conflict):
    """This person took no step in the article that stands, or undid none that was the last."""


def undo_last_step(article_id: int, *, by: User) -> Step:
    """Undo the newest step of this person in this article that stands, and answer it.

    Raises ChangedSince, or NothingToUndo where there is none.
    """
    standing = _latest(article_id, by).exclude(command="undo")
    return _undo_first(
        standing, article_id, by=by, nothing=_("there is nothing of yours to undo in this article")
    )


def redo_last_step(article_id: int, *, by: User) -> Step:
    """Do again what this person undid last in this article, and answer the undo taken back.

    A step taken since ends that. Raises ChangedSince, or NothingToUndo where there is none.
    """
    taken = Step.objects.filter(article_id=article_id, by=by, undoes=None).order_by("-id")
    newest = taken.values_list("id", flat=True).first() or 0
    undone = _latest(article_id, by).filter(command="undo", id__gt=newest)
    return _undo_first(
        undone, article_id, by=by, nothing=_("there is nothing of yours to redo in this article")
    )


def undo_step(step_id: int, *, by: User, rest: bool = False) -> Step:
    """Undo a step, or redo it where it is an undo; with `rest` only what nobody changed since.

    Answers the step taken back. Raises Missing, ChangedSince or Conflict.
    """
    with explained(), transaction.atomic():
        found = Step.objects.select_for_update(of=("self",)).filter(pk=step_id).first()
        if found is None:
            raise Missing("step", step_id, _("there is no step %(step_id)s") % {"step_id": step_id})
        again = Step.objects.filter(undoes=found).select_related("by").first()
        if again is not None:
            told = {"what": who_did_what(again)}
            raise Conflict("undo", step_id, _("this is undone already: %(what)s") % told)
        _undo(found, by=by, rest=rest)
        return found


def _latest(article_id: int, by: User) -> QuerySet[Step]:
    """Answer the steps of a person in an article that nobody has taken back, newest first."""
    steps = Step.objects.select_for_update(of=("self",)).order_by("-id")
    return steps.filter(article_id=article_id, by=by, undone_by=None)


def _undo_first(steps: QuerySet[Step], article_id: int, *, by: User, nothing: str) -> Step:
    with explained(), transaction.atomic():
        found = steps.first()
        if found is None:
            raise NothingToUndo("undo", article_id, nothing)
        _undo(found, by=by)
        return found


def _undo(found: Step, *, by: User, rest: bool = False) -> None:
    if own := OWN_UNDO.get(root_command(found)):
        own(found, by=by)
        return
    _lock_quotes(found)
    rows = touched_by(found.context)
    rows, meetings, standing = _sorted_out(rows)
    left = {each.quote_id for each in standing}
    others = {row.quote for row in rows if row.quote} - left
    if standing and not (rest and others):
        raise ChangedSince(found, standing, others=len(others))
    detail = {**found.detail, "of": root_command(found)}
    if "count" in detail:
        detail["count"] = len(others)
    if left:
        detail["left"] = sorted(each for each in left if each)
    with step(
        "redo" if found.command == "undo" else "undo",
        article_id=found.article_id,
        quote_id=found.quote_id,
        by=by,
        undoes=found,
        detail=detail,
    ):
        give_back(
            [row for row in rows if row.is_as_left and row.quote not in left],
            [(model, each) for model, each in meetings if each.row.quote not in left],
        )


def _lock_quotes(found: Step) -> None:
    """Hold the quotes a step touched until this transaction ends, always in the same order."""
    events = Quote._meta.apps.get_model("quotes", "QuoteEvent")._default_manager
    touched = events.filter(pgh_context_id=found.context).values("pgh_obj_id")
    quotes = Quote.objects.select_for_update(of=("self",)).filter(pk__in=touched)
    list(quotes.order_by("pk").values_list("pk"))


def _sorted_out(rows: list[Touched]) -> tuple[list[Touched], Meetings, list[InTheWay]]:
    """Tell what can simply be given back, what in part, and what others changed since."""
    meetings: Meetings = []
    for model in recorded():
        changed = [row for row in rows if row.model == model.__name__ and not row.is_as_left]
        on_the_way = model is not Quote and not hangs_on_quote(model)
        if on_the_way:  # a speaker added by the step and used on since stays
            gone = [row for row in changed if not row.was_there]
            rows = [row for row in rows if row not in gone]
            changed = [row for row in changed if row.was_there]
        meetings += [(model, each) for each in meet(model, changed)] if changed else []
    standing = [
        InTheWay(each.row.quote, who_changed(model, each))
        for model, each in meetings
        if each.give_back is None
    ]
    made = {row.pk for row in rows if row.model == "Quote" and row.is_there and not row.was_there}
    known = {each.quote_id for each in standing}
    return rows, meetings, [*standing, *added_since(made - known, rows)]
