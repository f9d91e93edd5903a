"""Where a speaker stands: rows beside a quote, changed only inside a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.commands.refusals import Invalid
from quotes.commands.targets import TargetRef, find_or_add_target
from quotes.models import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.commands.inputs import StanceInput
    from quotes.models import Quote, Target


def set_stances(quote: Quote, inputs: Sequence[StanceInput]) -> None:
    """Make the stances of a quote these; one on a target that stays keeps its row.

    Raises Missing or Invalid, also where two of them are on one target.
    """
    rows = {row.target_id: row for row in quote.stances.all()}
    for given in inputs:
        check_position(given.position)
        target = target_of(quote, given.target)
        if target.pk not in rows and quote.stances.filter(target=target).exists():
            message = _("two of the stances are on %(target)s: one target, one position")
            raise Invalid("target", given.target, message % {"target": target.name})
        row = rows.pop(target.pk, None) or Stance(quote=quote, target=target)
        row.position, row.conditional = given.position, given.conditional
        row.save()
    quote.stances.filter(target__in=rows).delete()


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
