"""Changes of one target, and two targets that prove to be one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.refusals import Conflict, Invalid, Missing, PositionsDiffer, StaleVersion
from quotes.commands.restore import give_back
from quotes.commands.speakers import clean_name, find_or_add_target, one_at_a_time
from quotes.commands.steps import step
from quotes.commands.undo import OWN_UNDO
from quotes.models import Quote, Stance, Step, Target, TargetMerge
from quotes.models.speakers import Fold
from quotes.queries.one_target import stances_on_both
from quotes.queries.touched import touched_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accounts.models import User
    from quotes.commands.speakers import TargetRef

KEEPS = ("newer", "into", "merged")
"""Which position stands where a quote takes one on each of two targets that become one."""


class TargetChanges(TypedDict, total=False):
    """What of a target is to change; what is left out stays."""

    name: str
    kind: str
    part_of: TargetRef | None


def change_target(
    target_id: int, *, version: int, by: User | None, changes: TargetChanges
) -> Target:
    """Change what `changes` names. Raises Missing, StaleVersion, Conflict or Invalid."""
    with explained(), transaction.atomic():
        target = lock_target(target_id, version)
        if target.merged_into_id:
            message = _("%(name)s was merged; change what it became") % {"name": target.name}
            raise Conflict("target", target_id, message)
        with step("change_target", article_id=None, quote_id=None, by=by, detail=_about(target)):
            if "name" in changes:
                target.name = _free_name(target, changes["name"])
            if "kind" in changes:
                target.kind = changes["kind"]
            if "part_of" in changes:
                target.part_of = _whole(target, changes["part_of"])
            _raise_version(target)
            target.save()
        return target


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
        about = {**_about(target), "into": whole.pk, "into_name": whole.name, "keep": keep}
        with _stepping("merge_targets", about, by=by, undoes=undoes):
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
        about = {**_about(target), "into": merge.into_id, "into_name": merge.into.name}
        with _stepping("unmerge_target", about, by=by, undoes=undoes):
            merge.ended_at = timezone.now()
            merge.save(update_fields=["ended_at"])
            _lead(target, _merged_below(target_id), to=None)
            _stances_come_back(merge)
        return target


def lock_target(target_id: int, version: int | None = None) -> Target:
    """Answer the target, locked until the transaction ends; raises Missing or StaleVersion."""
    target = Target.objects.select_for_update(of=("self",)).filter(pk=target_id).first()
    if target is None:
        message = _("there is no target %(target_id)s") % {"target_id": target_id}
        raise Missing("target", target_id, message)
    if version is not None and target.version != version:
        raise StaleVersion(sent=version, current=target.version)
    return target


def _about(target: Target) -> dict[str, object]:
    return {"target": target.pk, "name": target.name}


@contextmanager
def _stepping(
    command: str, about: dict[str, object], *, by: User | None, undoes: Step | None
) -> Iterator[Step]:
    with step(command, article_id=None, quote_id=None, by=by, undoes=undoes, detail=about) as taken:
        yield taken


def _wait_for_other_merges() -> None:
    """Let one merge be made or ended at a time: each changes, beside two, all that became one."""
    one_at_a_time("merge", "of targets")


def _both(target_id: int, into: int, *, version: int | None) -> tuple[Target, Target]:
    _wait_for_other_merges()
    led_to = Target.objects.filter(pk=into).values_list("merged_into", flat=True).first() or into
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


def _free_name(target: Target, given: str) -> str:
    name = clean_name(given, "target")
    known = Target.objects.alias(plain=Fold("name")).filter(plain=Fold(Value(name)))
    other = known.filter(merged_into=None).exclude(pk=target.pk).first()
    if other:
        message = _("another target is called “%(name)s”: perhaps they can be merged")
        raise Conflict("name", given, message % {"name": other.name})
    return name


def _whole(target: Target, ref: TargetRef | None) -> Target | None:
    """Answer what the target is part of; nothing is part of a part of itself."""
    if ref is None:
        return None
    whole = find_or_add_target(ref)
    above: Target | None = whole
    while above is not None:
        if above.pk == target.pk:
            told = {"name": whole.name, "other": target.name}
            raise Invalid("part_of", whole.pk, _("%(name)s is part of %(other)s already") % told)
        above = above.part_of
    return whole


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


def _raise_version(target: Target) -> None:
    target.version += 1
    target.updated_at = timezone.now()


def _lead(target: Target, others: list[int], *, to: Target | None) -> None:
    """Let a target, and those merged into it, lead to another or to the target again."""
    below = Target.objects.filter(pk__in=others)
    if to is not None:
        below.update(merged_into=to, updated_at=Now())
    target.merged_into = to
    _raise_version(target)
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
