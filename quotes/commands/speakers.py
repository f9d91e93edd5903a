"""Changes of speakers and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Value

from quotes.commands.refusals import Ambiguous, Invalid, Missing
from quotes.commands.steps import recorded
from quotes.models import Speaker, SpeakerName, Target
from quotes.models.speakers import Fold

if TYPE_CHECKING:
    from accounts.models import User

SpeakerRef = int | str
"""A speaker by id, or by name: known by no one creates, by one uses, by several is refused."""

LONGEST_NAME = 300


def create_speaker(
    name: str, *, kind: str = "person", article_id: int | None = None, by: User | None
) -> Speaker:
    """Add a speaker; with `article_id` an unnamed source of that article."""
    with recorded("create_speaker", by=by):
        return add_speaker(name, kind=kind, article_id=article_id)


def add_speaker(name: str, *, kind: str, article_id: int | None) -> Speaker:
    """Add a speaker inside a command that is already being recorded."""
    name = clean_name(name, "speaker")
    if kind not in Speaker.Kind.values:
        raise Invalid(
            "kind",
            kind,
            f"“{kind}” is no kind of speaker; use one of {', '.join(Speaker.Kind.values)}",
        )
    speaker = Speaker.objects.create(name=name, kind=kind, article_id=article_id)
    SpeakerName.objects.create(speaker=speaker, name=name)
    return speaker


def find_or_add_speaker(
    ref: SpeakerRef, *, kind: str = "person", unnamed_in: int | None = None
) -> Speaker:
    """Answer the speaker meant; with `unnamed_in` a name means a source of that article."""
    if isinstance(ref, int):
        found = Speaker.objects.filter(pk=ref).first()
        if found is None:
            raise Missing("speaker", ref, f"there is no speaker {ref}")
        return found.merged_into or found
    name = clean_name(ref, "speaker")
    _one_at_a_time("speaker", name)
    known = Speaker.objects.filter(article=unnamed_in, merged_into=None)
    same = (
        known.alias(folded=Fold("names__name"))
        .filter(folded=Fold(Value(name)))
        .distinct()
        .order_by("pk")[:5]
    )
    match list(same):
        case []:
            return add_speaker(name, kind=kind, article_id=unnamed_in)
        case [only]:
            return only
        case several:
            raise Ambiguous("speaker", name, [(speaker.pk, speaker.name) for speaker in several])


TargetRef = int | str
"""A target by id, or by name: a name not known yet creates it."""


def create_target(name: str, *, kind: str = "issue", by: User | None) -> Target:
    """Add a target."""
    with recorded("create_target", by=by):
        return find_or_add_target(name, kind=kind)


def find_or_add_target(ref: TargetRef, *, kind: str = "issue") -> Target:
    """Answer the target meant; a new name becomes a new target."""
    if isinstance(ref, int):
        found = Target.objects.filter(pk=ref).first()
        if found is None:
            raise Missing("target", ref, f"there is no target {ref}")
        return found.merged_into or found
    name = clean_name(ref, "target")
    _one_at_a_time("target", name)
    same = Target.objects.alias(folded=Fold("name")).filter(
        folded=Fold(Value(name)), merged_into=None
    )
    return same.first() or Target.objects.create(name=name, kind=kind)


def clean_name(name: str, field: str) -> str:
    """Answer the name as it is kept: single spaces, not empty, not a whole paragraph."""
    cleaned = " ".join(name.split())
    if not cleaned or "\x00" in cleaned:
        raise Invalid(field, name, f"a {field} needs a name")
    if len(cleaned) > LONGEST_NAME:
        raise Invalid(
            field,
            name[:40] + "…",
            f"a name of a {field} has at most {LONGEST_NAME} characters, not {len(cleaned)}",
        )
    return cleaned


def _one_at_a_time(what: str, name: str) -> None:
    """Make others who look for the same name wait: two would both create it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(fold(%s), 0))", [f"{what} {name}"]
        )
