"""What stands in the tables of a database, read as it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from django.utils.translation import gettext as _

from quotes.interchange.dna.schema import OWN, VALUES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


class Document(NamedTuple):
    """A row of DOCUMENTS."""

    pk: int
    title: str
    text: str
    coder: int | None
    author: str
    source: str
    section: str
    notes: str
    type: str
    date: int

    @property
    def place(self) -> str:
        """Say which document it is."""
        return _("document %(number)s “%(title)s”") % {"number": self.pk, "title": self.title[:60]}


class Statement(NamedTuple):
    """A row of STATEMENTS; offsets are UTF-16 units of the document's text."""

    pk: int
    type: int
    document: int
    start: int
    stop: int
    coder: int | None


class Variable(NamedTuple):
    """A row of VARIABLES."""

    pk: int
    name: str
    type: str
    statement_type: int


class Entity(NamedTuple):
    """A row of ENTITIES."""

    pk: int
    variable: int
    value: str
    child_of: int | None


@dataclass(frozen=True)
class Contents:
    """All of a database that is read; `values` are those of a statement by their variable."""

    coders: Mapping[int, str]
    documents: Mapping[int, Document]
    types: Mapping[int, str]
    variables: Mapping[int, Variable]
    entities: Mapping[int, Entity]
    attributes: Mapping[int, Mapping[str, str]]
    statements: tuple[Statement, ...]
    values: Mapping[int, Mapping[int, Any]]
    own: Mapping[str, Mapping[int, Any]]

    def named_values(self, statement: Statement) -> dict[str, list[Any]]:
        """Answer the values of a statement by the names of the variables, with their types."""
        named = {}
        for variable, value in self.values.get(statement.pk, {}).items():
            name, kind = self.variables[variable].name, self.variables[variable].type
            named[name] = [kind, self.entities[value].value if kind == "short text" else value]
        return dict(sorted(named.items()))


def read_contents(file: sqlite3.Connection) -> Contents:
    """Read the tables of a database that has them all."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        return file.execute(query).fetchall()

    entities = rows("select ID, VariableId, Value, ChildOf from ENTITIES order by ID")
    statements = rows(
        "select ID, StatementTypeId, DocumentId, Start, Stop, Coder from STATEMENTS"
        " order by DocumentId, Start, Stop, ID"
    )
    documents = rows(
        "select ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date from DOCUMENTS"
        " order by ID"
    )
    variables = rows("select ID, Variable, DataType, StatementTypeId from VARIABLES order by ID")
    return Contents(
        coders=dict(rows("select ID, Name from CODERS order by ID")),
        documents={row[0]: Document(*row) for row in documents},
        types=dict(rows("select ID, Label from STATEMENTTYPES order by ID")),
        variables={row[0]: Variable(*row) for row in variables},
        entities={row[0]: Entity(*row) for row in entities},
        attributes=_attributes(file),
        statements=tuple(Statement(*row) for row in statements),
        values=_values(file),
        own=_own(file),
    )


def _attributes(file: sqlite3.Connection) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for entity, name, value in file.execute(
        "select v.EntityId, n.AttributeVariable, v.AttributeValue from ATTRIBUTEVALUES v"
        " join ATTRIBUTEVARIABLES n on n.ID = v.AttributeVariableId"
        " order by v.EntityId, n.AttributeVariable"
    ):
        if cleaned := " ".join(str(value).split()):
            found[entity][" ".join(str(name).split())] = cleaned
    return found


def _values(file: sqlite3.Connection) -> dict[int, dict[int, Any]]:
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for kind, table in VALUES.items():
        column = "Entity" if kind == "short text" else "Value"
        for statement, variable, value in file.execute(
            f"select StatementId, VariableId, {column} from {table}"  # noqa: S608 - our own names
            " order by StatementId, VariableId"
        ):
            found[statement][variable] = value
    return found


def _own(file: sqlite3.Connection) -> dict[str, dict[int, Any]]:
    """Read the table that an export of ours has beside the program's."""
    found: dict[str, dict[int, Any]] = defaultdict(dict)
    there = file.execute("select count(*) from sqlite_master where name = ?", [OWN]).fetchone()[0]
    if there:
        for kind, pk, data in file.execute(f"select Kind, ID, Data from {OWN} order by Kind, ID"):  # noqa: S608
            found[kind][pk] = orjson.loads(data)
    return found
