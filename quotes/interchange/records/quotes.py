"""Quotes, with the places of their words checked against the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes import spans
from quotes.commands.loading import (
    GivenAttribution,
    GivenQuote,
    GivenRelay,
    GivenRow,
    GivenStance,
)
from quotes.interchange.fingerprints import fingerprint
from quotes.interchange.records.articles import read_day, read_moment
from quotes.interchange.records.refused import ItemRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from quotes.interchange.records.articles import Texts
    from quotes.spans import Spans

    Record = Mapping[str, Any]

FACTS = (
    *("act", "origin", "unsure", "changed", "confidence", "reason", "stances_done", "earlier"),
    *("place", "channel", "said_in", "addressee", "said_on_precision", "external_id"),
)


def read_quote(
    record: Record, texts: Texts, *, names: Mapping[str, str], people: Collection[str]
) -> GivenQuote:
    """Answer a quote; `names` are those of the speakers by key. Raises ItemRefused."""
    key = texts.key(record["article"], record.get("text"))
    placing = _Placing(texts, key)
    content = placing("/content", record["content"]) or ()
    if not content:
        raise ItemRefused(_("/content: nothing of it is in the stored text"))
    decided = record.get("decided", {})
    by = decided.get("by")
    if by is not None and by not in people:
        raise ItemRefused(_("/decided/by: there is no person %(name)s") % {"name": by[:40]})
    sources = [_source(n, each, placing) for n, each in enumerate(record.get("attributions", ()))]
    who = [each.speaker and names[each.speaker] for each in sources]
    about = (*texts.marks[key], content, who)
    parent = record.get("parent")
    return GivenQuote(
        key=str(record["key"]),
        article=key,
        content=content,
        kind=record.get("kind"),
        attributions=tuple(sources),
        stances=tuple(map(_stance, record.get("stances", ()))),
        relays=tuple(_relay(n, each, placing) for n, each in enumerate(record.get("relays", ()))),
        decided_by=by,
        parent=_key(parent),
        facts=_facts(record, placing),
        rows=(GivenRow(key=f"quote {fingerprint(*about)}"),),
    )


def _facts(record: Record, placing: _Placing) -> dict[str, Any]:
    facts = {name: record[name] for name in FACTS if name in record}
    facts["cue"] = placing("/cue", record.get("cue"))
    facts["addressee_span"] = placing("/addressee_span", record.get("addressee_span"))
    facts["said_on"] = read_day("/said_on", record.get("said_on"))
    if (facts["said_on"] is None) != (facts.get("said_on_precision") is None):
        if facts["said_on"] is None:
            raise ItemRefused(_("/said_on_precision: of no day"))
        facts["said_on_precision"] = "day"
    decided = record.get("decided", {})
    at = read_moment("/decided/at", decided.get("at"))
    return (
        facts | ({"decided_at": at} if at else {}) | {"decided_how": decided.get("how", "single")}
    )


def _stance(stance: Record) -> GivenStance:
    return GivenStance(
        target=str(stance["target"]),
        position=stance.get("position"),
        conditional=stance.get("conditional", False),
    )


def _relay(number: int, relay: Record, placing: _Placing) -> GivenRelay:
    return GivenRelay(
        name=relay["name"],
        speaker=_key(relay.get("speaker")),
        span=placing(f"/relays/{number}/span", relay.get("span")),
    )


def _source(number: int, source: Record, placing: _Placing) -> GivenAttribution:
    sourcing = source.get("sourcing", "named")
    pointer = f"/attributions/{number}"
    if sourcing == "none" and (source.get("mention") or source.get("speaker") is not None):
        message = _("%(pointer)s/sourcing: none, but there is a mention or a speaker")
        raise ItemRefused(message % {"pointer": pointer})
    return GivenAttribution(
        speaker=_key(source.get("speaker")),
        organisation=_key(source.get("organisation")),
        sourcing=sourcing,
        proposed_name=source.get("proposed_name", ""),
        proposed_kind=source.get("proposed_kind", "person"),
        mention=placing(f"{pointer}/mention", source.get("mention")),
        descriptor=placing(f"{pointer}/descriptor", source.get("descriptor")),
        condition=placing(f"{pointer}/condition", source.get("condition")),
    )


class _Placing:
    """Finds parts in one text of the file and answers where they are in the stored one."""

    def __init__(self, texts: Texts, key: str) -> None:
        self.text = texts.texts[key]
        self.moved = texts.as_stored(key)

    def __call__(self, pointer: str, parts: Sequence[Record] | None) -> Spans | None:
        if not parts:
            return None
        try:
            found = spans.read_parts(parts, self.text)
        except spans.SpanError as error:
            raise ItemRefused(error.message, pointer) from error
        return self.moved(found) or None


def _key(key: int | str | None) -> str | None:
    return None if key is None else str(key)
