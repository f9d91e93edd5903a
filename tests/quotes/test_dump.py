"""`manage.py dump`: all that readers see, of one moment, whole or not there at all."""

from __future__ import annotations

import csv
import errno
import gzip
import hashlib
import io
import json
import os
import signal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from django.core.management import CommandError, call_command
from pyarrow import parquet

from articles.models import Article
from quotes import commands
from quotes.commands.dumps import DumpRefused, DumpUnderWay, forget_dumps, one_dump
from quotes.interchange.dumps import write_dump
from quotes.interchange.dumps.outputs import Output
from quotes.interchange.dumps.parquet import SCHEMA, table_of
from quotes.models import Quote
from quotes.queries import dumped
from quotes.queries.dumps import dump_names
from quotes.queries.feed import read_feed
from quotes.queries.redactions import ToCover
from tests.factories import make_article, make_quote

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://quotes.example"


@pytest.fixture(autouse=True)
def exports(settings: Any, tmp_path: Path) -> Path:
    settings.EXPORTS = tmp_path / "exports"
    return tmp_path / "exports"


def lines(folder: Path, kind: str) -> dict[tuple[str, int], Any]:
    with gzip.open(folder / f"{kind}s.ndjson.gz") as file:
        rows = [json.loads(line) for line in file]
    return {(kind, row["id"]): row for row in rows}


def loaded(folder: Path) -> dict[tuple[str, int], Any]:
    kinds = ("article", "quote", "speaker", "target")
    return {key: row for kind in kinds for key, row in lines(folder, kind).items()}


def told_by_the_feed() -> dict[tuple[str, int], Any]:
    feed = read_feed(None, limit=100_000, base=BASE, people=False, works_here=False)
    told = {(each.kind, each.id): each.body for each in feed.entries}
    return {key: json.loads(body) for key, body in told.items() if body}


@pytest.mark.usefixtures("newsroom")
def test_a_dump_holds_what_the_feed_tells_a_reader_byte_for_byte_and_in_order(
    exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumped, "AT_ONCE", 7)  # many blocks

    manifest = write_dump(exports, base=BASE)

    rows = loaded(exports / manifest["name"])
    assert rows == told_by_the_feed()
    assert [key for key in rows if key[0] == "quote"] == sorted(
        key for key in rows if key[0] == "quote"
    )
    assert ("quote", Quote.objects.filter(status="accepted").latest("id").pk) in rows


@pytest.mark.usefixtures("newsroom")
def test_the_manifest_tells_the_truth_of_each_file(exports: Path) -> None:
    manifest = write_dump(exports, base=BASE)

    folder = exports / manifest["name"]
    assert json.loads((folder / "manifest.json").read_bytes()) == manifest
    assert {file["name"] for file in manifest["files"]} == {
        path.name for path in folder.iterdir() if path.name != "manifest.json"
    }
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
        assert file["rows"] == _rows(file["name"], data)


def _rows(name: str, data: bytes) -> int:
    if name.endswith(".parquet"):
        return int(parquet.read_table(io.BytesIO(data)).num_rows)
    text = gzip.decompress(data).decode()
    if name.endswith(".csv.gz"):
        return len(list(csv.DictReader(io.StringIO(text, newline=""))))
    return text.count("\n")


