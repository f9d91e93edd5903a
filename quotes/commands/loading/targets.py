"""The targets of a file: those known here, and those that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from quotes.commands.names import clean_name
from quotes.models import Target, TargetMerge
from quotes.queries.known_names import fold_names, targets_called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quotes.commands.loading.given import GivenTarget


def find_or_add_targets(
    given: Sequence[GivenTarget], speakers: Mapping[str, int]
) -> tuple[dict[str, int], int]:
    """Answer which target is meant by each key, and how many are new. Raises Invalid."""
    known = targets_called(each.name for each in given)
    meant = {each.key: known[each.name][0].pk for each in given if known.get(each.name)}
    meant |= _of_speakers([each for each in given if each.key not in meant], speakers)
    new = [each for each in given if each.key not in meant]
    added = _add([each for each in new if each.merged_into is None], speakers)
    added |= _add_merged([each for each in new if each.merged_into], speakers, {**meant, **added})
    ids = {**meant, **added}
    for each in given:
        if each.key in added and each.part_of is not None and ids[each.part_of] != ids[each.key]:
            Target.objects.filter(pk=ids[each.key]).update(part_of=ids[each.part_of])
    _complete({meant[each.key]: each.attributes for each in given if each.key in meant})
    return ids, len(set(added.values()))


def _of_speakers(given: Sequence[GivenTarget], speakers: Mapping[str, int]) -> dict[str, int]:
    """Find targets that are somebody by who that is: they may go by another name here."""
    wanted = {each.key: speakers[each.speaker] for each in given if each.speaker is not None}
    there = Target.objects.filter(speaker__in=wanted.values(), merged_into=None)
    known: dict[int | None, int] = dict(there.values_list("speaker", "pk"))
    return {key: known[speaker] for key, speaker in wanted.items() if speaker in known}


def _add(new: Sequence[GivenTarget], speakers: Mapping[str, int]) -> dict[str, int]:
    folded = fold_names(each.name for each in new)
    rows: dict[str, Target] = {}
    of_speaker: dict[int, Target] = {}
    for each in new:
        speaker = None if each.speaker is None else speakers[each.speaker]
        row = of_speaker.get(speaker or 0) or rows.get(folded[each.name]) or _row(each, speaker)
        rows[folded[each.name]] = row
        if speaker is not None:
            of_speaker[speaker] = row
    different = {id(row): row for row in rows.values()}
    Target.objects.bulk_create(different.values(), batch_size=1000)
    return {each.key: rows[folded[each.name]].pk for each in new}


def _add_merged(
    new: Sequence[GivenTarget], speakers: Mapping[str, int], ids: Mapping[str, int]
) -> dict[str, int]:
    """Add what proved to be another, each by itself."""
    rows = {}
    for each in new:
        rows[each.key] = _row(each, None if each.speaker is None else speakers[each.speaker])
        rows[each.key].merged_into_id = ids[each.merged_into or ""]
    Target.objects.bulk_create(rows.values(), batch_size=1000)
    merges = [TargetMerge(target=row, into_id=row.merged_into_id or 0) for row in rows.values()]
    TargetMerge.objects.bulk_create(merges, batch_size=1000)
    return {key: row.pk for key, row in rows.items()}


def _row(given: GivenTarget, speaker: int | None) -> Target:
    return Target(
        name=clean_name(given.name, "target"),
        kind=given.kind,
        attributes=dict(given.attributes),
        speaker_id=speaker,
    )


def _complete(wanted: Mapping[int, Mapping[str, str]]) -> None:
    """Give known targets the attributes they have not yet."""
    for target in Target.objects.filter(pk__in=[pk for pk, more in wanted.items() if more]):
        more = {**wanted[target.pk], **target.attributes}
        if more != target.attributes:
            Target.objects.filter(pk=target.pk).update(attributes=more, version=F("version") + 1)
