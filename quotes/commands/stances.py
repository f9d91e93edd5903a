"""Where a speaker stands: one position a target, none yet, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from quotes.commands.change import raise_version
from quotes.commands.explain import explained
from quotes.commands.refusals import Missing
from quotes.commands.stance_rows import check_position, target_of
from quotes.commands.steps import step
from quotes.commands.versions import lock_quote, refuse_if_changed
from quotes.models import Quote, Stance

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.commands.targets import TargetRef
    from quotes.commands.versions import Seen


def set_stance(
    quote_id: int,
    target: TargetRef,
    *,
    version: int | Seen,
    by: User | None,
    position: str | None,
    conditional: bool | None = False,
) -> Quote:
    """Say where the speaker of a quote stands on a target; `None`: nobody has judged yet.

    With `None` as `conditional` that stays as it is. Raises Missing, StaleVersion or Invalid.
    """
    check_position(position)
    with explained(), transaction.atomic():
        quote = lock_quote(quote_id, version, frozenset())
        with step("set_stance", article_id=quote.article_id, quote_id=quote_id, by=by):
            found = target_of(quote, target)
            refuse_if_changed(quote, version, frozenset({f"stance:{found.pk}"}))
            kept = {} if conditional is None else {"conditional": conditional}
            Stance.objects.update_or_create(
                quote=quote, target=found, defaults={"position": position, **kept}
            )
            raise_version(quote)
        return quote


def set_conditional(
    quote_id: int, target: TargetRef, *, version: int | Seen, by: User | None, conditional: bool
) -> Quote:
    """Say whether the speaker stands there only on a condition; the position stays.

    Raises Missing, StaleVersion or Invalid.
    """
    with explained(), transaction.atomic():
        quote = lock_quote(quote_id, version, frozenset())
        with step("set_stance", article_id=quote.article_id, quote_id=quote_id, by=by):
            found = target_of(quote, target)
            refuse_if_changed(quote, version, frozenset({f"stance:{found.pk}"}))
            Stance.objects.update_or_create(
                quote=quote, target=found, defaults={"conditional": conditional}
            )
            raise_version(quote)
        return quote


def add_target(quote_id: int, target: TargetRef, *, version: int | Seen, by: User | None) -> Stance:
    """Say that a quote is about a target; a position it takes already stays. Raises its version.

    Raises Missing, StaleVersion or Invalid.
    """
    with explained(), transaction.atomic():
        quote = lock_quote(quote_id, version, frozenset())
        with (
            transaction.atomic(),
            step("add_target", article_id=quote.article_id, quote_id=quote_id, by=by),
        ):
            stance, is_new = quote.stances.get_or_create(target=target_of(quote, target))
            if is_new:
                raise_version(quote)
            else:  # nothing happened, so there is no step to undo
                transaction.set_rollback(True)
        return stance


def remove_stance(quote_id: int, target_id: int, *, version: int | Seen, by: User | None) -> Quote:
    """Say that a quote is not about this target. Raises Missing or StaleVersion."""
    with explained(), transaction.atomic():
        quote = lock_quote(quote_id, version, frozenset({f"stance:{target_id}"}))
        one = Q(target=target_id) | Q(target__merged_into=target_id)
        stance = quote.stances.filter(one).first()
        if stance is None:
            raise Missing(
                "target",
                target_id,
                _("quote %(quote_id)s takes no stance on target %(target_id)s")
                % {"quote_id": quote_id, "target_id": target_id},
            )
        with step("remove_stance", article_id=quote.article_id, quote_id=quote_id, by=by):
            stance.delete()
            raise_version(quote)
        return quote
