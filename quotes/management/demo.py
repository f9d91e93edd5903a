"""The demo newsroom: its articles taken in, and their quotes decided as its editors would."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.commands import create_user
from accounts.models import Role
from accounts.queries import find_user
from articles.models import Article
from quotes import commands
from quotes.commands import RoleInput
from quotes.management.desk import DEMO, Desk
from quotes.models import Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User

    Given = Mapping[str, Any]

PEOPLE = {
    "admin": (Role.ADMIN, "Admin"),
    "rosa": (Role.ANNOTATOR, "Rosa Tindall"),
    "jon": (Role.REVIEWER, "Jon Aster"),
}


def read_room() -> dict[str, Any]:
    """Read what the newsroom is to hold."""
    room: dict[str, Any] = json.loads((DEMO / "newsroom.json").read_text(encoding="utf-8"))
    return room


@transaction.atomic
def load_newsroom() -> None:
    """Fill an empty newsroom, all of it or nothing; every row comes from a command."""
    room = read_room()
    people = {name: _person(name) for name in PEOPLE}
    rosa, jon = people["rosa"], people["jon"]
    speakers = _add_speakers(room["speakers"], by=jon)
    targets = _add_targets(room["targets"], speakers, by=jon)
    for number, given in enumerate(room["articles"]):
        editor = (rosa, jon)[number % 2]
        desk = Desk(speakers, targets, editor=editor, reviewer=jon)
        desk.work_through(given)
    _hand_out(rosa, jon)


def _hand_out(editor: User, reviewer: User) -> None:
    """Call done what is decided; the rest is shared between two, but for what nobody began."""
    begun: list[int] = []
    for article in Article.objects.order_by("sort_at", "id"):
        try:
            commands.finish_article(article.pk, by=reviewer)
        except commands.Undecided:
            begun += Step.objects.filter(article=article).values_list("article", flat=True)[:1]
    commands.give_articles(begun[-4:], to=editor, by=reviewer)
    commands.give_articles(begun[:-4], to=reviewer, by=reviewer)


def _person(name: str) -> User:
    role, display_name = PEOPLE[name]
    return find_user(name) or create_user(name=name, role=role, display_name=display_name)[0]


def _add_speakers(given: Sequence[Given], *, by: User) -> dict[str, int]:
    """Add the speakers, those that others name first; answer their ids by key."""
    ids: dict[str, int] = {}
    waiting = list(given)
    while waiting:
        ready = [one for one in waiting if _named_by(one) <= ids.keys()]
        for one in ready:
            part_of = one.get("part_of")
            ids[one["key"]] = commands.create_speaker(
                one["name"],
                kind=one["kind"],
                names=one["names"],
                roles=[_role(role, ids) for role in one["roles"]],
                part_of=ids[part_of] if part_of else None,
                attributes=one["attributes"],
                by=by,
            ).pk
        waiting = [one for one in waiting if one["key"] not in ids]
    return ids


def _named_by(speaker: Given) -> set[str]:
    keys = {speaker.get("part_of"), *(role.get("organisation_key") for role in speaker["roles"])}
    return keys - {None}


def _role(given: Given, ids: Mapping[str, int]) -> RoleInput:
    at, since, until = (given.get(name) for name in ("organisation_key", "from", "to"))
    return RoleInput(
        role=given["role"],
        organisation=ids[at] if at else None,
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )


def _add_targets(
    given: Sequence[Given], speakers: Mapping[str, int], *, by: User
) -> dict[str, int]:
    """Add the targets, a whole before its parts; answer their ids by key."""
    ids: dict[str, int] = {}
    for one in given:
        part_of, speaker = one.get("part_of"), one.get("speaker")
        ids[one["key"]] = commands.create_target(
            one["name"],
            kind=one["kind"],
            part_of=ids[part_of] if part_of else None,
            speaker=speakers[speaker] if speaker else None,
            by=by,
        ).pk
    return ids