@pytest.mark.usefixtures("newsroom")
def test_parquet_holds_the_same_quotes_in_columns_of_fixed_types(exports: Path) -> None:
    manifest = write_dump(exports, base=BASE)

    folder = exports / manifest["name"]
    table = parquet.read_table(folder / "quotes.parquet")
    assert table.schema.equals(SCHEMA)
    assert table.schema.metadata[b"schema_version"] == manifest["schema_version"].encode()
    assert table.schema.metadata[b"offset_unit"] == b"codepoint"
    rows = {row["id"]: row for row in table.to_pylist()}
    quotes = {row["id"]: row for row in lines(folder, "quote").values()}
    assert rows.keys() == quotes.keys()
    for pk, quote in quotes.items():
        row, first = rows[pk], (quote["attributions"] or [{}])[0]
        for member in ("content", "cue", "attributions", "relays", "stances", "quoted", "display"):
            assert row[member] == quote[member]
        assert row["speaker"] == (first.get("speaker") or {}).get("name")
        assert row["speaker_id"] == (first.get("speaker") or {}).get("id")
        assert row["outlet"] == (quote["outlet"] or {}).get("name")
        at = row["published_at"]
        assert (at and at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")) == quote["published_at"]


def test_columns_that_nobody_fills_keep_their_types() -> None:
    table = table_of([b'{"id": 1}', b'{"id": 2, "attributions": []}'])

    assert table.schema.equals(SCHEMA)
    assert table["speaker"].to_pylist() == [None, None]
    assert pa.types.is_timestamp(table.schema.field("published_at").type)


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(("raw", "begins"), [(False, "'=1+1"), (True, "=1+1")])
def test_a_spreadsheet_computes_nothing_unless_it_is_asked_for_as_stored(
    exports: Path, *, raw: bool, begins: str
) -> None:
    article = make_article(text="=1+1 is two, \\ and a\ttab.", title="=1+1")
    make_quote("=1+1 is two, \\ and a\ttab.", article=article)

    manifest = write_dump(exports, base=BASE, raw=raw)

    with gzip.open(exports / manifest["name"] / "quotes.csv.gz", "rt", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == begins
    assert row["words"] == f"{begins} is two, \\ and a\ttab."


@pytest.mark.usefixtures("own_database")
def test_an_empty_newsroom_is_dumped_like_any_other(exports: Path) -> None:
    manifest = write_dump(exports, base=BASE)

    assert {file["rows"] for file in manifest["files"]} == {0}
    table = parquet.read_table(exports / manifest["name"] / "quotes.parquet")
    assert table.schema.equals(SCHEMA)


@pytest.mark.usefixtures("newsroom")
def test_of_a_dump_that_was_killed_nobody_sees_anything_and_the_next_tidies_up(
    exports: Path,
) -> None:
    child = os.fork()
    if not child:
        with one_dump(exports) as made:
            (made / "quotes.ndjson.gz").write_bytes(b"half")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(list(exports.glob(".making-*"))) == 1
    assert dump_names() == []

    manifest = write_dump(exports, base=BASE)

    assert dump_names() == [manifest["name"]]
    assert {path.name for path in exports.iterdir()} == {manifest["name"], ".lock"}


@pytest.mark.usefixtures("newsroom")
def test_a_full_disk_is_told_and_nothing_is_left(
    exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Output, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Output, "write", full)

    with pytest.raises(CommandError, match="No space left on device"):
        call_command("dump")
    assert [path.name for path in exports.iterdir()] == [".lock"]


@pytest.mark.usefixtures("newsroom")
def test_one_dump_is_made_at_a_time(exports: Path) -> None:
    with one_dump(exports), pytest.raises(DumpUnderWay):
        write_dump(exports, base=BASE)


@pytest.mark.usefixtures("newsroom")
def test_as_many_are_kept_as_asked_for(exports: Path) -> None:
    call_command("dump")
    call_command("dump")
    call_command("dump", keep=2)

    assert len(dump_names()) == 2


@pytest.mark.usefixtures("newsroom")
def test_who_redacts_words_forgets_every_dump_and_one_that_is_being_made(exports: Path) -> None:
    call_command("dump")
    article = Article.objects.latest("pk")
    word = article.text_versions.latest("number").text.split()[0]

    def redact() -> None:
        covered = ToCover(words=[word])
        commands.redact(article.pk, covered, by=None, reason="Asked for.")

    with pytest.raises(DumpRefused), one_dump(exports):
        redact()
    assert dump_names() == []
    assert [path.name for path in exports.iterdir()] == [".lock"]


def test_where_there_are_none_nothing_is_forgotten() -> None:
    forget_dumps()

    assert dump_names() == []
