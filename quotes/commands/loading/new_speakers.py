"""Speakers of a file that nobody here knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.commands.names import clean_name
from quotes.models import Speaker, SpeakerMerge, SpeakerName, SpeakerRole
from quotes.queries.known_names import fold_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles.models import TextVersion
    from quotes.commands.loading.given import GivenSpeaker

TOGETHER = 1000
"""Rows of one statement."""


def add_speakers(
    new: Sequence[GivenSpeaker], texts: Mapping[str, TextVersion], meant: Mapping[str, int]
) -> dict[str, int]:
    """Add speakers with their names, roles and merges; of those that are one, the first.

    `meant` are those of the file who are here already. Raises Invalid.
    """
    folded = fold_names(each.name for each in new)
    one: dict[object, GivenSpeaker] = {}
    firsts = {
        each.key: one.setdefault(each.key if each.apart else _one(each, folded), each)
        for each in new
    }
    added = [*one.values()]
    rows = {
        each.key: Speaker(
            name=clean_name(each.name, "speaker"),
            kind=each.kind,
            attributes=dict(each.attributes),
            article_id=texts[each.article].article_id if each.article else None,
            wikidata_id=each.wikidata_id,
        )
        for each in added
    }
    # Whom others were merged into has to be there first.
    whole = [rows[each.key] for each in added if each.merged_into is None]
    Speaker.objects.bulk_create(whole, batch_size=TOGETHER)
    ids = {**meant, **{key: rows[first.key].pk for key, first in firsts.items()}}
    _add_merged([(each, rows[each.key]) for each in added if each.merged_into is not None], ids)
    ids |= {key: rows[first.key].pk for key, first in firsts.items()}
    _add_names(added, rows)
    _add_roles(added, ids)
    return {key: ids[key] for key in firsts}


def _one(speaker: GivenSpeaker, folded: Mapping[str, str]) -> tuple[object, ...]:
    """Answer what makes two one: an article has no two unnamed sources of one name."""
    kind = None if speaker.article else speaker.kind
    return kind, speaker.article, folded[speaker.name]


def _add_merged(added: Sequence[tuple[GivenSpeaker, Speaker]], ids: Mapping[str, int]) -> None:
    for each, row in added:
        row.merged_into_id = ids[each.merged_into or ""]
    Speaker.objects.bulk_create([row for _each, row in added], batch_size=TOGETHER)
    merges = [SpeakerMerge(speaker=row, into_id=row.merged_into_id or 0) for _each, row in added]
    SpeakerMerge.objects.bulk_create(merges, batch_size=TOGETHER)


def _add_names(added: Sequence[GivenSpeaker], rows: Mapping[str, Speaker]) -> None:
    names = [
        SpeakerName(speaker=rows[each.key], name=name)
        for each in added
        for name in _different([rows[each.key].name, *each.names])
    ]
    SpeakerName.objects.bulk_create(names, batch_size=TOGETHER)


def _add_roles(added: Sequence[GivenSpeaker], ids: Mapping[str, int]) -> None:
    roles = [
        SpeakerRole(
            speaker_id=ids[each.key],
            role=role.role,
            organisation_id=None if role.organisation is None else ids[role.organisation],
            since=role.since,
            until=role.until,
        )
        for each in added
        for role in each.roles
    ]
    SpeakerRole.objects.bulk_create(roles, batch_size=TOGETHER)


def _different(names: Sequence[str]) -> list[str]:
    """Keep of names that are the same but for case or accents the first."""
    folded = fold_names(names) if len(names) > 1 else {name: name for name in names}
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(folded[name], name)
    return list(first.values())
