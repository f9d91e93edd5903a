"""Opening a file that should be a database of Discourse Network Analyzer."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.interchange.dna.schema import COLUMNS
from quotes.interchange.refusals import FileRefused, refuse_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"SQLite format 3\x00"
HEADER = 100
"""Bytes before the first page of a database says anything."""
MAJOR = "3"


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database to be read and never written. Raises FileRefused, also for what is broken."""
    _check_bytes(path)
    try:
        file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise _broken(path, error) from error
    try:
        _check_whole(path, file)
        _check_tables(path, file)
        yield file
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _broken(path, error) from error
    finally:
        file.close()


def _check_bytes(path: Path) -> None:
    told = {"path": path}
    if not path.exists():
        raise FileRefused(_("There is no file %(path)s.") % told)
    if not path.is_file():
        raise FileRefused(_("%(path)s is no file.") % told)
    try:
        with path.open("rb") as file:
            head = file.read(HEADER)
    except OSError as error:
        raise FileRefused(
            _("%(path)s cannot be read: %(why)s.") % {**told, "why": error.strerror}
        ) from error
    if not head:
        raise FileRefused(_("%(path)s is empty: it has no bytes. Copy it again.") % told)
    if not head.startswith(MAGIC):
        message = _(
            "%(path)s is no SQLite database, or one that is encrypted. A database of Discourse"
            " Network Analyzer is a plain SQLite file; one that is kept on a server has to be"
            " saved as a file first."
        )
        raise FileRefused(message % told)
    size, has = _promised(head), path.stat().st_size
    if has < size:
        message = _("%(path)s is cut off: it has %(has)s of %(size)s bytes. Copy it again.")
        raise FileRefused(message % {**told, "has": has, "size": size})


def _promised(head: bytes) -> int:
    """Answer how many bytes a database says it has (SQLite's file format, section 1.3)."""
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    is_told = head[24:28] == head[92:96]
    return max(HEADER, page * int.from_bytes(head[28:32], "big") if is_told else 0)


def _check_whole(path: Path, file: sqlite3.Connection) -> None:
    found = [row[0] for row in file.execute("pragma quick_check(3)")]
    if found != ["ok"]:
        message = _("%(path)s is damaged: %(why)s. Copy it again, or take a backup.")
        raise FileRefused(message % {"path": path, "why": "; ".join(found)})


def _check_tables(path: Path, file: sqlite3.Connection) -> None:
    names = {name.upper() for (name,) in file.execute("select name from sqlite_master")}
    _check_version(path, file, names)
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        message = _(
            "%(path)s is no database of Discourse Network Analyzer 3: it has no table %(names)s."
        )
        raise FileRefused(message % {"path": path, "names": ", ".join(missing)})
    refuse_for(
        [
            _("%(path)s: the table %(table)s has no column %(names)s.")
            % {"path": path, "table": table, "names": ", ".join(lost)}
            for table, columns in COLUMNS.items()
            if (lost := _lost(file, table, columns))
        ]
    )


def _lost(file: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> list[str]:
    there = {row[1].lower() for row in file.execute(f"pragma table_info({table})")}
    return [name for name in columns if name.lower() not in there]


def _check_version(path: Path, file: sqlite3.Connection, names: set[str]) -> None:
    if "SETTINGS" not in names:
        return
    rows = file.execute("select Value from SETTINGS where lower(Property) = 'version'").fetchall()
    version = str(rows[0][0]) if rows else ""
    major = version.partition(".")[0]
    if not major.isdigit() or major == MAJOR:
        return
    told = {"path": path, "version": version}
    if int(major) < int(MAJOR):
        message = _(
            "%(path)s is of version %(version)s of Discourse Network Analyzer. Open a new database"
            " in version 3, import this one there, and import that here."
        )
    else:
        message = _(
            "%(path)s is of version %(version)s of Discourse Network Analyzer, which is newer than"
            " version 3, the one read here."
        )
    raise FileRefused(message % told)


def _broken(path: Path, error: Exception) -> FileRefused:
    message = _("%(path)s cannot be read as a database: %(why)s. Copy it again, or take a backup.")
    return FileRefused(message % {"path": path, "why": error})
