"""What a speaker goes by and was: the rows beside it, inside a command that has locked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Value
from django.utils.translation import gettext as _

from quotes.commands.names import clean_name
from quotes.commands.refusals import Invalid, Missing
from quotes.commands.speakers import find_or_add_speaker
from quotes.models import Speaker, SpeakerName, SpeakerRole
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotes.commands.speakers import RoleInput

MOST_NAMES = MOST_ROLES = 200


def go_by(speaker: Speaker, name: str) -> bool:
    """Add a name; where it differs from a known one by case or accents alone, that is spelt so."""
    known = speaker.names.filter(folded=Fold(Value(name))).first()
    if known is None:
        SpeakerName.objects.create(speaker=speaker, name=name)
        return True
    if known.name == name:
        return False
    known.name = name
    known.save(update_fields=["name"])
    return True


def set_names(speaker: Speaker, given: Sequence[str]) -> None:
    """Let a speaker go by these names and no others; the one that is shown has to be among them.

    Raises Invalid.
    """
    wanted = list(dict.fromkeys(clean_name(each, "name") for each in given))
    if speaker.name not in wanted:
        message = _("“%(name)s” is the name that is shown: leave it, or let another be shown")
        raise Invalid("names", list(given), message % {"name": speaker.name})
    if len(wanted) > MOST_NAMES:
        message = _("a speaker has at most %(most)s names") % {"most": MOST_NAMES}
        raise Invalid("names", None, message)
    speaker.names.exclude(name__in=wanted).delete()
    there = set(speaker.names.values_list("name", flat=True))
    for name in wanted:
        if name not in there:
            SpeakerName.objects.create(speaker=speaker, name=name)


def set_roles(speaker: Speaker, given: Sequence[RoleInput]) -> None:
    """Let a speaker have these roles and no others; one with an id is that role, changed to this.

    Raises Missing, Ambiguous or Invalid.
    """
    if len(given) > MOST_ROLES:
        message = _("a speaker has at most %(most)s roles") % {"most": MOST_ROLES}
        raise Invalid("roles", None, message)
    there = {role.pk: role for role in speaker.roles.all()}
    kept = {role.id for role in given if role.id is not None}
    for role_id in sorted(kept - there.keys()):
        raise Missing("roles", role_id, _("there is no role %(id)s here") % {"id": role_id})
    SpeakerRole.objects.filter(pk__in=there.keys() - kept).delete()
    for role in given:
        row = there[role.id] if role.id is not None else SpeakerRole(speaker=speaker)
        fill_role(row, role)


def fill_role(row: SpeakerRole, role: RoleInput) -> None:
    """Make a role this one and store it. Raises Missing, Ambiguous or Invalid."""
    at = role.organisation
    row.role = clean_name(role.role, "role")
    row.organisation = None if at is None else find_or_add_speaker(at, kind="organisation")
    row.since, row.until = role.since, role.until
    row.save()
