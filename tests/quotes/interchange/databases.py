"""Databases of Discourse Network Analyzer with a few statements of our own."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.interchange.dna.schema import OWN, TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT = (
    "“The pier stays,” Ilse Marrow said. The Harbour Board wants a toll. 🚢 “No toll!”, rowers say."
)
VARIABLES = {
    1: ("person", "short text", 1),
    2: ("organization", "short text", 1),
    3: ("concept", "short text", 1),
    4: ("agreement", "boolean", 1),
    5: ("note", "long text", 2),
    6: ("hero", "short text", 2),
    7: ("weight", "integer", 1),
}


@dataclass
class Made:
    """What a database is made of; statements name documents, types and coders by number."""

    documents: list[dict[str, Any]] = field(default_factory=lambda: [{}])
    statements: list[dict[str, Any]] = field(default_factory=list)
    coders: Sequence[str] = ("Admin", "Coder 1")
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    version: str = "3.0.11"


def make_database(path: Path, made: Made) -> Path:
    """Write a database as the program would."""
    file = sqlite3.connect(path)
    for table in TABLES:
        if OWN not in table:
            file.execute(table)
    file.execute("insert into SETTINGS values ('version', ?)", [made.version])
    for name in made.coders:
        file.execute("insert into CODERS (Name, Password) values (?, 'a hash')", [name])
    for document in made.documents:
        _insert(
            file, "DOCUMENTS", {"Title": "Pier", "Text": TEXT, "Coder": 1, "Date": 0, **document}
        )
    file.execute("insert into STATEMENTTYPES values (1, 'DNA Statement', 1, 2, 3)")
    file.execute("insert into STATEMENTTYPES values (2, 'Annotation', 1, 2, 3)")
    for pk, variable in VARIABLES.items():
        file.execute("insert into VARIABLES values (?, ?, ?, ?)", [pk, *variable])
    for statement in made.statements:
        _add_statement(file, dict(statement))
    for name, above in made.above.items():
        file.execute(
            "update ENTITIES set ChildOf = (select ID from ENTITIES where Value = ?)"
            " where Value = ?",
            [above, name],
        )
    _add_attributes(file, made)
    file.commit()
    file.close()
    return path


def _insert(file: sqlite3.Connection, table: str, columns: dict[str, Any]) -> int:
    marks = ", ".join("?" * len(columns))
    added = file.execute(
        f"insert into {table} ({', '.join(columns)}) values ({marks})", [*columns.values()]
    )
    return added.lastrowid or 0


def _add_statement(file: sqlite3.Connection, given: dict[str, Any]) -> None:
    words, document = given.pop("words", None), given.pop("document", 1)
    text = file.execute("select Text from DOCUMENTS where ID = ?", [document]).fetchone()
    start, stop = given.pop("span", None) or _units(text[0], words)
    kind = given.pop("type", 1)
    columns = {"StatementTypeId": kind, "DocumentId": document, "Start": start, "Stop": stop}
    pk = _insert(file, "STATEMENTS", {**columns, "Coder": given.pop("coder", 2)})
    for variable, (name, data_type, of_type) in VARIABLES.items():
        if of_type != kind or name not in given:
            continue
        where = {"StatementId": pk, "VariableId": variable}
        if data_type == "short text":
            entity = _entity(file, variable, given[name])
            _insert(file, "DATASHORTTEXT", {**where, "Entity": entity})
        else:
            table = f"DATA{data_type.replace(' ', '').upper()}"
            _insert(file, table, {**where, "Value": given[name]})


def _entity(file: sqlite3.Connection, variable: int, value: str) -> int:
    known = file.execute(
        "select ID from ENTITIES where VariableId = ? and Value = ?", [variable, value]
    ).fetchone()
    return (
        known[0] if known else _insert(file, "ENTITIES", {"VariableId": variable, "Value": value})
    )


def _units(text: str, words: str) -> tuple[int, int]:
    """Answer where words stand in the units that the program counts."""
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return start, start + len(words.encode("utf-16-le")) // 2


def _add_attributes(file: sqlite3.Connection, made: Made) -> None:
    for name, values in made.attributes.items():
        entities = file.execute(
            "select ID, VariableId from ENTITIES where Value = ?", [name]
        ).fetchall()
        for entity, variable in entities:
            for attribute, value in values.items():
                file.execute(
                    "insert or ignore into ATTRIBUTEVARIABLES (VariableId, AttributeVariable)"
                    " values (?, ?)",
                    [variable, attribute],
                )
                (column,) = file.execute(
                    "select ID from ATTRIBUTEVARIABLES where VariableId = ?"
                    " and AttributeVariable = ?",
                    [variable, attribute],
                ).fetchone()
                _insert(
                    file,
                    "ATTRIBUTEVALUES",
                    {
                        "EntityId": entity,
                        "AttributeVariableId": column,
                        "AttributeValue": value,
                    },
                )
