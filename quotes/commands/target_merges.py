"""Two targets that prove to be one, and one that proves to be two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.names import one_at_a_time
from quotes.commands.refusals import Conflict, Invalid, Missing, PositionsDiffer
from quotes.commands.restore import give_back
from quotes.commands.steps import step
from quotes.commands.target_changes import about_target, lock_target, raise_target
from quotes.commands.undo import OWN_UNDO
from quotes.models import Quote, Stance, Step, Target, TargetMerge
from quotes.queries.target_merges import stances_on_both
from quotes.queries.touched import touched_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User

KEEPS = ("newer", "into", "merged")
"""Which position stands where a quote takes one on each of two targets that become one."""


def merge_targets(
    target_id: int,
    into: int,
    *,
    version: int | None,
    by: User | None,
    keep: str | None = None,
    undoes: Step | None = None,
) -> TargetMerge:
    """Say that a target is another one; stances on it are shown as on the other from now on.

    Where a quote takes both a stance on the one and on the other, `keep` says which stands:
    "newer", that on "into", or that on the "merged" one; without it, two that differ are refused.
    Raises Missing, StaleVersion, Conflict or Invalid.
    """
    if keep is not None and keep not in KEEPS:
        told = {"keep": keep, "names": ", ".join(KEEPS)}
        raise Invalid("keep", keep, _("“%(keep)s” is none of %(names)s") % told)
    with explained(), transaction.atomic():
        target, whole = _both(target_id, into, version=version)
        about = {**about_target(target), "into": whole.pk, "into_name": whole.name, "keep": keep}
        with step(
            "merge_targets", article_id=None, quote_id=None, by=by, undoes=undoes, detail=about
        ):
            _one_stance_a_quote(target, whole, keep=keep)
            merge = TargetMerge.objects.create(target=target, into=whole, by=by)
            _lead(target, [each.pk for each in target.merged.all()], to=whole)
        return merge


def unmerge_target(target_id: int, *, by: User | None, undoes: Step | None = None) -> Target:
    """Say that a merged target is another after all; a stance that gave way comes back.

    Raises Missing or Conflict.
    """
    with explained(), transaction.atomic():
        _wait_for_other_merges()
        whole = Target.objects.filter(pk=target_id).values_list("merged_into", flat=True).first()
        locked = {each: lock_target(each) for each in sorted({target_id, whole or target_id})}
        target = locked[target_id]
        merge = target.merges.filter(ended_at=None).select_related("into").first()
        if merge is None or target.merged_into_id != whole:
            message = _("%(name)s is merged with nothing") % {"name": target.name}
            raise Conflict("target", target_id, message)
        about = {**about_target(target), "into": merge.into_id, "into_name": merge.into.name}
        with step(
            "unmerge_target", article_id=None, quote_id=None, by=by, undoes=undoes, detail=about
        ):
            merge.ended_at = timezone.now()
            merge.save(update_fields=["ended_at"])
            _lead(target, _merged_below(target_id), to=None)
            _stances_come_back(merge)
        return target


def _wait_for_other_merges() -> None:
    """Let one merge be made or ended at a time: each changes, beside two, all that became one."""
    one_at_a_time("merge", "of targets")


def _both(target_id: int, into: int, *, version: int | None) -> tuple[Target, Target]:
    _wait_for_other_merges()
    known = Target.objects.filter(pk=into).values_list("merged_into", flat=True)
    if not known:
        raise Missing("into", into, _("there is no target %(into)s") % {"into": into})
    led_to = known[0] or into
    locked = {
        each: lock_target(each, version if each == target_id else None)
        for each in sorted({target_id, led_to})
    }
    target, whole = locked[target_id], locked[led_to]
    if target == whole:
        message = _("%(name)s cannot be merged into itself") % {"name": target.name}
        raise Conflict("into", into, message)
    if target.merged_into_id or whole.merged_into_id:
        raise Conflict("target", target_id, _("one of them is merged already: unmerge it first"))
    return target, whole


def _one_stance_a_quote(target: Target, whole: Target, *, keep: str | None) -> None:
    """Let one of two stances of a quote give way; its history, and the step, keep it."""
    both = stances_on_both(target, whole)
    differing = [each for each in both if each.differs]
    if differing and keep is None:
        raise PositionsDiffer(whole.pk, len(differing))
    gone = [each.giving_way(keep or "newer") for each in both]
    Stance.objects.filter(pk__in=gone).delete()
    _raise_quotes([each.quote_id for each in both])


def _stances_come_back(merge: TargetMerge) -> None:
    """Put back, where a quote still has none there, the stances that gave way to the merge."""
    events = merge._meta.apps.get_model("quotes", "TargetMergeEvent")._default_manager
    context = events.filter(pgh_obj_id=merge.pk).order_by("pgh_id").values("pgh_context_id")[:1]
    made_in = context.values_list("pgh_context_id", flat=True).first()
    lost = [row for row in touched_by(made_in) if row.model == "Stance"] if made_in else []
    quotes = {row.quote for row in lost if row.quote and row.was_there and not row.is_there}
    there = set(Quote.objects.filter(pk__in=quotes).values_list("pk", flat=True))
    back = [row for row in lost if row.was_there and not row.is_there and row.quote in there]
    give_back(back, [])
    _raise_quotes(sorted(there))


def _raise_quotes(ids: Sequence[int]) -> None:
    Quote.objects.filter(pk__in=ids).update(version=F("version") + 1, updated_at=Now())


def _lead(target: Target, others: list[int], *, to: Target | None) -> None:
    """Let a target, and those merged into it, lead to another or to the target again."""
    below = Target.objects.filter(pk__in=others)
    if to is not None:
        below.update(merged_into=to, updated_at=Now())
    target.merged_into = to
    raise_target(target)
    target.save()
    if to is None:
        below.update(merged_into=target, updated_at=Now())


def _merged_below(target_id: int) -> list[int]:
    found: list[int] = []
    level = [target_id]
    while level:
        merges = TargetMerge.objects.filter(into__in=level, ended_at=None)
        level = list(merges.values_list("target", flat=True))
        found += level
    return found


def _undo_merge(found: Step, *, by: User) -> None:
    unmerge_target(int(found.detail["target"]), by=by, undoes=found)


def _merge_again(found: Step, *, by: User) -> None:
    target, into = int(found.detail["target"]), int(found.detail["into"])
    merge_targets(target, into, version=None, by=by, keep="newer", undoes=found)


OWN_UNDO["merge_targets"] = _undo_merge
OWN_UNDO["unmerge_target"] = _merge_again
