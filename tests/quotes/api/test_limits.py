"""How many requests a minute: told on each answer, and one too many is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from accounts.commands import Quota, forget_what_is_old, spend
from accounts.models import Bucket
from quotes.api.protocol.limits import address_of
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.usefixtures("database")


def test_tells_on_each_answer_what_is_left(api: ApiClient, anonymous: ApiClient) -> None:
    first, second = api.get("/quotes/"), api.get("/quotes/")
    assert first.headers["RateLimit-Policy"] == '"token";q=6000;w=60'
    assert first.headers["RateLimit"] == '"token";r=5999;t=1'
    assert second.headers["RateLimit"] == '"token";r=5998;t=1'
    refused = anonymous.get("/quotes/")
    assert refused.status == 401
    assert refused.headers["RateLimit-Policy"] == '"address";q=600;w=60'


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing/"),
        ("GET", "/quotes/999/"),
        ("GET", "/quotes"),
        ("PUT", "/quotes/"),
        ("OPTIONS", "/quotes/"),
        ("HEAD", "/quotes/"),
        ("GET", "/schema/"),
        ("GET", "/quotes/?q=%zz"),
        ("GET", "/context.jsonld"),
    ],
)
def test_tells_it_whatever_the_answer_is(api: ApiClient, method: str, path: str) -> None:
    assert "r=" in api.ask(method, path).headers["RateLimit"]


def test_one_too_many_is_told_when_to_come_back(api: ApiClient, settings: Settings) -> None:
    settings.API_RATE = 3
    answers = [api.get("/quotes/") for _ in range(5)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
    told = answers[-1]
    assert told.json["code"] == "too_many_requests"
    assert told.headers["Retry-After"] == "20"  # a third of the minute
    assert told.headers["RateLimit"] == '"token";r=0;t=60'
    assert told.headers["RateLimit-Policy"] == '"token";q=3;w=60'


def test_a_refused_request_does_nothing(api: ApiClient, settings: Settings) -> None:
    settings.API_RATE = 1
    api.get("/quotes/")
    assert api.post("/articles/", {"text": "“No,” she said."}).status == 429
    assert api.post("/articles/", {"text": "“No,” she said."}, Idempotency_Key="k").status == 429
    settings.API_RATE = 0
    assert api.get("/articles/").json["results"] == []


def test_waiting_lets_in_again_and_no_patience_is_punished(
    api: ApiClient, settings: Settings
) -> None:
    settings.API_RATE = 2
    for _ in range(8):
        api.get("/quotes/")
    row = Bucket.objects.get()
    Bucket.objects.update(free_at=row.free_at - timedelta(seconds=31))
    assert [api.get("/quotes/").status for _ in range(2)] == [200, 429]


def test_tokens_and_addresses_have_quotas_of_their_own(
    api: ApiClient, reading: ApiClient, anonymous: ApiClient, settings: Settings
) -> None:
    settings.API_RATE = settings.API_RATE_ANONYMOUS = 1
    assert [client.get("/quotes/").status for client in (api, reading, anonymous)] == [
        *(200, 200, 401)
    ]
    assert {client.get("/quotes/").status for client in (api, reading, anonymous)} == {429}
    assert ApiClient("vbt_invented").get("/quotes/").status == 429
    assert anonymous.get("/nothing/").status == 429


def test_zero_is_no_limit(api: ApiClient, settings: Settings) -> None:
    settings.API_RATE = 0
    assert "RateLimit" not in api.get("/quotes/").headers
    assert Bucket.objects.count() == 0


@pytest.mark.parametrize("rate", [1, 7, 60, 6000, 90_000])
def test_the_whole_quota_can_be_spent_at_once_and_not_more(rate: int) -> None:
    quota = Quota("token", rate)
    with transaction.atomic():  # time stands still
        for _ in range(min(rate, 40)):
            spent = spend("somebody", quota)
            assert spent
            assert not spent.is_over
        if rate <= 40:
            over = spend("somebody", quota)
            assert over
            assert over.is_over
            assert over.left == 0


def test_many_at_once_are_all_counted(own_database: str) -> None:
    def ask(_: int) -> bool:
        try:
            spent = spend("somebody", Quota("token", 10))
            assert spent
            return spent.is_over
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(ask, range(30))) == [False] * 10 + [True] * 20


def test_who_only_reads_is_let_in_where_nothing_can_be_written(
    own_database: str, api: ApiClient
) -> None:
    api.get("/quotes/")  # the token is marked as used
    with connection.cursor() as cursor:
        cursor.execute("set default_transaction_read_only = on")
    answer = api.get("/quotes/")
    assert answer.status == 200
    assert "RateLimit" not in answer.headers
    refused = api.post("/articles/", {"text": "“No,” she said."})
    assert (refused.status, refused.json["code"]) == (503, "read_only")
    assert refused.headers["Retry-After"] == "5"


def test_nobody_waits_long_for_a_count(own_database: str, api: ApiClient) -> None:
    api.get("/quotes/")
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Bucket.objects.select_for_update().get()
        answer = pool.submit(_status, api).result(5)
    assert answer == 200


def _status(api: ApiClient) -> int:
    try:
        return api.get("/quotes/").status
    finally:
        connections.close_all()


def test_quotas_that_are_whole_again_are_forgotten() -> None:
    spend("young", Quota("token", 1))
    Bucket.objects.create(whose="old", free_at=timezone.now() - timedelta(1), is_over=False)
    forget_what_is_old()
    assert [bucket.whose for bucket in Bucket.objects.all()] == ["young"]


@pytest.mark.parametrize(
    ("https", "peer", "forwarded", "address"),
    [
        (False, "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (True, "127.0.0.1", "192.0.2.7, 198.51.100.1", "198.51.100.1"),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (False, "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        (False, "::ffff:203.0.113.9", "", "203.0.113.9"),
        (True, "127.0.0.1", "me; drop table", "nowhere"),
        (False, "", "", "nowhere"),
    ],
)
def test_the_address_is_the_peers_or_what_the_proxy_saw(
    *, https: bool, peer: str, forwarded: str, address: str, settings: Settings
) -> None:
    settings.HTTPS = https
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)) == address
