"""The same part of a quote twice: what was sent is kept, and one of the two is chosen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.models import Speaker, Target
from quotes.queries import clashes
from quotes.queries.labels import worded

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from accounts.models import User
    from quotes import commands

ANEW = frozenset({"csrfmiddlewaretoken", "deed", "version", "was", "shown", "keep"})
"""What a form that is sent again gets anew from the page."""
DEEDS = {
    "accept": gettext_lazy("Accept it"),
    "reject": gettext_lazy("Reject it"),
    "delete": gettext_lazy("Delete it"),
    "remove": gettext_lazy("Take it away"),
    "away": gettext_lazy("Take it away"),
    "clear": gettext_lazy("Take it away"),
    "join": gettext_lazy("Join the parts"),
    "split": gettext_lazy("Split it at the quotation marks"),
}
"""By the address of a form, or by the button of it that was pressed."""
NAMED: dict[str, type[models.Model]] = {
    "speaker": Speaker,
    "organisation": Speaker,
    "target": Target,
}


@dataclass(frozen=True)
class Clash:
    """Two changes of one part: `fields` and `action` send one's own again, `who` "": oneself."""

    who: str
    at: datetime
    part: str
    mine: str
    theirs: str
    action: str
    fields: tuple[tuple[str, str], ...]


def clash_of(request: HttpRequest, refused: commands.PartConflict) -> Clash:
    """Answer what was sent beside what somebody else saved, newly to be decided on."""
    return Clash(
        who=clashes.who_did(refused.change, user=cast("User", request.user)),
        at=refused.change.first.pgh_created_at,
        part=clashes.part_name(refused.part),
        mine=sent_in_words(request),
        theirs=clashes.value_of(refused.change.after, refused.part),
        action=request.path,
        fields=tuple(
            (name, value)
            for name, values in request.POST.lists()
            if name not in ANEW
            for value in values
        ),
    )


def sent_in_words(request: HttpRequest) -> str:
    """Answer what a form asks for, in words a person knows it by."""
    sent, what = request.POST, request.path.rstrip("/").rpartition("/")[2]
    if asked := DEEDS.get(what) or next((DEEDS[each] for each in DEEDS if each in sent), None):
        return str(asked)
    if what == "stances":
        position = worded(sent.get("position", ""), "position") or _("about it, no position yet")
        is_so = sent.get("conditional") != "1"
        return position if is_so else _("%(position)s, conditional") % {"position": position}
    for field in ("content", "spans"):
        if sent.get(field):
            return _exact(sent[field])
    for field, model in NAMED.items():
        if sent.get(field, "").isdigit():
            named = model._default_manager.filter(pk=sent[field]).first()
            return str(named or sent.get("q", ""))
    skipped = ANEW | {"position", "take"}
    asked_for = [worded(str(v), name) for name, v in sent.items() if name not in skipped and v]
    return ", ".join(asked_for) or _("none")


def _exact(sent: str) -> str:
    try:
        return " … ".join(part["exact"] for part in json.loads(sent))
    except (ValueError, TypeError, KeyError):
        return sent
