"""Changes of others that met one's own, in words: whose, of what, and to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.models import Speaker, Target
from quotes.queries.labels import worded
from quotes.queries.parts import differing, since
from quotes.queries.people import people_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from accounts.models import User
    from quotes.queries.states import Change, Row, State

NAMES = {
    "content": gettext_lazy("content"),
    "cue": gettext_lazy("cue"),
    "kind": gettext_lazy("kind"),
    "act": gettext_lazy("act"),
    "status": gettext_lazy("decision"),
    "unsure": gettext_lazy("mark “unsure”"),
    "parent": gettext_lazy("quote around it"),
    "occasion": gettext_lazy("occasion"),
    "addressee": gettext_lazy("addressee"),
    "relays": gettext_lazy("relays"),
    "stances_done": gettext_lazy("mark “looked at all stances”"),
    "speaker": gettext_lazy("speaker"),
    "mention": gettext_lazy("words that name the source"),
    "organisation": gettext_lazy("organisation"),
    "sourcing": gettext_lazy("sourcing"),
    "external_id": gettext_lazy("external id"),
}


@dataclass(frozen=True)
class Beside:
    """What others changed of a quote while somebody changed another part; all of it stands."""

    who: str
    theirs: str
    mine: str


def part_name(part: str) -> str:
    """Answer what a part is called: "cue", "stance on Ferry fares"."""
    name, _colon, rest = part.partition(":")
    if name == "stance":
        target = Target.objects.filter(pk=rest or 0).first()
        return _("stance on %(target)s") % {"target": target or _("a target")}
    return str(NAMES[name])


def who_did(change: Change, *, user: User) -> str:
    """Answer who took a step, "" where it was this person in another window."""
    return _names_of([change.context], user=user).get(change.context, _("Somebody"))


def _names_of(contexts: Iterable[UUID | None], *, user: User) -> dict[UUID | None, str]:
    """Answer who took the steps of these contexts, by context; "" is this person."""
    people = people_of(contexts)
    return {of: "" if one == user else one.shown_name for of, one in people.items()}


def value_of(state: State, part: str) -> str:
    """Answer what a part is in a state, in words."""
    name, _colon, rest = part.partition(":")
    if state.quote is None:
        return _("deleted")
    if name == "stance":
        rows = [row for row in state.stances.values() if str(row.target_id) == rest]
        return _stance(rows[0]) if rows else _("taken away")
    if name == "relays":
        rows = sorted(state.relays.values(), key=lambda row: row.position)
        return ", ".join(row.name for row in rows) or _("none")
    if rest:
        rows = [row for row in state.attributions.values() if str(row.position) == rest]
        return _of_source(rows[0], name) if rows else _("taken away")
    return _of_quote(state.quote, name) or _("none")


def beside(quote_id: int, version: int, *, user: User) -> Beside | None:
    """Answer what others changed since `version`, where this person has just changed it, too."""
    changes = since(quote_id, version).changes
    people = _names_of([each.context for each in changes], user=user)
    own = [each for each in changes if people.get(each.context) == ""]
    mine = own[-1] if own else None
    others = [each for each in changes if each is not mine]
    if mine is None or not others:
        return None
    return Beside(
        who=", ".join(dict.fromkeys(people.get(each.context, _("Somebody")) for each in others)),
        theirs=_listed(others),
        mine=_listed([mine]),
    )


def _listed(changes: list[Change]) -> str:
    """Answer the parts that steps changed; how a source is named follows from the speaker."""
    parts = dict.fromkeys(
        part for each in changes for part in sorted(differing(each.before, each.after))
    )
    follows = {part.replace("speaker:", "sourcing:") for part in parts if "speaker:" in part}
    return ", ".join(part_name(part) for part in parts if part not in follows)


def _stance(row: Row) -> str:
    position = worded(row.position or "", "position") or _("about it, no position yet")
    return _("%(position)s, conditional") % {"position": position} if row.conditional else position


def _of_quote(row: Row, name: str) -> str:
    if name in {"content", "cue"}:
        return " … ".join(getattr(row, f"{name}_words") or ())
    if name == "occasion":
        known = (row.said_on, row.place, worded(row.channel, "channel"), row.said_in)
        return ", ".join(str(each) for each in known if each)
    if name == "parent":
        return _("quote %(id)s") % {"id": row.parent_id} if row.parent_id else ""
    value = getattr(row, name)
    if value is None:
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return worded(str(value), name)


def _of_source(row: Row, name: str) -> str:
    if name == "mention":
        return " … ".join(row.mention_words or ()) or _("none")
    if name == "sourcing":
        return worded(row.sourcing, "sourcing")
    known = row.speaker_id if name == "speaker" else row.organisation_id
    speaker = Speaker.objects.filter(pk=known).first() if known else None
    return str(speaker or (row.proposed_name if name == "speaker" else "") or _("nobody yet"))
