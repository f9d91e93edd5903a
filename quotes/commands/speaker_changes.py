"""Changes of one speaker: each is one command, checks and raises the version, and is recorded."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.names import (
    clean_attributes,
    clean_name,
    clean_wikidata_id,
    one_at_a_time,
)
from quotes.commands.refusals import Conflict, Invalid, Missing, StaleVersion
from quotes.commands.speaker_parts import fill_role, go_by, set_names, set_roles
from quotes.commands.speakers import find_or_add_speaker
from quotes.commands.steps import step
from quotes.models import Speaker, SpeakerRole
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from accounts.models import User
    from quotes.commands.speakers import RoleInput, SpeakerRef


class SpeakerChanges(TypedDict, total=False):
    """What of a speaker is to change; what is left out stays."""

    name: str
    kind: str
    part_of: SpeakerRef | None
    wikidata_id: str | None
    attributes: Mapping[str, str]
    names: Sequence[str]
    roles: Sequence[RoleInput]


def change_speaker(
    speaker_id: int, *, version: int, by: User | None, changes: SpeakerChanges
) -> Speaker:
    """Change what `changes` names; a new name joins the names the speaker goes by.

    `names` and `roles` are all there are to be: those left out are taken away. Raises Missing,
    StaleVersion, Conflict, Ambiguous or Invalid.
    """
    with changing(speaker_id, version=version, by=by, command="change_speaker") as speaker:
        if "name" in changes:
            speaker.name = clean_name(changes["name"], "speaker")
            go_by(speaker, speaker.name)
        if "kind" in changes:
            speaker.kind = _kind(changes["kind"])
        if "part_of" in changes:
            speaker.part_of = _whole(speaker, changes["part_of"])
        if "wikidata_id" in changes:
            speaker.wikidata_id = _wikidata_id(speaker, changes["wikidata_id"])
        if "attributes" in changes:
            speaker.attributes = clean_attributes(changes["attributes"])
        if "names" in changes:
            set_names(speaker, changes["names"])
        if "roles" in changes:
            set_roles(speaker, changes["roles"])
        return speaker


def add_speaker_name(speaker_id: int, name: str, *, version: int, by: User | None) -> Speaker:
    """Let a speaker go by another name, too.

    Raises Missing, StaleVersion, Conflict or Invalid.
    """
    with changing(speaker_id, version=version, by=by, command="add_speaker_name") as speaker:
        cleaned = clean_name(name, "name")
        if not go_by(speaker, cleaned):
            raise Conflict(
                "name",
                name,
                _("%(name)s goes by “%(another)s” already")
                % {"name": speaker.name, "another": cleaned},
            )
        return speaker


def remove_speaker_name(speaker_id: int, name_id: int, *, version: int, by: User | None) -> Speaker:
    """Take a name away that is not the one shown. Raises Missing, StaleVersion or Conflict."""
    with changing(speaker_id, version=version, by=by, command="remove_speaker_name") as speaker:
        row = speaker.names.filter(pk=name_id).first()
        if row is None:
            raise Missing("name", name_id, _("this name is gone already"))
        if speaker.names.filter(pk=name_id, folded=Fold(Value(speaker.name))).exists():
            message = _("this is the name that is shown: let another be shown first")
            raise Conflict("name", row.name, message)
        row.delete()
        return speaker


def add_role(speaker_id: int, role: RoleInput, *, version: int, by: User | None) -> Speaker:
    """Say what a speaker is or was, where, and from when to when as far as known.

    Raises Missing, StaleVersion, Conflict, Ambiguous or Invalid.
    """
    with changing(speaker_id, version=version, by=by, command="add_role") as speaker:
        fill_role(SpeakerRole(speaker=speaker), role)
        return speaker


def change_role(
    speaker_id: int, role_id: int, role: RoleInput, *, version: int, by: User | None
) -> Speaker:
    """Make a role this one. Raises Missing, StaleVersion, Conflict, Ambiguous or Invalid."""
    with changing(speaker_id, version=version, by=by, command="change_role") as speaker:
        fill_role(_role(speaker, role_id), role)
        return speaker


def remove_role(speaker_id: int, role_id: int, *, version: int, by: User | None) -> Speaker:
    """Say that a speaker never was this. Raises Missing, StaleVersion or Conflict."""
    with changing(speaker_id, version=version, by=by, command="remove_role") as speaker:
        _role(speaker, role_id).delete()
        return speaker


@contextmanager
def changing(speaker_id: int, *, version: int, by: User | None, command: str) -> Iterator[Speaker]:
    """Lock a speaker, let the block change it, and store it with a higher version."""
    with explained(), transaction.atomic():
        speaker = lock_speaker(speaker_id, version)
        if speaker.merged_into_id:
            message = _("%(name)s was merged; change whom they became") % {"name": speaker.name}
            raise Conflict("speaker", speaker_id, message)
        with step(command, article_id=None, quote_id=None, by=by, detail=about_speaker(speaker)):
            yield speaker
            speaker.version += 1
            speaker.updated_at = timezone.now()
            speaker.save()


def about_speaker(speaker: Speaker) -> dict[str, object]:
    """Answer what a step keeps of the speaker it is about."""
    return {"speaker": speaker.pk, "name": speaker.name}


def lock_speaker(speaker_id: int, version: int | None) -> Speaker:
    """Answer the speaker, locked until the transaction ends; raises Missing or StaleVersion."""
    speaker = Speaker.objects.select_for_update(of=("self",)).filter(pk=speaker_id).first()
    if speaker is None:
        raise Missing(
            "speaker",
            speaker_id,
            _("there is no speaker %(speaker_id)s") % {"speaker_id": speaker_id},
        )
    if version is not None and speaker.version != version:
        raise StaleVersion(sent=version, current=speaker.version)
    return speaker


def _kind(kind: str) -> str:
    if kind not in Speaker.Kind.values:
        known = ", ".join(Speaker.Kind.values)
        raise Invalid(
            "kind",
            kind,
            _("“%(kind)s” is no kind of speaker; use one of %(known)s")
            % {"kind": kind, "known": known},
        )
    return kind


def _whole(speaker: Speaker, ref: SpeakerRef | None) -> Speaker | None:
    """Answer what the speaker is part of; nothing is part of a part of itself."""
    if ref is None:
        return None
    one_at_a_time("part_of", "of speakers")  # two at once would each see no circle
    whole = find_or_add_speaker(ref, kind="organisation")
    above: Speaker | None = whole
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        if above.pk == speaker.pk:
            message = _("%(name)s is part of %(other)s already") % {
                "name": whole.name,
                "other": speaker.name,
            }
            raise Invalid("part_of", whole.pk, message)
        seen.add(above.pk)
        above = above.part_of
    if whole.article_id is not None:
        raise Invalid("part_of", whole.pk, _("an unnamed source stays in its article"))
    return whole


def _wikidata_id(speaker: Speaker, given: str | None) -> str | None:
    wanted = clean_wikidata_id(given)
    other = Speaker.objects.filter(wikidata_id=wanted).exclude(pk=speaker.pk).first()
    if wanted and other:
        message = _("%(wanted)s is the id of %(name)s: perhaps they are one, and can be merged") % {
            "wanted": wanted,
            "name": other.name,
        }
        raise Conflict("wikidata_id", wanted, message)
    return wanted


def _role(speaker: Speaker, role_id: int) -> SpeakerRole:
    role = speaker.roles.filter(pk=role_id).first()
    if role is None:
        raise Missing("role", role_id, _("this role is gone already"))
    return role
