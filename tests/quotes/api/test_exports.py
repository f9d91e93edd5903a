"""Dumps by the API: readers fetch them, whole or in parts; admins have them made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection

from quotes.commands.dumps import one_dump
from tests.factories import make_quote
from tests.quotes.api.conftest import ApiClient

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture(autouse=True)
def exports(settings: Any, tmp_path: Path) -> Path:
    settings.EXPORTS = tmp_path
    return tmp_path


@pytest.fixture
def admins(admin: User, token: Callable[[User], str]) -> ApiClient:
    return ApiClient(token(admin))


@pytest.fixture
def dump(exports: Path) -> dict[str, Any]:
    make_quote("The ferry will sail")
    call_command("dump", base="http://testserver")
    (found,) = (path.name for path in exports.iterdir() if path.is_dir())
    return {"name": found, "path": f"/exports/{found}/", "folder": exports / found}


def test_readers_find_each_dump_and_its_files(reading: ApiClient, dump: dict[str, Any]) -> None:
    (listed,) = reading.get("/exports/").json["results"]
    assert reading.get(dump["path"]).json == listed
    assert listed["url"] == f"http://testserver/api/v1{dump['path']}"
    for file in listed["files"]:
        answer = reading.get(file["url"].removeprefix("http://testserver"))
        assert answer.body == (dump["folder"] / file["name"]).read_bytes()
        assert answer.etag == f'"{file["sha256"]}"'
        assert answer.headers["Content-Length"] == str(file["bytes"])
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=10-19", slice(10, 20)),
        ("bytes=10-", slice(10, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-99999999", slice(5, None)),
    ],
)
def test_a_part_is_answered_as_such(
    reading: ApiClient, dump: dict[str, Any], asked: str, part: slice
) -> None:
    whole = (dump["folder"] / "quotes.parquet").read_bytes()
    answer = reading.get(f"{dump['path']}quotes.parquet", Range=asked)

    assert (answer.status, answer.body) == (206, whole[part])
    first, last, _ = part.indices(len(whole))
    assert answer.headers["Content-Range"] == f"bytes {first}-{last - 1}/{len(whole)}"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=-", "lines=0-5", "bytes=9-3", "bytes", "bytes=²-3"]
)
def test_what_is_no_range_of_one_part_is_answered_whole(
    reading: ApiClient, dump: dict[str, Any], asked: str
) -> None:
    answer = reading.get(f"{dump['path']}quotes.parquet", Range=asked)

    assert answer.status == 200
    assert len(answer.body) == int(answer.headers["Content-Length"])


def test_behind_the_end_there_is_nothing(reading: ApiClient, dump: dict[str, Any]) -> None:
    size = (dump["folder"] / "quotes.parquet").stat().st_size
    for asked in (f"bytes={size}-", "bytes=-0"):
        answer = reading.get(f"{dump['path']}quotes.parquet", Range=asked)
        assert (answer.status, answer.json["code"]) == (416, "range_not_satisfiable")
        assert answer.headers["Content-Range"] == f"bytes */{size}"


def test_a_download_goes_on_only_with_the_same_file(
    reading: ApiClient, dump: dict[str, Any]
) -> None:
    path = f"{dump['path']}quotes.csv.gz"
    tag = reading.tag_of(path)

    assert reading.get(path, Range="bytes=3-", If_Range=tag).status == 206
    assert reading.get(path, Range="bytes=3-", If_Range='"other"').status == 200
    assert reading.get(path, If_None_Match=tag).status == 304
    assert reading.get(path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/exports/2031-01-01T000000Z/",
        "/exports/../",
        "/exports/%2e%2e/",
        "/exports/.making-{0}/",
        "/exports/{0}/manifest.txt",
        "/exports/{0}/..%2f.lock",
        "/exports/{0}/%2e%2e%2f.lock",
        "/exports/..%2f{0}/quotes.csv.gz",
        "/exports/{0}/nothing.csv.gz",
    ],
)
def test_nothing_but_what_a_manifest_names_is_there(
    reading: ApiClient, dump: dict[str, Any], path: str
) -> None:
    assert reading.get(path.format(dump["name"])).status == 404


def test_who_may_not_read_gets_no_dump(anonymous: ApiClient, dump: dict[str, Any]) -> None:
    for path in ("/exports/", dump["path"], f"{dump['path']}quotes.parquet"):
        assert anonymous.get(path).status == 401


def test_admins_have_one_made_by_a_worker(admins: ApiClient) -> None:
    make_quote("The ferry will sail")
    asked = admins.post("/exports/", {"keep": 1})
    where = asked.headers["Location"].removeprefix("http://testserver")
    assert asked.status == 202
    assert admins.get(where).status == 404
    again = admins.post("/exports/", {})
    assert (again.status, again.json["code"]) == (409, "dump_under_way")

    with ThreadPoolExecutor(1) as pool:  # where no other loop runs
        pool.submit(_work).result()

    assert admins.get(where).json["files"]
    assert admins.post("/exports/", {}).status == 202


def test_while_one_is_made_at_the_command_line_no_other_is(
    admins: ApiClient, exports: Path
) -> None:
    with one_dump(exports):
        assert admins.post("/exports/", {}).status == 409


def test_others_have_none_made(api: ApiClient, reading: ApiClient, anonymous: ApiClient) -> None:
    assert api.post("/exports/", {}).status == 403
    assert reading.post("/exports/", {}).status == 403
    assert anonymous.post("/exports/", {}).status == 401
    assert api.post("/exports/", {"keep": 0}).status == 403


def _work() -> None:
    try:
        call_command("worker", once=True)
    finally:
        connection.close()
