"""Undo and redo on the article page: what a person did last in it is taken back, or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import annotating
from quotes import commands
from quotes.models import Quote
from quotes.queries.chains import Chains, chains_of
from quotes.queries.mentions import mention_of
from quotes.queries.steps import newest_standing
from quotes.queries.touched import quotes_touched
from quotes.queries.wording import deed_of, root_command
from quotes.views.annotate import Outcome, answer, sheet_or_404
from quotes.views.marking import STAYS_IN_PLACE, refuse
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest
    from quotes.models import Step
    from quotes.queries.annotation import Sheet


@require_POST
@annotating
def article_undo(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Take back the last step this person took in an article, and show its quote."""
    return _back(request, article_id, commands.undo_last_step, done=_("Undone"))


@require_POST
@annotating
def article_redo(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Do again what this person undid last in an article, and show its quote."""
    return _back(request, article_id, commands.redo_last_step, done=_("Done again"))


def _back(
    request: SignedInRequest, article_id: int, command: Callable[..., Step], *, done: str
) -> HttpResponse:
    was, undoes = number_in(request, "was"), command is commands.undo_last_step
    newest = newest_standing(article_id, by=request.user, is_undo=not undoes)
    before = _chains_before(newest, was)
    try:
        step = command(article_id, by=request.user)
    except commands.NothingToUndo as nothing:
        return _nothing(request, article_id, was, nothing.message)
    except commands.Refused as refused:
        return refuse(request, article_id, was, refused)
    sheet = _sheet_after(request, step)
    shown = step.quote_id if step.quote_id in sheet.by_id else was
    is_of_one = step.quote_id and "count" not in step.detail
    changed = {*([shown] if shown else []), *([] if is_of_one else quotes_touched([step.context]))}
    words = deed_of(step, _called(step, sheet))
    outcome = Outcome(
        changed=frozenset(changed),
        whole=root_command(step) not in STAYS_IN_PLACE,
        toast=f"{done}: {words}",
        was_undone=undoes,
        **(before if newest and newest.pk == step.pk else {"chains": Chains()}),
    )
    return answer(request, sheet, shown or 0, outcome)


def _nothing(request: HttpRequest, article_id: int, was: int, why: str) -> HttpResponse:
    """Say why nothing was done: no refusal, so that keys typed behind it go on."""
    sheet = sheet_or_404(request, article_id, quote_id=was, text=number_in(request, "shown"))
    return answer(request, sheet, was, Outcome(notice=f"{why[:1].upper()}{why[1:]}."))


def _chains_before(newest: Step | None, in_hand: int) -> dict[str, Any]:
    """Answer what an outcome says of the chains before: of many quotes all, else what one names."""
    if newest and newest.quote_id and root_command(newest) in STAYS_IN_PLACE:
        return {"mention": mention_of(newest.quote_id)}
    quote = Quote.objects.filter(pk=in_hand).only("text_version_id").first()
    return {"chains": chains_of(quote.text_version_id) if quote else None}


def _called(step: Step, sheet: Sheet) -> str:
    placed = sheet.by_id.get(step.quote_id or 0)
    return _("quote %(number)s") % {"number": placed.number} if placed and placed.number else ""


def _sheet_after(request: HttpRequest, undone: Step) -> Sheet:
    """Answer the text of the quote a step was undone of; where it is gone, the text in view."""
    article_id = undone.article_id or 0
    if undone.quote_id and Quote.objects.filter(pk=undone.quote_id).exists():
        return sheet_or_404(request, article_id, quote_id=undone.quote_id)
    was, shown = number_in(request, "was"), number_in(request, "shown")
    return sheet_or_404(request, article_id, quote_id=was, text=shown)
