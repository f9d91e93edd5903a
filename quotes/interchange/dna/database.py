"""A database of the program, written table by table."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import orjson

from quotes.interchange.dna.emitting import TYPES
from quotes.interchange.dna.schema import DATE, LONGEST, OWN, TABLES, VALUES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

PASSWORD = "verbatim"  # noqa: S105 - told to everybody: the file itself is open to be read
SALT, ROUNDS = b"quotes, verbatim", 100_000
PALETTE = ((51, 153, 255), (255, 102, 102), (102, 204, 0), (255, 204, 0), (153, 102, 255))
COLOURS = {"DNA Statement": (239, 208, 51), "Verbatim quote": (100, 160, 230)}
GREY = (211, 211, 211)
ATTRIBUTES = ("Type", "Alias", "Notes")
"""What the program gives every entity to be filled in."""
EMPTY = {"short text": "", "long text": "", "integer": 0, "boolean": 1}


def password_hash() -> str:
    """Answer the password as the program keeps it: salted SHA-256, a hundred thousand times."""
    digest = hashlib.sha256(SALT + PASSWORD.encode()).digest()
    for _round in range(ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(SALT + digest).decode()


def cut(value: str) -> str:
    """Answer as much of a short text as the program takes."""
    return value[:LONGEST]


class Database:
    """A new database; rows are numbered from 1 in the order in which they are added."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(path)
        self.file.execute("pragma journal_mode = off")
        self.file.execute("pragma synchronous = off")
        for table in TABLES:
            self.file.execute(table)
        self.last: dict[str, int] = defaultdict(int)
        self.variables: dict[str, dict[str, int]] = {}
        self.values: dict[str, list[tuple[int, int, Any]]] = defaultdict(list)
        self.statements: list[tuple[Any, ...]] = []
        self.own: list[tuple[str, int, str]] = []
        self._settings()

    def add(self, table: str, columns: Mapping[str, Any]) -> int:
        """Add a row and answer its number."""
        self.last[table] += 1
        named = {"ID": self.last[table], **columns}
        marks = ", ".join("?" * len(named))
        self.file.execute(
            f"insert into {table} ({', '.join(named)}) values ({marks})",  # noqa: S608 - our names
            [*named.values()],
        )
        return self.last[table]

    def add_coders(self, names: Sequence[str]) -> None:
        """Add everybody who codes, who may all see and change what the others did."""
        password = password_hash()
        for at, name in enumerate(names):
            colour = dict(zip(("Red", "Green", "Blue"), PALETTE[at % len(PALETTE)], strict=True))
            self.add("CODERS", {"Name": cut(name), "Password": password, **colour})
        numbers = range(1, len(names) + 1)
        for one in numbers:
            for other in numbers:
                if one != other:
                    self.add("CODERRELATIONS", {"Coder": one, "OtherCoder": other})

    def add_types(self, types: Mapping[str, Mapping[str, str]]) -> None:
        """Add statement types, the program's own first, with their variables."""
        for number, (label, variables) in enumerate({**TYPES, **types}.items(), 1):
            red, green, blue = COLOURS.get(label, GREY)
            self.add(
                "STATEMENTTYPES", {"Label": cut(label), "Red": red, "Green": green, "Blue": blue}
            )
            self.variables[label] = {
                name: self.add(
                    "VARIABLES",
                    {"Variable": cut(name), "DataType": kind, "StatementTypeId": number},
                )
                for name, kind in variables.items()
            }

    def add_statement(
        self, columns: tuple[Any, ...], values: Iterable[tuple[str, int, Any]]
    ) -> int:
        """Add a statement (type, document, start, stop, coder) with its values by variable."""
        number = len(self.statements) + 1
        self.statements.append((number, *columns))
        for kind, variable, value in values:
            self.values[VALUES[kind]].append((number, variable, value))
        return number

    def keep(self, kind: str, number: int, data: Mapping[str, Any]) -> None:
        """Keep what the program has no place for in the table beside its own."""
        self.own.append((kind, number, orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode()))

    def close(self) -> None:
        """Write what is left and close the file."""
        self.file.executemany("insert into STATEMENTS values (?, ?, ?, ?, ?, ?)", self.statements)
        for table, rows in self.values.items():
            self.file.executemany(
                f"insert into {table} values (?, ?, ?, ?)",  # noqa: S608 - our own names
                [(number, *row) for number, row in enumerate(rows, 1)],
            )
        self.file.executemany(f"insert into {OWN} values (?, ?, ?)", self.own)  # noqa: S608
        self.file.commit()
        self.file.close()

    def _settings(self) -> None:
        rows = [("version", VERSION), ("date", DATE)]
        self.file.executemany("insert into SETTINGS values (?, ?)", rows)
