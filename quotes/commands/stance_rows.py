"""Where a speaker stands: rows beside a quote, changed only inside a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.commands.new_rows import insert_rows
from quotes.commands.refusals import Invalid
from quotes.commands.targets import TargetRef, find_or_add_target
from quotes.models import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.commands.inputs import StanceInput
    from quotes.commands.known import Known
    from quotes.models import Quote, Target


def add_stances(quote: Quote, inputs: Sequence[StanceInput], *, known: Known) -> None:
    """Give a new quote, which has none yet, its stances.

    Raises Missing or Invalid, also where two of them are on one target.
    """
    rows: dict[int, Stance] = {}
    for given in inputs:
        check_position(given.position)
        target = known.target(given.target)
        if target.pk in rows:
            raise _twice(given, target)
        rows[target.pk] = Stance(
            quote=quote, target=target, position=given.position, conditional=given.conditional
        )
    insert_rows([*rows.values()])


def set_stances(quote: Quote, inputs: Sequence[StanceInput]) -> None:
    """Make the stances of a quote these; one on a target that stays keeps its row.

    Raises Missing or Invalid, also where two of them are on one target.
    """
    rows = {row.target_id: row for row in quote.stances.all()}
    for given in inputs:
        check_position(given.position)
        target = target_of(quote, given.target)
        if target.pk not in rows and quote.stances.filter(target=target).exists():
            raise _twice(given, target)
        row = rows.pop(target.pk, None) or Stance(quote=quote, target=target)
        row.position, row.conditional = given.position, given.conditional
        row.save()
    quote.stances.filter(target__in=rows).delete()


def _twice(given: StanceInput, target: Target) -> Invalid:
    message = _("two of the stances are on %(target)s: one target, one position")
    return Invalid("target", given.target, message % {"target": target.name})


def check_position(position: str | None) -> None:
    """Refuse what is no position. Raises Invalid."""
    if position is not None and position not in Stance.Position.values:
        known = ", ".join(Stance.Position.values)
        message = _("“%(position)s” is no position; use one of %(known)s")
        raise Invalid("position", position, message % {"position": position, "known": known})


def target_of(quote: Quote, ref: TargetRef) -> Target:
    """Answer the target meant: that of the quote's stance where it was merged since, else it."""
    found = find_or_add_target(ref)
    merged = quote.stances.filter(target__merged_into=found).select_related("target").first()
    return merged.target if merged else found
