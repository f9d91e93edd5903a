"""Words are taken out by the API, too: by admins alone, and no answer has them any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.quotes.api.conftest import ApiClient
from tests.quotes.api.test_changes import follow, told
from tests.quotes.test_redact import TEXT, WORD, everywhere, planted

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("own_database")

ADDRESSES = [
    *("/articles/", "/articles/{0}/", "/articles/{0}/?text_version=1", "/articles/{0}/redactions/"),
    *("/quotes/", "/quotes/?status=suggested", "/quotes/?q={1}", "/facets/", "/speakers/"),
    *("/speakers/?article={0}", "/targets/", "/changes/", "/timeline/", "/speakers/?q={1}"),
]


@pytest.fixture
def admins(admin: User, token: Callable[[User], str]) -> ApiClient:
    return ApiClient(token(admin))


def test_no_answer_has_a_word_that_was_taken_out(admins: ApiClient, admin: User) -> None:
    article = planted(admin).pk
    seen = "".join(admins.get(each.format(article, "x")).body.decode() for each in ADDRESSES)
    assert seen.count(WORD) > 10
    asked = {"parts": [{"start": 0, "end": len(WORD)}], "text_version": 1, "reason": f"{WORD}!"}
    path = f"/articles/{article}/redactions/"
    done = admins.post(path, asked, If_Match=admins.tag_of(f"/articles/{article}/"))
    assert (done.status, done.json["places"], done.json["by"]) == (201, 7, "the-admin")
    for each in ADDRESSES:
        answer = admins.get(each.format(article, "x"))
        assert answer.status == 200, each
        assert WORD.lower() not in answer.body.decode().lower(), each
    assert everywhere(WORD) == []


def test_followers_are_told_and_an_ordinary_change_is_one_again(
    admins: ApiClient, admin: User
) -> None:
    article = planted(admin).pk
    cursor = follow(admins, {}, limit=1000)
    asked = {"parts": [{"exact": WORD.lower()}], "reason": "Asked for."}
    admins.post(f"/articles/{article}/redactions/", asked, If_Match="*")
    page = told(admins, f"/changes/?after={cursor}", count=2).json
    found = {(entry["op"], entry["type"]) for entry in page["results"]}
    assert found == {("redact", "article"), ("redact", "quote")}
    assert all(entry["data"] for entry in page["results"])
    quote = next(entry["id"] for entry in page["results"] if entry["type"] == "quote")
    admins.patch(f"/quotes/{quote}/", {"place": "Aldmoor"}, If_Match="*")
    (entry,) = told(admins, f"/changes/?after={page['cursor']}", count=1).json["results"]
    assert (entry["op"], entry["id"]) == ("upsert", quote)


def test_answers_kept_to_be_said_again_go_too(admins: ApiClient, admin: User) -> None:
    article = planted(admin).pk
    content = [{"exact": "of the harbour office"}]
    marked = {"article": article, "text_version": 1, "kind": "direct", "content": content}
    sent = {**marked, "place": f"beside {WORD}"}
    made = admins.post("/quotes/", sent, Idempotency_Key="once")
    assert (made.status, "accounts_keptanswer.body" in everywhere(WORD)) == (201, True)
    asked = {"parts": [{"exact": WORD}], "reason": "Asked for."}
    admins.post(f"/articles/{article}/redactions/", asked, If_Match="*")
    assert everywhere(WORD) == []


def test_a_preview_tells_how_much_and_does_nothing(admins: ApiClient, admin: User) -> None:
    article = planted(admin).pk
    asked = {"parts": [{"exact": WORD}], "reason": "Asked for.", "preview": True}
    told = admins.post(f"/articles/{article}/redactions/", asked, If_Match="*")
    assert (told.status, told.json["places"], told.json["quotes"]) == (200, 7, 2)
    assert admins.get(f"/articles/{article}/?text_version=1").json["text"] == TEXT


def test_only_admins_may_and_only_who_works_here_reads_why(
    api: ApiClient, reading: ApiClient, anonymous: ApiClient, admin: User
) -> None:
    path = f"/articles/{planted(admin).pk}/redactions/"
    asked = {"parts": [{"exact": WORD}], "reason": "Asked for."}
    assert api.post(path, asked, If_Match="*").status == 403
    assert api.get(path).json == {"results": []}
    assert reading.get(path).status == 403
    assert anonymous.get(path).status == 401


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"parts": []}, "/parts"),
        ({"parts": [{"start": 1, "end": 99_999}]}, "/parts"),
        ({"parts": [{"start": 5, "end": 5}]}, "/parts"),
        ({"parts": [{"exact": "…"}]}, "/parts"),
        ({"text_version": 9}, "/text_version"),
        ({"reason": " "}, "/reason"),
    ],
)
def test_says_what_is_wrong(
    admins: ApiClient, admin: User, change: dict[str, object], pointer: str
) -> None:
    asked = {"parts": [{"exact": WORD}], "reason": "Asked for.", **change}
    answer = admins.post(f"/articles/{planted(admin).pk}/redactions/", asked, If_Match="*")
    assert (answer.status, answer.pointers) == (422, [pointer])


def test_wants_the_version_that_was_seen(admins: ApiClient, admin: User) -> None:
    path = f"/articles/{planted(admin).pk}/redactions/"
    asked = {"parts": [{"exact": WORD}], "reason": "Asked for."}
    assert admins.post(path, asked).status == 428
    assert admins.post(path, asked, If_Match='"v9"').status == 412
