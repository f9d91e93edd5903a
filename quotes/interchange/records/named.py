"""Speakers and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes.commands.loading import GivenRole, GivenSpeaker, GivenTarget
from quotes.interchange.records.articles import read_day
from quotes.interchange.records.refused import ItemRefused

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_speaker(record: Mapping[str, Any], home: str | None = None) -> GivenSpeaker:
    """Answer a speaker; `home` is the key of a text of the article of an unnamed source.

    Two records are two speakers, whatever their names. Raises ItemRefused.
    """
    article = record.get("article")
    return GivenSpeaker(
        key=str(record["key"]),
        name=record["name"],
        kind=record.get("kind", "person"),
        names=tuple(record.get("names", ())),
        attributes=record.get("attributes", {}),
        part_of=_key(record.get("part_of")),
        article=home if article is not None else None,
        apart=article is None,
        wikidata_id=record.get("wikidata_id"),
        merged_into=_key(record.get("merged_into")),
        roles=tuple(_role(number, role) for number, role in enumerate(record.get("roles", ()))),
    )


def read_target(record: Mapping[str, Any]) -> GivenTarget:
    """Answer a target."""
    return GivenTarget(
        key=str(record["key"]),
        name=record["name"],
        kind=record.get("kind", "issue"),
        attributes=record.get("attributes", {}),
        part_of=_key(record.get("part_of")),
        speaker=_key(record.get("speaker")),
        merged_into=_key(record.get("merged_into")),
    )


def _role(number: int, role: Mapping[str, Any]) -> GivenRole:
    since = read_day(f"/roles/{number}/since", role.get("since"))
    until = read_day(f"/roles/{number}/until", role.get("until"))
    if since and until and until < since:
        raise ItemRefused(_("/roles/%(number)s: ends before it begins") % {"number": number})
    return GivenRole(
        role=role["role"],
        organisation=_key(role.get("organisation")),
        since=since,
        until=until,
    )


def _key(key: int | str | None) -> str | None:
    return None if key is None else str(key)
