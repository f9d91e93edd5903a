"""An event as a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes.interchange.brat.fragments import cut, joined
from quotes.interchange.json_text import read_json
from quotes.interchange.records.refused import ItemRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quotes.interchange.brat.standoff import Event, Standoff

    Record = dict[str, Any]

ROLES = ("Content", "Cue", "Source")


def record_of(event: Event, standoff: Standoff) -> Record:
    """Answer the record: the lines say where words stand, the note the rest. Raises ItemRefused."""
    note = _note(event)
    parts = note.pop("parts", {})
    named: dict[str, list[str]] = {role: [] for role in ROLES}
    for role, span in event.roles:
        if span not in standoff.spans:
            message = _("%(role)s is %(span)s, which is not there or was refused")
            raise ItemRefused(message % {"role": role, "span": span})
        if role in named:
            named[role].append(span)
    if not named["Content"]:
        raise ItemRefused(_("has no Content"))

    def words(spans: list[str]) -> list[Record]:
        return _words(spans, standoff, parts)

    record = {**note, "content": words(named["Content"]), "cue": words(named["Cue"])}
    kind = event.marks.get("Kind") or note.get("kind")
    told = note.get("attributions", [])
    sources = {each.get("source"): each for each in told if isinstance(each, dict)}
    fresh = [{"source": span} for span in named["Source"] if span not in sources]
    record["attributions"] = [
        {
            **{name: value for name, value in each.items() if name != "source"},
            "mention": words([each["source"]] if each.get("source") in named["Source"] else []),
        }
        for each in (*told, *fresh)
    ]
    return record | ({"kind": kind} if kind else {})


def _note(event: Event) -> Record:
    if not event.note:
        return {}
    try:
        note = read_json(event.note)
    except ValueError as error:
        raise ItemRefused(_("its note is %(why)s") % {"why": error}) from error
    sources = note.get("attributions", [])
    if not isinstance(sources, list) or not all(isinstance(each, dict) for each in sources):
        raise ItemRefused(_("its note has attributions that are none"))
    found: Record = note
    return found


def _words(spans: list[str], standoff: Standoff, parts: Mapping[str, Any]) -> list[Record]:
    """Answer the parts of spans; those a note tells where they are what the spans say."""
    text = standoff.text
    found: list[Record] = []
    for span in spans:
        fragments = standoff.spans[span]
        told = _told(parts, span)
        meant = told if told and cut(told, text) == fragments else joined(fragments, text)
        found += [{"start": start, "end": end} for start, end in meant]
    return found


def _told(parts: Any, span: str) -> tuple[tuple[int, int], ...]:
    listed = parts.get(span) if isinstance(parts, dict) else None
    match listed:
        case [*pairs]:
            return tuple((start, end) for start, end in map(_pair, pairs))
    return ()


def _pair(pair: Any) -> tuple[int, int]:
    match pair:
        case [int() as start, int() as end]:
            return start, end
    raise ItemRefused(_("its note has parts that are none"))
