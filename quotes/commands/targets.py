"""Targets that are added, and those meant by an id or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Value
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.names import clean_attributes, clean_name, one_at_a_time
from quotes.commands.refusals import AlreadyKnown, Missing
from quotes.commands.speakers import find_or_add_speaker
from quotes.commands.steps import recorded
from quotes.models import Target
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User
    from quotes.commands.speakers import SpeakerRef
    from quotes.models import Speaker

TargetRef = int | str
"""A target by id, or by name: a name not known yet creates it."""


def create_target(
    name: str,
    *,
    kind: str = "issue",
    part_of: TargetRef | None = None,
    speaker: SpeakerRef | None = None,
    attributes: Mapping[str, str] | None = None,
    or_known: bool = True,
    by: User | None,
) -> Target:
    """Add a target, or answer the one of this name; one of kind speaker links its `speaker`.

    With `or_known` off one that is known is in the way. Raises AlreadyKnown, Invalid, Missing or
    Ambiguous.
    """
    with explained(), recorded("create_target", by=by):
        linked = None if speaker is None else find_or_add_speaker(speaker)
        if not or_known:
            _refuse_known(name, linked)
        return find_or_add_target(
            name,
            kind=kind,
            part_of=None if part_of is None else find_or_add_target(part_of),
            speaker=linked,
            attributes=clean_attributes(attributes or {}),
        )


def _refuse_known(name: str, speaker: Speaker | None) -> None:
    name = clean_name(name, "target")
    one_at_a_time("target", name)
    if known := _called(name):
        one = known.merged_into or known
        raise AlreadyKnown("name", name, [(one.pk, one.name)])
    refuse_linked(speaker)


def refuse_linked(speaker: Speaker | None, *, but: int | None = None) -> None:
    """Raise AlreadyKnown where another target than `but` stands for this speaker."""
    others = Target.objects.filter(speaker=speaker, merged_into=None)
    other = others.first() if speaker is not None else None
    if speaker is not None and other is not None and other.pk != but:
        raise AlreadyKnown("speaker", speaker.name, [(other.pk, other.name)])


def find_or_add_target(ref: TargetRef, *, kind: str = "issue", **links: Any) -> Target:
    """Answer the target meant; a new name becomes a new target, with these links.

    Raises Missing or Invalid.
    """
    if isinstance(ref, int):
        found = Target.objects.filter(pk=ref).first()
        if found is None:
            raise Missing("target", ref, _("there is no target %(ref)s") % {"ref": ref})
        return found.merged_into or found
    name = clean_name(ref, "target")
    one_at_a_time("target", name)
    found = _called(name)
    if found is None:
        return Target.objects.create(name=name, kind=kind, **links)
    return found.merged_into or found


def _called(name: str) -> Target | None:
    same = Target.objects.alias(folded=Fold("name")).filter(folded=Fold(Value(name)))
    return same.order_by(F("merged_into").asc(nulls_first=True), "pk").first()
