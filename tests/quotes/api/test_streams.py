"""Lists whole, line by line: everything once, of one moment, with an end that tells it is all."""

import csv
import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from quotes.api.protocol import streams
from quotes.models import Quote
from tests.factories import make_article, make_quote, make_speaker, make_target
from tests.quotes.api.conftest import ApiClient
from tests.quotes.api.test_changes import Copy, all_there_is, follow

pytestmark = pytest.mark.usefixtures("own_database")

NDJSON = "application/x-ndjson"


def lines(answer: Any) -> list[Any]:
    return [orjson.loads(line) for line in answer.body.splitlines()]


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "TOGETHER", 2)


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("kind", ["quotes", "articles", "speakers", "targets"])
def test_a_stream_holds_each_row_once_as_its_page_does(api: ApiClient, kind: str) -> None:
    for number in range(5):
        make_quote(article=make_article(title=f"Number {number}"))
        make_speaker(f"Oda Brandt {number}")
        make_target(f"Toll {number}")
    listed = api.get(f"/{kind}/").json["results"]
    *rows, end = lines(api.get(f"/{kind}/", Accept=NDJSON))

    assert rows == listed
    assert len(rows) >= 5
    assert (end["_end"], end["count"]) == (True, len(rows))


def test_who_goes_on_from_its_end_has_all_there_is(api: ApiClient) -> None:
    make_quote()
    copy: Copy = {}
    for kind in ("quote", "article", "speaker", "target"):
        *rows, end = lines(api.get(f"/{kind}s/", Accept=NDJSON))
        copy |= {(kind, row["id"]): row for row in rows}
    make_quote("It always has.")
    follow(api, copy, end["cursor"])

    assert copy == all_there_is(api)


@pytest.mark.usefixtures("small_pages")
def test_all_lines_are_of_the_moment_it_began(api: ApiClient, token: Callable[[User], str]) -> None:
    quotes = [make_quote(word) for word in ("The", "ferry", "will")]
    headers = {"Authorization": f"Bearer {token(User.objects.get())}", "Accept": NDJSON}
    pieces = iter(Client().get("/api/v1/quotes/", headers=headers))
    begun = next(pieces)
    with ThreadPoolExecutor(1) as other:
        other.submit(_delete, quotes[0].pk).result()
    rows = [orjson.loads(line) for line in (begun + b"".join(pieces)).splitlines()]

    assert {row["id"] for row in rows[:-1]} == {quote.pk for quote in quotes}


def _delete(pk: int) -> None:
    Quote.objects.filter(pk=pk).delete()
    connection.close()


@pytest.mark.usefixtures("small_pages")
def test_a_stream_that_is_cut_has_no_end(api: ApiClient, token: Callable[[User], str]) -> None:
    for word in ("The", "ferry", "will"):
        make_quote(word)
    headers = {"Authorization": f"Bearer {token(User.objects.get())}", "Accept": NDJSON}
    answer = Client().get("/api/v1/quotes/", headers=headers)
    first = next(iter(answer))
    answer.close()

    assert first.count(b"\n") == 2
    assert b'"_end"' not in first
    assert api.get("/quotes/", Accept=NDJSON).status == 200


def test_filters_and_members_hold_for_streams(api: ApiClient) -> None:
    make_quote(kind="direct")
    make_quote("It always has.", kind="indirect")
    *rows, _end = lines(api.get("/quotes/?kind=indirect&fields=kind", Accept=NDJSON))

    assert rows == [{"id": rows[0]["id"], "kind": "indirect"}]


def test_a_stream_is_compressed_where_asked(api: ApiClient) -> None:
    make_quote()
    answer = api.get("/quotes/", Accept=NDJSON, Accept_Encoding="gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body).count(b"\n") == 2


@pytest.mark.parametrize("asked", ["limit=3", "count=true", "include=article"])
def test_what_belongs_to_pages_is_refused(api: ApiClient, asked: str) -> None:
    refused = api.get(f"/quotes/?{asked}", Accept=NDJSON)

    assert (refused.status, refused.parameters) == (400, [asked.partition("=")[0]])


def test_a_bad_cursor_is_told_before_anything_is_sent(api: ApiClient) -> None:
    assert api.get("/quotes/?cursor=abc", Accept=NDJSON).status == 400


def test_more_than_two_at_once_are_asked_to_wait(
    api: ApiClient, token: Callable[[User], str]
) -> None:
    make_quote()
    headers = {"Authorization": f"Bearer {token(User.objects.get())}", "Accept": NDJSON}
    first, second = (Client().get("/api/v1/quotes/", headers=headers) for _ in range(2))
    third = api.get("/quotes/", Accept=NDJSON)
    assert (third.status, third.json["code"]) == (503, "too_many_streams")
    assert int(third.headers["Retry-After"]) > 0
    first.close()
    second.close()
    assert api.get("/quotes/", Accept=NDJSON).status == 200


def test_what_breaks_in_the_middle_has_no_end(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quote()
    monkeypatch.setattr(streams, "feed_cursor_now", lambda: Quote.objects.get(pk=0))
    with pytest.raises(Quote.DoesNotExist):
        api.get("/quotes/", Accept=NDJSON)
    monkeypatch.undo()
    assert api.get("/quotes/", Accept=NDJSON).status == 200


def test_quotes_come_as_a_table(api: ApiClient) -> None:
    first = make_quote("ferry")
    make_quote("It always has.")
    answer = api.get("/quotes/?order=oldest", Accept="text/csv")
    header, row, _other = csv.reader(StringIO(answer.body.decode(), newline=""))

    assert header[:3] == ["id", "link", "words"]
    assert row[:3] == [str(first.pk), f"http://testserver/quotes/{first.pk}/", "ferry"]


def test_a_table_computes_nothing_unless_it_is_raw(api: ApiClient) -> None:
    article = make_article(text="= 1+1, said Oda Brandt.")
    make_quote("= 1+1,", article=article)
    words = {
        raw: [*csv.reader(StringIO(api.get(path, Accept="text/csv").body.decode()))][1][2]
        for raw, path in ((False, "/quotes/"), (True, "/quotes/?raw=true"))
    }
    assert words == {False: "'= 1+1,", True: "= 1+1,"}


@pytest.mark.parametrize(
    ("asked", "accept"),
    [("raw=maybe", "text/csv"), ("raw=true", "application/json"), ("fields=id", "text/csv")],
)
def test_what_is_not_of_the_format_is_refused(api: ApiClient, asked: str, accept: str) -> None:
    refused = api.get(f"/quotes/?{asked}", Accept=accept)
    assert (refused.status, refused.parameters) == (400, [asked.partition("=")[0]])
