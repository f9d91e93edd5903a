"""Changes of one target: each checks and raises its version, and is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.names import clean_attributes, clean_name, one_at_a_time
from quotes.commands.refusals import Conflict, Invalid, Missing, StaleVersion
from quotes.commands.speakers import find_or_add_speaker
from quotes.commands.steps import step
from quotes.commands.targets import find_or_add_target, refuse_linked
from quotes.models import Target
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User
    from quotes.commands.speakers import SpeakerRef
    from quotes.commands.targets import TargetRef
    from quotes.models import Speaker


class TargetChanges(TypedDict, total=False):
    """What of a target is to change; what is left out stays."""

    name: str
    kind: str
    speaker: SpeakerRef | None
    part_of: TargetRef | None
    attributes: Mapping[str, str]


def change_target(
    target_id: int, *, version: int, by: User | None, changes: TargetChanges
) -> Target:
    """Change what `changes` names; one of kind speaker, and no other, names its `speaker`.

    Raises Missing, StaleVersion, Conflict, Ambiguous or Invalid.
    """
    with explained(), transaction.atomic():
        target = lock_target(target_id, version)
        if target.merged_into_id:
            message = _("%(name)s was merged; change what it became") % {"name": target.name}
            raise Conflict("target", target_id, message)
        with step(
            "change_target", article_id=None, quote_id=None, by=by, detail=about_target(target)
        ):
            if "name" in changes:
                target.name = _free_name(target, changes["name"])
            if "kind" in changes:
                target.kind = changes["kind"]
            if "speaker" in changes:
                target.speaker = _linked(target, changes["speaker"])
            if "part_of" in changes:
                target.part_of = _whole(target, changes["part_of"])
            if "attributes" in changes:
                target.attributes = clean_attributes(changes["attributes"])
            raise_target(target)
            target.save()
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


def about_target(target: Target) -> dict[str, object]:
    """Answer what a step keeps of the target it is about."""
    return {"target": target.pk, "name": target.name}


def _free_name(target: Target, given: str) -> str:
    name = clean_name(given, "target")
    known = Target.objects.alias(plain=Fold("name")).filter(plain=Fold(Value(name)))
    other = known.filter(merged_into=None).exclude(pk=target.pk).first()
    if other:
        message = _("another target is called “%(name)s”: perhaps they can be merged")
        raise Conflict("name", given, message % {"name": other.name})
    return name


def _linked(target: Target, ref: SpeakerRef | None) -> Speaker | None:
    if ref is None:
        return None
    speaker = find_or_add_speaker(ref)
    if speaker.article_id is not None:
        raise Invalid("speaker", speaker.pk, _("an unnamed source stays in its article"))
    refuse_linked(speaker, but=target.pk)
    return speaker


def _whole(target: Target, ref: TargetRef | None) -> Target | None:
    """Answer what the target is part of; nothing is part of a part of itself."""
    if ref is None:
        return None
    one_at_a_time("part_of", "of targets")  # two at once would each see no circle
    whole = find_or_add_target(ref)
    above: Target | None = whole
    while above is not None:
        if above.pk == target.pk:
            told = {"name": whole.name, "other": target.name}
            raise Invalid("part_of", whole.pk, _("%(name)s is part of %(other)s already") % told)
        above = above.part_of
    return whole


def raise_target(target: Target) -> None:
    """Count one more version; the caller stores it."""
    target.version += 1
    target.updated_at = timezone.now()
