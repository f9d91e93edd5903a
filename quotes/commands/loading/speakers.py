"""The speakers of a file: those known here, and those that are new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from quotes.commands.names import clean_name
from quotes.commands.refusals import Conflict
from quotes.models import Speaker, SpeakerName
from quotes.queries.known_names import fold_names, speakers_called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.models import TextVersion
    from quotes.commands.loading.given import GivenSpeaker
    from quotes.queries.known_names import Known

Choices = Mapping[str, int | None]
"""Whom a name that several go by means, by id; None: somebody new."""

SIDES = frozenset({"organisation", "group"})


def find_or_add_speakers(
    given: Sequence[GivenSpeaker], texts: Mapping[str, TextVersion], *, choices: Choices
) -> tuple[dict[str, int], int]:
    """Answer who is meant by each key, and how many are new.

    A name that one speaker of the same kind goes by means that one, whatever it was merged into;
    known by nobody, or only by others of another kind, it means somebody new. Raises Conflict that
    names everybody about whom a choice is wanted, and Invalid.
    """
    known = speakers_called(each.name for each in given if each.article is None)
    meant = _unnamed(given, texts)
    unclear: list[str] = []
    new: list[GivenSpeaker] = []
    for each in given:
        if each.key in meant:
            continue
        found = _who(each, known.get(each.name, []), choices)
        if isinstance(found, str):
            unclear.append(found)
        elif found is None:
            new.append(each)
        else:
            meant[each.key] = found
    if unclear:
        raise Conflict("speaker", None, "\n".join(dict.fromkeys(unclear)))
    added = _add(new, texts)
    _complete(given, meant, added)
    return meant | added, len(set(added.values()))


def _who(given: GivenSpeaker, known: Sequence[Known], choices: Choices) -> int | str | None:
    """Answer the id of who goes by the name, None for nobody yet, or what is to be asked."""
    if given.article is not None:
        return None
    several = [one for one in known if one.kind == given.kind or {one.kind, given.kind} <= SIDES]
    if given.name in choices:
        chosen = choices[given.name]
        if chosen is not None and chosen not in {one.pk for one in known}:
            message = _("“%(name)s” is no name of speaker %(number)s")
            return message % {"name": given.name, "number": chosen}
        return chosen
    if len(several) > 1:
        listed = ", ".join(f"{one.name} (id {one.pk})" for one in several)
        message = _(
            "“%(name)s” is the name of several: %(listed)s. Say which one is meant, or that it is"
            " somebody new"
        )
        return message % {"name": given.name, "listed": listed}
    return several[0].pk if several else None


def _unnamed(given: Sequence[GivenSpeaker], texts: Mapping[str, TextVersion]) -> dict[str, int]:
    """Find unnamed sources that their articles have already."""
    wanted = {
        each.key: (texts[each.article].article_id, each.name) for each in given if each.article
    }
    folded = fold_names(name for _article, name in wanted.values())
    there = Speaker.objects.filter(article__in={article for article, _name in wanted.values()})
    rows = list(there.values_list("article", "name", "merged_into", "pk"))
    names = fold_names(name for _article, name, *_rest in rows)
    known = {(article, names[name]): into or pk for article, name, into, pk in rows}
    return {
        key: known[article, folded[name]]
        for key, (article, name) in wanted.items()
        if (article, folded[name]) in known
    }


def _add(new: Sequence[GivenSpeaker], texts: Mapping[str, TextVersion]) -> dict[str, int]:
    """Add those nobody knows; of those that are one, the first."""
    folded = fold_names(each.name for each in new)
    one: dict[object, GivenSpeaker] = {}
    firsts = {
        each.key: one.setdefault(
            each.key if each.apart else (each.kind, each.article, folded[each.name]), each
        )
        for each in new
    }
    rows = {
        each.key: Speaker(
            name=clean_name(each.name, "speaker"),
            kind=each.kind,
            attributes=dict(each.attributes),
            article_id=texts[each.article].article_id if each.article else None,
        )
        for each in one.values()
    }
    Speaker.objects.bulk_create(rows.values(), batch_size=1000)
    names = [
        SpeakerName(speaker=rows[each.key], name=name)
        for each in one.values()
        for name in _different([rows[each.key].name, *each.names])
    ]
    SpeakerName.objects.bulk_create(names, batch_size=1000)
    return {key: rows[first.key].pk for key, first in firsts.items()}


def _different(names: Sequence[str]) -> list[str]:
    """Keep of names that are the same but for case or accents the first."""
    folded = fold_names(names) if len(names) > 1 else {name: name for name in names}
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(folded[name], name)
    return list(first.values())


def _complete(
    given: Sequence[GivenSpeaker], meant: Mapping[str, int], added: Mapping[str, int]
) -> None:
    """Tell new ones what they are part of; give known ones the attributes they have not yet."""
    ids = {**meant, **added}
    for each in given:
        if each.key in added and each.part_of is not None and ids[each.part_of] != ids[each.key]:
            Speaker.objects.filter(pk=ids[each.key]).update(part_of=ids[each.part_of])
    wanted = {meant[each.key]: each.attributes for each in given if each.key in meant}
    for speaker in Speaker.objects.filter(pk__in=[pk for pk, one in wanted.items() if one]):
        more = {**wanted[speaker.pk], **speaker.attributes}
        if more != speaker.attributes:
            Speaker.objects.filter(pk=speaker.pk).update(attributes=more, version=F("version") + 1)
