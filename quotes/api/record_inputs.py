"""From bodies about speakers, targets and articles to what the commands take."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.utils import timezone

from articles.drafts import read_published_at
from quotes.api.inputs import Body, ref_of
from quotes.api.protocol.problems import Fault, wrong_body
from quotes.commands import ArticleChanges, RoleInput, SpeakerChanges, TargetChanges

REFS = {"part_of", "speaker", "outlet"}
"""Members that say by an id or a name whom or what they mean."""


def read_speaker(body: Body) -> SpeakerChanges:
    """Answer what of a speaker a body gives; what it leaves out is left out."""
    changes = _read(body)
    if "roles" in body:
        changes["roles"] = [_role(place, role) for place, role in enumerate(body["roles"])]
    return cast("SpeakerChanges", changes)


def read_target(body: Body) -> TargetChanges:
    """Answer what of a target a body gives; what it leaves out is left out."""
    return cast("TargetChanges", _read(body))


def read_article(body: Body) -> ArticleChanges:
    """Answer what of an article a body gives; null is what is empty. Raises DraftRefused."""
    changes: Body = {key: "" if value is None else value for key, value in _read(body).items()}
    if "outlet" in body:
        changes["outlet"] = ref_of(body["outlet"])
    if "published_at" in body:
        tz = timezone.get_current_timezone()
        changes["published_at"] = read_published_at(changes["published_at"], tz=tz)
    return cast("ArticleChanges", changes)


def _read(body: Body) -> Body:
    return {key: ref_of(value) if key in REFS else value for key, value in body.items()}


def _role(place: int, given: Body) -> RoleInput:
    return RoleInput(
        role=given["role"],
        organisation=ref_of(given.get("organisation")),
        since=_day(place, "since", given.get("since")),
        until=_day(place, "until", given.get("until")),
        id=given.get("id"),
    )


def _day(place: int, name: str, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value if len(value) == len("2031-10-29") else "")
    except ValueError as error:
        detail = f"“{value}” is no day of the calendar; write 2031-10-29"
        fault = Fault(pointer=f"/roles/{place}/{name}", value=value, code="invalid", detail=detail)
        raise wrong_body([fault]) from error
