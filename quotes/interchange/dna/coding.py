"""Statements that the program's own tables say all of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.commands.loading import (
    GivenAttribution,
    GivenQuote,
    GivenRow,
    GivenSpeaker,
    GivenStance,
    GivenTarget,
)
from quotes.interchange.dna.documents import key_of
from quotes.interchange.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quotes.interchange.dna.contents import Contents, Entity, Statement
    from quotes.spans import Span

NAMES = {
    "person": ("person",),
    "organisation": ("organization", "organisation"),
    "target": ("concept",),
    "agreement": ("agreement",),
}
TYPES = {"person": "short text", "organisation": "short text", "target": "short text"}


@dataclass(frozen=True)
class Roles:
    """Which variables of a statement type say who, for whom, about what and whether agreed."""

    person: int | None = None
    organisation: int | None = None
    target: int | None = None
    agreement: int | None = None

    @property
    def are_coding(self) -> bool:
        """Say whether such statements tell who stands where."""
        return self.target is not None and (self.person or self.organisation) is not None


def roles_of(contents: Contents) -> dict[int, Roles]:
    """Answer the statement types that code who stands where, with the variables that say it."""
    found: dict[int, dict[str, int]] = {pk: {} for pk in contents.types}
    for variable in contents.variables.values():
        for role, names in NAMES.items():
            if (
                variable.name.strip().lower() in names
                and variable.type == TYPES.get(role, "boolean")
                and variable.statement_type in found
            ):
                found[variable.statement_type][role] = variable.pk
    roles = {pk: Roles(**variables) for pk, variables in found.items()}
    return {pk: one for pk, one in roles.items() if one.are_coding}


class Coding:
    """The statements of a database as quotes, with the speakers and targets they name."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.roles = roles_of(contents)
        self.kinds = {
            variable: role
            for roles in self.roles.values()
            for role, variable in vars(roles).items()
            if variable is not None and role != "agreement"
        }
        self.keys = {pk: key_of(document) for pk, document in contents.documents.items()}
        self.seen = Counter[str]()

    def speakers(self) -> Iterable[GivenSpeaker]:
        """Answer persons and organisations, each name of a kind once."""
        found: dict[str, GivenSpeaker] = {}
        for entity in self._named("person", "organisation"):
            key = self.key(entity)
            before = found.get(key)
            found[key] = GivenSpeaker(
                key=key,
                name=entity.value,
                kind=self._kind(entity),
                attributes={
                    **(before.attributes if before else {}),
                    **self.contents.attributes.get(entity.pk, {}),
                },
                part_of=self._above(entity) or (before.part_of if before else None),
            )
        return found.values()

    def targets(self) -> Iterable[GivenTarget]:
        """Answer concepts, each name once."""
        found: dict[str, GivenTarget] = {}
        for entity in self._named("target"):
            key = self.key(entity)
            attributes = self.contents.attributes.get(entity.pk, {})
            if key in found:
                attributes = {**found[key].attributes, **attributes}
            found[key] = GivenTarget(
                key=key, name=entity.value, attributes=attributes, part_of=self._above(entity)
            )
        return found.values()

    def quote(self, statement: Statement, span: Span) -> GivenQuote:
        """Answer what a statement is here; one that codes nothing is a term with a note."""
        roles = self.roles.get(statement.type)
        values = self.contents.values.get(statement.pk, {})
        told = self.contents.named_values(statement)
        more = self._beyond(statement, roles, told)
        return GivenQuote(
            article=str(statement.document),
            content=(span,),
            kind=None if roles else "term",
            attributions=self._sources(values, roles) if roles else (),
            stances=self._stances(values, roles) if roles else (),
            notes=(_as_note(more),) if more else (),
            decided_by=str(statement.coder) if statement.coder in self.contents.coders else None,
            facts={"stances_done": bool(roles)},
            rows=(self._row(statement, told),),
        )

    def key(self, entity: Entity) -> str:
        """Answer what an entity is known by: its name, whatever the statement type."""
        ours = self._ours(entity)
        return ours["key"] if ours else f"{self.kinds[entity.variable]} {entity.value}"

    def _kind(self, entity: Entity) -> str:
        return "person" if self.kinds[entity.variable] == "person" else "organisation"

    def _named(self, *kinds: str) -> list[Entity]:
        return [
            entity
            for entity in self.contents.entities.values()
            if self.kinds.get(entity.variable) in kinds
            and entity.value.strip()
            and not self._ours(entity)
        ]

    def _ours(self, entity: Entity) -> Mapping[str, Any] | None:
        """Answer what an export of ours says an entity is, where nobody gave it another name."""
        ours: Mapping[str, Any] | None = self.contents.own["entity"].get(entity.pk)
        return ours if ours and ours["value"] == entity.value else None

    def _above(self, entity: Entity) -> str | None:
        above = self.contents.entities.get(entity.child_of or 0)
        is_whole = above and above.variable == entity.variable and above.value.strip()
        return self.key(above) if above and is_whole else None

    def _entity(self, values: Mapping[int, Any], variable: int | None) -> str | None:
        entity = self.contents.entities.get(values.get(variable, 0)) if variable else None
        return self.key(entity) if entity and entity.value.strip() else None

    def _sources(self, values: Mapping[int, Any], roles: Roles) -> tuple[GivenAttribution, ...]:
        """Who is said to have said it: where no person is named, the organisation itself spoke."""
        person = self._entity(values, roles.person)
        side = self._entity(values, roles.organisation)
        if person is None and side is None:
            return ()
        if person is None:
            return (GivenAttribution(speaker=side),)
        return (GivenAttribution(speaker=person, organisation=side),)

    def _stances(self, values: Mapping[int, Any], roles: Roles) -> tuple[GivenStance, ...]:
        target = self._entity(values, roles.target)
        if target is None:
            return ()
        agreed = values.get(roles.agreement) if roles.agreement else None
        position = None if agreed is None else "support" if agreed else "oppose"
        return (GivenStance(target=target, position=position),)

    def _beyond(
        self, statement: Statement, roles: Roles | None, told: Mapping[str, list[Any]]
    ) -> dict[str, Any]:
        """Answer the values that become no speaker, target or position, by their names."""
        variables = self.contents.variables
        placed = {variables[pk].name for pk in vars(roles).values() if pk} if roles else set()
        return {
            name: value
            for name, (_type, value) in told.items()
            if name not in placed and str(value if value is not None else "").strip()
        }

    def _row(self, statement: Statement, told: Mapping[str, list[Any]]) -> GivenRow:
        contents = self.contents
        coder = contents.coders.get(statement.coder or 0, "")
        data = {"type": contents.types[statement.type], "coder": coder, "values": told}
        document, start, stop = self.keys[statement.document], statement.start, statement.stop
        key = f"statement {fingerprint(document, start, stop, data)}"
        self.seen[key] += 1
        again = f" {self.seen[key]}" if self.seen[key] > 1 else ""
        return GivenRow(key=key + again, data=data)


def _as_note(values: Mapping[str, Any]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in values.items())
