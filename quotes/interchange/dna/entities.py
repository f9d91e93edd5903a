"""The names that statements use: persons, organisations, concepts, and what else is short text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.interchange.dna.database import ATTRIBUTES, cut
from quotes.interchange.dna.own import speaker_key, target_key
from quotes.models import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quotes.interchange.dna.database import Database
    from quotes.models import Target
    from quotes.queries.exported import Exported

    Named = Speaker | Target


class Entities:
    """Entities of each variable; a variable has no two of one name, so the next one has a number.

    `numbers` are those of speakers and targets in this file.
    """

    def __init__(
        self, database: Database, exported: Exported, numbers: Mapping[Named, int]
    ) -> None:
        self.database, self.exported, self.numbers = database, exported, numbers
        self.known: dict[tuple[int, str | Named], int] = {}
        self.names: dict[int, dict[str, int]] = {}
        self.rows: dict[int, tuple[int, Named | None]] = {}
        self.shown: dict[int, str] = {}

    def number(self, variable: int, value: str, who: Named | None) -> int:
        """Answer the entity of a variable that names this speaker or target, or says just this."""
        key = (variable, value if who is None else who)
        if key not in self.known:
            above = self._above(variable, who)
            name = self._free_name(variable, value, is_name=who is not None)
            pk = self.names[variable].get(name) if who is None else None
            if pk is None:
                columns = {"VariableId": variable, "Value": name, "ChildOf": above}
                pk = self.database.add("ENTITIES", {**columns, "Red": 0, "Green": 0, "Blue": 0})
                self.rows[pk] = (variable, who)
                self.names[variable][name] = pk
                self.shown[pk] = name
            self.known[key] = pk
            if who is not None:
                is_speaker = isinstance(who, Speaker)
                ours = (speaker_key if is_speaker else target_key)(self.numbers[who])
                self.database.keep("entity", pk, {"key": ours, "value": name})
        return self.known[key]

    def add_attributes(self) -> None:
        """Add what is known of each: the program wants every attribute of every entity."""
        names: dict[int, set[str]] = {}
        for variable, who in self.rows.values():
            names.setdefault(variable, set()).update(who.attributes if who else ())
        for variable in sorted(self.names):
            more = sorted(names.get(variable, set()) - {*ATTRIBUTES})
            columns = {
                name: self.database.add(
                    "ATTRIBUTEVARIABLES", {"VariableId": variable, "AttributeVariable": name}
                )
                for name in dict.fromkeys(map(cut, (*ATTRIBUTES, *more)))
            }
            for pk, (_variable, who) in self.rows.items():
                if _variable == variable:
                    self._add_values(pk, who, columns)

    def _add_values(self, pk: int, who: Named | None, columns: Mapping[str, int]) -> None:
        told = {cut(name): cut(str(value)) for name, value in who.attributes.items()} if who else {}
        for name, column in columns.items():
            self.database.add(
                "ATTRIBUTEVALUES",
                {
                    "EntityId": pk,
                    "AttributeVariableId": column,
                    "AttributeValue": told.get(name, ""),
                },
            )

    def _above(self, variable: int, who: Named | None) -> int | None:
        if who is None or who.part_of_id is None:
            return None
        find: Callable[[int], Any] = (
            self.exported.speaker if isinstance(who, Speaker) else self.exported.target
        )
        above = find(who.part_of_id)
        return None if above == who else self.number(variable, above.name, above)

    def _free_name(self, variable: int, value: str, *, is_name: bool) -> str:
        taken = self.names.setdefault(variable, {})
        if not taken and value:
            self.number(variable, "", None)
        name, count = cut(value), 1
        while is_name and name in taken:
            count += 1
            name = f"{cut(value)[:180]} ({count})"
        return name
