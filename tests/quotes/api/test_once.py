"""What is sent twice under one Idempotency-Key is done once and answered the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.commands import claim_key, forget_what_is_old
from accounts.models import KeptAnswer, User
from quotes.api.quotes import QuoteList
from quotes.models import Quote
from tests.factories import make_article, make_quote, make_text_version
from tests.quotes.api.conftest import Answer, ApiClient

pytestmark = pytest.mark.usefixtures("database")

TEXT = "“We will sail,” said Ilse Marrow."
NEW = {"content": [{"start": 1, "end": 13, "exact": "We will sail"}]}


def new_quote() -> dict[str, object]:
    return {"article": make_text_version(make_article(), text=TEXT).article_id, **NEW}


def test_answers_the_same_again_to_the_byte(api: ApiClient) -> None:
    body = new_quote()
    first = api.post("/quotes/", body, Idempotency_Key="once-1")
    again = api.post("/quotes/", body, Idempotency_Key="once-1")

    assert (first.status, again.status) == (201, 201)
    assert first.body == again.body
    assert Quote.objects.count() == 1
    for name in ("ETag", "Location", "Content-Type", "Cache-Control", "Vary", "Allow"):
        assert first.headers[name] == again.headers[name], name
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"


def test_answers_a_deletion_again_though_there_is_nothing_any_more(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/"
    answers = [api.delete(path, If_Match="*", Idempotency_Key="gone") for _ in range(2)]

    assert [answer.status for answer in answers] == [204, 204]
    assert [answer.body for answer in answers] == [b"", b""]
    assert "Content-Type" not in answers[1].headers


def test_a_change_that_is_sent_again_is_no_second_version(api: ApiClient) -> None:
    quote = make_quote()
    for _ in range(2):
        answer = api.patch(
            f"/quotes/{quote.pk}/", {"unsure": True}, If_Match='"v1"', Idempotency_Key="patch"
        )
        assert (answer.status, answer.json["version"]) == (200, 2)


def test_one_key_is_for_one_request(api: ApiClient) -> None:
    body = new_quote()
    api.post("/quotes/", body, Idempotency_Key="once")
    others = [
        api.post("/quotes/", {**body, "unsure": True}, Idempotency_Key="once"),
        api.post("/articles/", body, Idempotency_Key="once"),
        api.post("/articles/?replace=true", body, Idempotency_Key="once"),
        api.patch("/quotes/1/", body, If_Match="*", Idempotency_Key="once"),
    ]
    assert {(each.status, each.json["code"]) for each in others} == {(422, "key_used_before")}
    assert others[0].json["errors"][0]["header"] == "Idempotency-Key"
    assert Quote.objects.count() == 1


def test_a_key_is_its_owners(api: ApiClient, reviewer: User, token: Callable[[User], str]) -> None:
    article = make_article()
    path = f"/articles/{article.pk}/undo/"
    assert api.post(path, {}, Idempotency_Key="mine").status == 409  # nothing to undo
    body = new_quote()
    api.post("/quotes/", body, Idempotency_Key="mine")
    other = ApiClient(token(reviewer)).post(
        "/quotes/", {**body, "unsure": True}, Idempotency_Key="mine"
    )
    assert "Idempotency-Replayed" not in other.headers
    assert other.json["code"] != "key_used_before"


def test_of_a_refused_request_nothing_stays(api: ApiClient) -> None:
    body = new_quote()
    refused = api.post("/quotes/", {**body, "nonsense": 1}, Idempotency_Key="again")
    assert (refused.status, KeptAnswer.objects.count()) == (422, 0)
    quote = make_quote()
    stale = api.patch(
        f"/quotes/{quote.pk}/", {"unsure": True}, If_Match='"v9"', Idempotency_Key="again"
    )
    assert (stale.status, KeptAnswer.objects.count()) == (412, 0)

    assert api.post("/quotes/", body, Idempotency_Key="again").status == 201


def test_who_may_not_write_learns_nothing_by_a_key(
    api: ApiClient, annotator: User, anonymous: ApiClient
) -> None:
    body = new_quote()
    api.post("/quotes/", body, Idempotency_Key="once")
    assert anonymous.post("/quotes/", body, Idempotency_Key="once").status == 401
    User.objects.filter(pk=annotator.pk).update(role="reader")
    assert api.post("/quotes/", body, Idempotency_Key="once").status == 403


@pytest.mark.parametrize("key", ["", " ", "é", "a\tb", "k" * 256, '"open', '"', '""', '"a" b"'])
def test_refuses_what_is_no_key(api: ApiClient, key: str) -> None:
    answer = api.post("/quotes/", new_quote(), Idempotency_Key=key)
    assert (answer.status, answer.json["code"]) == (400, "invalid_header")
    assert Quote.objects.count() == 0


@pytest.mark.parametrize("key", ["k", "k" * 255, "a key of words", '"quoted \\" inside"'])
def test_takes_any_printable_key(api: ApiClient, key: str) -> None:
    assert api.post("/quotes/", new_quote(), Idempotency_Key=key).status == 201


def test_a_key_is_the_same_with_quotation_marks_and_without(api: ApiClient) -> None:
    body = new_quote()
    api.post("/quotes/", body, Idempotency_Key="abc")
    again = api.post("/quotes/", body, Idempotency_Key='"abc"')
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_read_has_no_use_for_a_key(api: ApiClient) -> None:
    assert api.get("/quotes/", Idempotency_Key="").status == 200
    assert KeptAnswer.objects.count() == 0


def test_answers_are_forgotten_after_a_day_and_not_before(api: ApiClient) -> None:
    body = new_quote()
    for key in ("old", "young"):
        api.post("/quotes/", {**body, "unsure": key == "old"}, Idempotency_Key=key)
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=23))
    forget_what_is_old()
    assert KeptAnswer.objects.count() == Quote.objects.count()
    KeptAnswer.objects.filter(key="old").update(created_at=timezone.now() - timedelta(hours=25))
    forget_what_is_old()
    assert not KeptAnswer.objects.filter(key="old").exists()


def test_many_who_send_the_same_at_once_leave_one_row(
    own_database: str, annotator: User, token: Callable[[User], str]
) -> None:
    body, secret = new_quote(), token(annotator)

    def send(_: int) -> tuple[int, bytes]:
        client = ApiClient(secret)
        try:
            while True:
                answer = client.post("/quotes/", body, Idempotency_Key="race")
                if answer.status != 409:
                    return answer.status, answer.body
                assert answer.json["code"] == "in_flight"
                assert answer.headers["Retry-After"] == "1"
                sleep(0.02)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(15) as pool:
        answers = set(pool.map(send, range(15)))

    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert Quote.objects.count() == KeptAnswer.objects.count() == 1


def test_a_key_in_use_is_told_and_not_waited_for(
    own_database: str, annotator: User, api: ApiClient
) -> None:
    with ThreadPoolExecutor(1) as pool, connection.cursor() as cursor:
        cursor.execute("begin")
        claim_key("busy", fingerprint="0" * 64, by=annotator)
        answer = pool.submit(_closing, lambda: api.post("/quotes/", {}, Idempotency_Key="busy"))
        assert answer.result(10).json["code"] == "in_flight"
        cursor.execute("rollback")


def _closing(ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    finally:
        connections.close_all()


def test_a_crash_after_the_effect_leaves_neither_effect_nor_answer(
    own_database: str, api: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, done = new_quote(), QuoteList.post

    def broken(*args: Any, **kwargs: Any) -> None:
        done(*args, **kwargs)
        message = "power cut"
        raise RuntimeError(message)

    with monkeypatch.context() as cut:
        cut.setattr(QuoteList, "post", broken)
        with pytest.raises(RuntimeError, match="power cut"):
            api.post("/quotes/", body, Idempotency_Key="cut")
    assert Quote.objects.count() == KeptAnswer.objects.count() == 0

    assert api.post("/quotes/", body, Idempotency_Key="cut").status == 201
