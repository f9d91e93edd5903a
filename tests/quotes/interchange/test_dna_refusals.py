"""Files that cannot be imported: told why, and nothing of them is here."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from quotes.models import Speaker
from tests.quotes.interchange.databases import TEXT, Made, make_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.django_db

GOOD: dict[str, Any] = {"words": "No toll!", "organization": "rowers", "concept": "A toll"}


def refused(path: Path) -> str:
    """Import a file that cannot be, and answer why."""
    with pytest.raises(CommandError) as caught:
        call_command("import_quotes", "dna", str(path))
    assert not Article.objects.exists()
    assert not Speaker.objects.exists()
    message = str(caught.value)
    assert message.endswith("Nothing was imported.")
    return message


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return the path of a database with one good statement."""
    return make_database(tmp_path / "coded.dna", Made(statements=[GOOD]))


def changed(path: Path, sql: str) -> Path:
    """Change a database behind the program's back."""
    file = sqlite3.connect(path)
    file.executescript(sql)
    file.close()
    return path


def test_no_file(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "none.dna")
    assert "is no file" in refused(tmp_path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 some archive" * 99, "no SQLite database, or one that is encrypted"),
        (bytes(range(256)) * 64, "no SQLite database, or one that is encrypted"),
        (b"SQLite format 3\x00", "is cut off"),
    ],
)
def test_no_database(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "odd.dna"
    path.write_bytes(content)
    assert told in refused(path)


def test_a_file_that_is_cut_off(made: Path) -> None:
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 2])
    assert f"it has {len(whole) // 2} of {len(whole)} bytes" in refused(made)


def test_a_file_with_damaged_pages(made: Path) -> None:
    whole = bytearray(made.read_bytes())
    whole[4096 * 3 : 4096 * 5] = b"\xa5" * 8192
    made.write_bytes(whole)
    assert "Copy it again" in refused(made)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("drop table STATEMENTS", "has no table STATEMENTS"),
        ("drop table DATASHORTTEXT; drop table ENTITIES", "no table ENTITIES, DATASHORTTEXT"),
        ("alter table STATEMENTS rename column Stop to Ending", "has no column Stop"),
        ("update SETTINGS set Value = '2.0.1'", "version 2.0.1"),
        ("update SETTINGS set Value = '4.0'", "newer than version 3"),
        ("delete from STATEMENTS; delete from DOCUMENTS", "has no documents"),
        ("update STATEMENTS set DocumentId = 7", "of document 7, which is not there"),
        ("update STATEMENTS set StatementTypeId = 7", "of type 7, which is not there"),
        ("update DATASHORTTEXT set Entity = 70", "names entity 70, which is not there"),
        ("update STATEMENTS set Start = 5, Stop = 900", "from 5 to 900 of document 1 “Pier”"),
        ("update DOCUMENTS set Date = 99999999999999", "document 1 “Pier”"),
        ("update DOCUMENTS set Text = 'A' || char(0) || 'B'", "document 1 “Pier”"),
        ("update DOCUMENTS set Text = cast(x'ff41' as text)", "cannot be read as a database"),
        ("update ENTITIES set Value = 'a' || char(0) where ID = 1", "has a NUL character"),
        ("update DOCUMENTS set Date = 'spring'", "Document 1 has no text"),
        ("update DOCUMENTS set Text = x'00ff'", "Document 1 has no text"),
        ("update STATEMENTS set Start = 'a', Stop = 'b'", "that is no number"),
        ("update ENTITIES set ChildOf = ID", "stands below itself"),
    ],
)
def test_a_database_with_something_wrong(made: Path, change: str, told: str) -> None:
    assert told in refused(changed(made, change))


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = make_database(
        tmp_path / "coded.dna",
        Made(statements=[GOOD, *({**GOOD, "span": (5, 900 + more)} for more in range(25))]),
    )
    message = refused(path)
    assert message.count(f"whose text has {len(TEXT) + 1} characters") == 20
    assert "… and 5 more" in message


def test_a_choice_that_cannot_be_understood(made: Path) -> None:
    for choice in ("rowers", "rowers=", "rowers=nobody", "=3"):
        with pytest.raises(CommandError, match="--speaker wants NAME=ID or NAME=new"):
            call_command("import_quotes", "dna", str(made), "--speaker", choice)
    with pytest.raises(CommandError, match="is no name of speaker 999999"):
        call_command("import_quotes", "dna", str(made), "--speaker", "rowers=999999")


def test_the_file_is_not_changed(made: Path, imported: Callable[..., None]) -> None:
    before = made.read_bytes()
    imported(made)
    assert made.read_bytes() == before
    assert [each.name for each in made.parent.iterdir()] == ["coded.dna"]


@pytest.fixture
def imported() -> Callable[..., None]:
    """Return a function that imports a file."""

    def take(path: Path) -> None:
        call_command("import_quotes", "dna", str(path))

    return take
