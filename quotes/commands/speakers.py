"""Speakers that are added, and those meant by an id or a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from quotes.commands.explain import explained
from quotes.commands.names import (
    clean_attributes,
    clean_name,
    one_at_a_time,
)
from quotes.commands.refusals import Ambiguous, Invalid, Missing
from quotes.commands.steps import recorded
from quotes.models import Speaker, SpeakerName, SpeakerRole, Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from accounts.models import User

SpeakerRef = int | str
"""A speaker by id, or by name: known by no one creates, by one uses, by several is refused."""


@dataclass(frozen=True, kw_only=True)
class RoleInput:
    """What a speaker is or was, where, and from when to when as far as known.

    Among all the roles of a speaker `id` says which of those known this is; None: a new one.
    """

    role: str
    organisation: SpeakerRef | None = None
    since: date | None = None
    until: date | None = None
    id: int | None = None


def create_speaker(
    name: str,
    *,
    kind: str = "person",
    article_id: int | None = None,
    names: Sequence[str] = (),
    roles: Sequence[RoleInput] = (),
    part_of: SpeakerRef | None = None,
    attributes: Mapping[str, str] | None = None,
    by: User | None,
) -> Speaker:
    """Add a speaker who goes by other `names`, too; with `article_id` an unnamed source of it.

    Raises Invalid, Missing or Ambiguous.
    """
    with explained(), recorded("create_speaker", by=by):
        speaker = add_speaker(name, kind=kind, article_id=article_id)
        for other in dict.fromkeys(clean_name(other, "name") for other in names):
            SpeakerName.objects.create(speaker=speaker, name=other)
        for given in roles:
            at = given.organisation
            SpeakerRole.objects.create(
                speaker=speaker,
                role=clean_name(given.role, "role"),
                organisation=None if at is None else find_or_add_speaker(at, kind="organisation"),
                since=given.since,
                until=given.until,
            )
        if part_of is not None:
            speaker.part_of = find_or_add_speaker(part_of, kind="organisation")
        speaker.attributes = clean_attributes(attributes or {})
        if part_of is not None or attributes:
            speaker.save(update_fields=["part_of", "attributes"])
        return speaker


def add_speaker(name: str, *, kind: str, article_id: int | None) -> Speaker:
    """Add a speaker inside a command that is already being recorded; raises Invalid."""
    name = clean_name(name, "speaker")
    if kind not in Speaker.Kind.values:
        raise Invalid(
            "kind",
            kind,
            _("“%(kind)s” is no kind of speaker; use one of %(names)s")
            % {"kind": kind, "names": ", ".join(Speaker.Kind.values)},
        )
    speaker = Speaker.objects.create(name=name, kind=kind, article_id=article_id)
    SpeakerName.objects.create(speaker=speaker, name=name)
    return speaker


def find_or_add_speaker(
    ref: SpeakerRef, *, kind: str = "person", unnamed_in: int | None = None
) -> Speaker:
    """Answer the speaker meant; with `unnamed_in` a name means a source of that article.

    Without a `kind` who is new is a document where a target of that name is one, else a person.
    Raises Missing, Ambiguous or Invalid.
    """
    if isinstance(ref, int):
        found = Speaker.objects.filter(pk=ref).first()
        if found is None:
            raise Missing("speaker", ref, _("there is no speaker %(ref)s") % {"ref": ref})
        return became(found)
    name = clean_name(ref, "speaker")
    one_at_a_time("speaker", name)
    match called(name, unnamed_in=unnamed_in):
        case []:
            return add_speaker(name, kind=kind or _kind_of(name), article_id=unnamed_in)
        case [only]:
            return only
        case several:
            raise Ambiguous("speaker", name, [(speaker.pk, speaker.name) for speaker in several])


# Asked for at each name typed: not in Django's words, which take ten times as long as the search.
_SHOWN = ("id", "name", "kind", "article_id")
_CALLED = f"""
select {", ".join(f"meant.{column}" for column in _SHOWN)}
from quotes_speaker named
left join quotes_speaker whole on whole.id = named.merged_into_id
    and (whole.article_id is null or whole.article_id = named.article_id)
join quotes_speaker meant on meant.id = coalesce(whole.id, named.id)
where named.article_id is not distinct from %s and named.id in (
    select speaker_id from quotes_speakername where fold(name) = fold(%s))
group by meant.id order by min(named.id) limit 5
"""  # noqa: S608  names of our own columns
_DOCUMENTS = """
select from quotes_target
where fold(name) = fold(%s) and merged_into_id is null and kind = any(%s) limit 1
"""


def called(name: str, *, unnamed_in: int | None = None) -> list[Speaker]:
    """Answer, at most five, who goes by this name; those merged as whom they became (`became`)."""
    with connection.cursor() as cursor:
        cursor.execute(_CALLED, [unnamed_in, name])
        return [Speaker.from_db(connection.alias, _SHOWN, row) for row in cursor.fetchall()]


def _kind_of(name: str) -> str:
    documents = [Target.Kind.DOCUMENT.value, Target.Kind.PROPOSAL.value]
    with connection.cursor() as cursor:
        cursor.execute(_DOCUMENTS, [name, documents])
        return "document" if cursor.rowcount else "person"


def became(speaker: Speaker) -> Speaker:
    """Answer whom a speaker was merged into, else the speaker itself.

    One source unnamed in two articles stays, in each, the one that belongs there.
    """
    whole = speaker.merged_into
    if whole is None or whole.article_id not in {None, speaker.article_id}:
        return speaker
    return whole
