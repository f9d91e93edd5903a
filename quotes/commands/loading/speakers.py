"""The speakers of a file: those known here, and those that are new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from quotes.commands.loading.new_speakers import add_speakers
from quotes.commands.refusals import Conflict
from quotes.models import Speaker
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
    meant = _identified(given) | _unnamed(given, texts)
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
    added = add_speakers(new, texts, meant)
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


def _identified(given: Sequence[GivenSpeaker]) -> dict[str, int]:
    """Find those whose Wikidata id somebody here has."""
    wanted = {each.wikidata_id: each.key for each in given if each.wikidata_id}
    there = Speaker.objects.filter(wikidata_id__in=wanted)
    rows = there.values_list("wikidata_id", "merged_into", "pk")
    return {wanted[wikidata or ""]: into or pk for wikidata, into, pk in rows}


def whole_speakers(given: Sequence[GivenSpeaker], ids: Mapping[str, int]) -> dict[int, int]:
    """Answer whom those of a file who were merged became."""
    return {ids[each.key]: ids[each.merged_into] for each in given if each.merged_into is not None}


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
