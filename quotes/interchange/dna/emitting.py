"""Quotes as statements: who × position, as the program codes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.interchange.dna.coding import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quotes.models import Attribution, Quote, Speaker, Stance, Target
    from quotes.queries.exported import Exported

    Value = tuple[str, Any, Speaker | Target | None]
    """Its type, the value itself, and the speaker or target it names."""

CODING, OTHER = "DNA Statement", "Verbatim quote"
"""The program's own type for who agrees with what; and ours for what it has no agreement for."""
WHO = {"person": "short text", "organization": "short text", "concept": "short text"}
TYPES: dict[str, dict[str, str]] = {
    CODING: {**WHO, "agreement": "boolean"},
    OTHER: {**WHO, "position": "short text"},
}
AGREEMENT = {"support": 1, "oppose": 0}
SIDES = frozenset({"organisation", "group"})


@dataclass(frozen=True)
class Emitted:
    """One statement: its type, its values by the names of their variables, and who coded it."""

    label: str
    values: dict[str, Value]
    coder: str | None = None


@dataclass(frozen=True)
class Coded:
    """One source and one position of a quote, in the words of the program."""

    person: Speaker | None
    side: Speaker | None
    target: Target | None
    stance: Stance | None


def emit(quote: Quote, exported: Exported) -> list[Emitted]:
    """Answer the statements that a quote is: at least one."""
    rows = [row.data for row in exported.rows.get(quote.pk, ()) if "values" in row.data]
    coding = [row for row in rows if _roles(row).get("target")]
    notes = [_as_it_was(row) for row in rows if not _roles(row).get("target")]
    coded = [*_coded(quote, exported)]
    known = [[row for row in coding if _says(row, one)] for one in coded]
    told = {one.target.pk for one, same in zip(coded, known, strict=True) if one.target and same}
    found: list[Emitted] = []
    for one, same in zip(coded, known, strict=True):
        if same:
            found += [_again(row, one) for row in same]
        elif one.target is None or one.target.pk not in told:
            found.append(_anew(one))
    is_note = quote.kind == "term" and notes and not quote.stances.all()
    return notes if is_note else [*found, *notes]


def _coded(quote: Quote, exported: Exported) -> Iterator[Coded]:
    sources: list[Attribution | None] = [*quote.attributions.all()]
    stances: list[Stance | None] = [*quote.stances.all()]
    for source in sources or [None]:
        speaker = exported.speaker(source.speaker_id) if source else None
        side = exported.speaker(source.organisation_id) if source else None
        if speaker and speaker.kind in SIDES and side in {None, speaker}:
            speaker, side = None, speaker
        for stance in stances or [None]:
            target = exported.target(stance.target_id) if stance else None
            yield Coded(speaker, side, target, stance)


def _roles(row: Mapping[str, Any]) -> dict[str, str]:
    """Answer the names of a kept row's variables by the role they have."""
    return {
        role: name
        for name in row["values"]
        for role, names in NAMES.items()
        if name.strip().lower() in names
    }


def _says(row: Mapping[str, Any], one: Coded) -> bool:
    """Say whether a row that was imported still says what is stored."""
    roles, values = _roles(row), row["values"]

    def shown(role: str) -> str:
        return " ".join(str(values[roles[role]][1]).split()).lower() if role in roles else ""

    def named(who: Speaker | Target | None) -> str:
        return who.name.lower() if who else ""

    if (shown("person"), shown("organisation"), shown("target")) != (
        named(one.person),
        named(one.side),
        named(one.target),
    ):
        return False
    position = one.stance.position if one.stance else None
    agreed = values[roles["agreement"]][1] if "agreement" in roles else None
    if agreed is None or position == "mixed":
        return position in {None, "mixed"}
    return position == ("support" if agreed else "oppose")


def _again(row: Mapping[str, Any], one: Coded) -> Emitted:
    """Answer a row as it was imported, under the names that its people and target have now."""
    roles = {name: role for role, name in _roles(row).items()}
    now = {"person": one.person, "organisation": one.side, "target": one.target}
    values: dict[str, Value] = {}
    for name, (kind, value) in row["values"].items():
        who = now.get(roles.get(name, ""))
        values[name] = (kind, who.name if who else value, who)
    return Emitted(row["type"], values, row.get("coder"))


def _as_it_was(row: Mapping[str, Any]) -> Emitted:
    values: dict[str, Value] = {
        name: (kind, value, None) for name, (kind, value) in row["values"].items()
    }
    return Emitted(row["type"], values, row.get("coder"))


def _anew(one: Coded) -> Emitted:
    position = one.stance.position if one.stance else None
    who = {"person": one.person, "organization": one.side, "concept": one.target}
    values: dict[str, Value] = {
        name: ("short text", meant.name if meant else "", meant) for name, meant in who.items()
    }
    if position in AGREEMENT:
        values["agreement"] = ("boolean", AGREEMENT[position], None)
        return Emitted(CODING, values)
    values["position"] = ("short text", position or "", None)
    return Emitted(OTHER, values)
