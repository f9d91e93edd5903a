"""What an export of ours says beside the program's tables, as far as nobody changed those since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.commands.loading import (
    GivenAttribution,
    GivenPerson,
    GivenQuote,
    GivenRelay,
    GivenRow,
    GivenSpeaker,
    GivenStance,
    GivenTarget,
)
from quotes.interchange.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quotes.interchange.dna.contents import Contents, Statement
    from quotes.spans import Spans

PLACED_FACTS = ("cue", "addressee_span")


def speaker_key(number: int) -> str:
    """Answer what a speaker of an export of ours is known by."""
    return f"our speaker {number}"


def target_key(number: int) -> str:
    """Answer what a target of an export of ours is known by."""
    return f"our target {number}"


def statement_print(statement: Statement, label: str, values: Mapping[str, Any]) -> str:
    """Answer a short name of all that a statement says in the program's tables."""
    return fingerprint(
        *(statement.document, statement.start, statement.stop, label),
        sorted((name, value) for name, (_type, value) in values.items() if value not in {None, ""}),
    )


def untouched_quotes(contents: Contents) -> dict[int, Any]:
    """Answer the quotes, by number, all of whose statements stand as they were written."""
    there = {
        statement.pk: statement_print(
            statement, contents.types[statement.type], contents.named_values(statement)
        )
        for statement in contents.statements
        if contents.own["quote"]
    }
    return {
        number: quote
        for number, quote in contents.own["quote"].items()
        if all(there.get(int(pk)) == was for pk, was in quote["statements"].items())
    }


def read_people(contents: Contents) -> Iterator[GivenPerson]:
    """Yield the coders."""
    for pk, name in contents.coders.items():
        ours = contents.own["coder"].get(pk, {})
        yield GivenPerson(
            key=str(pk), name=ours.get("name", name), username=ours.get("username", "")
        )


def read_speakers(contents: Contents) -> Iterator[GivenSpeaker]:
    """Yield the speakers of an export of ours."""
    for number, data in contents.own["speaker"].items():
        yield GivenSpeaker(
            key=speaker_key(number),
            name=data["name"],
            kind=data["kind"],
            names=tuple(data.get("names", ())),
            attributes=data.get("attributes", {}),
            part_of=_key(data.get("part_of")),
            article=str(data["article"]) if data.get("article") else None,
            apart=bool(data.get("apart")),
        )


def read_targets(contents: Contents) -> Iterator[GivenTarget]:
    """Yield the targets of an export of ours."""
    for number, data in contents.own["target"].items():
        above = data.get("part_of")
        yield GivenTarget(
            key=target_key(number),
            name=data["name"],
            kind=data["kind"],
            attributes=data.get("attributes", {}),
            part_of=None if above is None else target_key(above),
            speaker=_key(data.get("speaker")),
        )


def read_quote(number: int, data: Mapping[str, Any]) -> GivenQuote:
    """Answer a quote of an export of ours."""
    facts = dict(data.get("facts", {}))
    for name in PLACED_FACTS:
        facts[name] = _spans(facts.get(name))
    rows = [GivenRow(key=key, data=kept) for key, kept in data.get("rows", ())]
    decided_by = data.get("decided_by")
    parent = data.get("parent")
    return GivenQuote(
        key=str(number),
        article=str(data["article"]),
        content=_spans(data["content"]) or (),
        kind=data["kind"],
        attributions=tuple(_source(each) for each in data.get("attributions", ())),
        stances=tuple(_stance(each) for each in data.get("stances", ())),
        relays=tuple(_relay(each) for each in data.get("relays", ())),
        decided_by=None if decided_by is None else str(decided_by),
        parent=None if parent is None else str(parent),
        facts=facts,
        rows=(*rows, GivenRow(key=data["key"])),
    )


def _source(data: Mapping[str, Any]) -> GivenAttribution:
    return GivenAttribution(
        speaker=_key(data.get("speaker")),
        organisation=_key(data.get("organisation")),
        sourcing=data.get("sourcing", "named"),
        mention=_spans(data.get("mention")),
        descriptor=_spans(data.get("descriptor")),
        condition=_spans(data.get("condition")),
    )


def _stance(data: Mapping[str, Any]) -> GivenStance:
    return GivenStance(
        target=target_key(data["target"]),
        position=data.get("position"),
        conditional=bool(data.get("conditional")),
    )


def _relay(data: Mapping[str, Any]) -> GivenRelay:
    return GivenRelay(
        name=data["name"], speaker=_key(data.get("speaker")), span=_spans(data.get("span"))
    )


def _key(number: int | None) -> str | None:
    return None if number is None else speaker_key(number)


def _spans(parts: Sequence[Sequence[int]] | None) -> Spans | None:
    return tuple((start, end) for start, end in parts) if parts else None
