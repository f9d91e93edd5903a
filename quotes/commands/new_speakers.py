"""A speaker that a program adds: unless it says so, nobody is there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.commands.explain import explained
from quotes.commands.names import clean_name, clean_wikidata_id, one_at_a_time
from quotes.commands.refusals import AlreadyKnown
from quotes.commands.speakers import called, create_speaker
from quotes.commands.steps import recorded
from quotes.models import Speaker

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.commands.speaker_changes import SpeakerChanges


def add_new_speaker(given: SpeakerChanges, *, namesake: bool, by: User | None) -> Speaker:
    """Add a speaker of whom at least the name is given.

    Who goes by that name already is in the way, unless this is a `namesake`; who has the Wikidata
    id always is. Raises AlreadyKnown, Invalid, Missing or Ambiguous.
    """
    told: dict[str, Any] = dict(given)
    name, wikidata_id = told.pop("name"), clean_wikidata_id(told.pop("wikidata_id", None))
    with explained(), recorded("create_speaker", by=by):
        if not namesake:
            _refuse_known(name)
        if wikidata_id:
            _refuse_identified(wikidata_id)
        speaker = create_speaker(name, **told, by=by)
        if wikidata_id:
            speaker.wikidata_id = wikidata_id
            speaker.save(update_fields=["wikidata_id"])
        return speaker


def _refuse_known(given: str) -> None:
    name = clean_name(given, "speaker")
    one_at_a_time("speaker", name)
    if known := called(name):
        raise AlreadyKnown("name", name, [(one.pk, one.name) for one in known])


def _refuse_identified(wikidata_id: str) -> None:
    one_at_a_time("wikidata", wikidata_id)
    if other := Speaker.objects.filter(wikidata_id=wikidata_id).first():
        raise AlreadyKnown("wikidata_id", wikidata_id, [(other.pk, other.name)])
