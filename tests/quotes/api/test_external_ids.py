"""A quote's external_id: what a client calls it, once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote as quoted

import pytest
from django.db import connection

from accounts.commands import create_token
from accounts.models import User
from quotes import commands
from quotes.models import Quote, Step
from tests.factories import make_article, make_quote
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.usefixtures("database")


def called(external_id: str | None, words: str = "The ferry will sail,") -> dict[str, Any]:
    article = make_article()
    return {"article": article.pk, "content": [{"exact": words}], "external_id": external_id}


def test_a_quote_is_kept_under_what_its_sender_calls_it(api: ApiClient) -> None:
    made = api.ask("POST", "/quotes/", called("desk/7 é 😀"))

    assert made.status == 201
    assert made.json["external_id"] == "desk/7 é 😀"
    assert Quote.objects.get(external_id="desk/7 é 😀").pk == made.json["id"]


def test_a_quote_is_called_otherwise_and_nothing_later(api: ApiClient) -> None:
    quote = make_quote()
    path = f"/quotes/{quote.pk}/"

    renamed = api.ask("PATCH", path, {"external_id": "a"}, If_Match='"v1"')
    assert (renamed.json["external_id"], renamed.json["version"]) == ("a", 2)
    cleared = api.ask("PATCH", path, {"external_id": None}, If_Match='"v2"')
    assert (cleared.json["external_id"], cleared.json["version"]) == (None, 3)


def test_two_quotes_are_not_called_the_same(api: ApiClient) -> None:
    Quote.objects.filter(pk=(first := make_quote()).pk).update(external_id="a")
    second = make_quote("It always has.")

    refused = api.ask("PATCH", f"/quotes/{second.pk}/", {"external_id": "a"}, If_Match='"v1"')

    assert refused.status == 409
    assert refused.json["code"] == "duplicate_external_id"
    assert refused.json["existing"] == first.pk
    assert refused.pointers == ["/external_id"]


@pytest.mark.parametrize("wrong", ["", "a" * 201, "a\nb", "\u202e", 7])
def test_what_cannot_be_a_name_is_refused(api: ApiClient, wrong: object) -> None:
    refused = api.ask("POST", "/quotes/", called(wrong))  # type: ignore[arg-type]

    assert refused.status == 422
    assert refused.pointers == ["/external_id"]


def test_a_quote_that_is_brought_back_is_called_as_before(api: ApiClient) -> None:
    made = api.ask("POST", "/quotes/", called("a"))
    api.ask("DELETE", f"/quotes/{made.json['id']}/", If_Match=made.etag)

    commands.undo_last_step(made.json["article"], by=User.objects.get())

    assert Quote.objects.get(external_id="a").pk == made.json["id"]


def put(api: ApiClient, external_id: str, body: dict[str, Any], **headers: str) -> Any:
    name = quoted(external_id, safe="")
    return api.ask("PUT", f"/quotes/external/{name}/", body, **headers)


@pytest.mark.parametrize("external_id", ["a", "desk/7", "7 % é 😀", "a/", "batch", "?x=1#y"])
def test_sent_twice_under_its_name_it_is_one_quote(api: ApiClient, external_id: str) -> None:
    body = called(None)
    body.pop("external_id")
    first, again = put(api, external_id, body), put(api, external_id, body)

    assert (first.status, again.status) == (201, 200)
    assert first.json["external_id"] == external_id
    assert again.json == first.json
    assert Step.objects.count() == 1


def test_sent_again_with_other_facts_it_takes_them(api: ApiClient) -> None:
    body = called("a")
    first = api.post("/quotes/", body)
    again = api.post("/quotes/", {**body, "act": "denied"})

    assert (again.status, again.json["id"]) == (200, first.json["id"])
    assert (again.json["act"], again.json["version"]) == ("denied", 2)


def test_what_another_person_changed_is_not_written_over(api: ApiClient, reviewer: User) -> None:
    body = called("a")
    first = api.post("/quotes/", body)
    commands.change_quote(first.json["id"], version=1, by=reviewer, changes={"act": "denied"})

    refused = api.post("/quotes/", {**body, "act": "imagined"})
    assert (refused.status, refused.json["code"]) == (412, "stale_version")
    assert refused.json["current"]["act"] == "denied"
    assert refused.json["current"]["version"] == 2
    stale = api.ask("POST", "/quotes/", {**body, "act": "imagined"}, If_Match=first.etag)
    assert stale.status == 412
    seen = api.ask("POST", "/quotes/", {**body, "act": "imagined"}, If_Match=refused.etag)
    assert (seen.status, seen.json["act"]) == (200, "imagined")


def test_a_body_that_says_nothing_new_is_taken_whoever_changed_the_quote(
    api: ApiClient, reviewer: User
) -> None:
    body = called("a")
    first = api.post("/quotes/", body)
    commands.change_quote(first.json["id"], version=1, by=reviewer, changes={"unsure": True})

    again = api.post("/quotes/", body)
    assert (again.status, again.json["version"], again.json["unsure"]) == (200, 2, True)
    stale = api.ask("POST", "/quotes/", body, If_Match=first.etag)
    assert (stale.status, stale.etag) == (200, again.etag)


def test_what_is_refused_unseen_carries_the_quote_as_it_stays(
    api: ApiClient, reviewer: User
) -> None:
    body = called("a")
    first = api.post("/quotes/", body)
    commands.change_quote(first.json["id"], version=1, by=reviewer, changes={"place": "Elm"})

    refused = api.post("/quotes/", {**body, "place": "Oak"})
    assert refused.status == 412
    assert refused.json["current"]["place"] == "Elm"
    assert refused.etag == api.get(f"/quotes/{first.json['id']}/").etag


def test_if_match_without_a_quote_matches_nothing(api: ApiClient) -> None:
    body = called(None)
    body.pop("external_id")

    assert put(api, "a", body, If_Match="*").status == 412
    assert api.ask("POST", "/quotes/", {**body, "external_id": "a"}, If_Match='"v1"').status == 412
    assert not Quote.objects.exists()


def test_who_wants_a_new_quote_alone_is_refused_one_that_is_there(api: ApiClient) -> None:
    body = called(None)
    body.pop("external_id")

    made = put(api, "a", body, If_None_Match="*")
    assert made.status == 201
    refused = put(api, "a", {**body, "place": "Oak"}, If_None_Match="*")
    assert (refused.status, refused.etag) == (412, made.etag)
    assert refused.json["current"] == made.json


def test_a_name_of_another_article_is_refused_with_the_quote_that_has_it(api: ApiClient) -> None:
    first = api.post("/quotes/", called("a"))
    refused = api.post("/quotes/", called("a"))

    assert (refused.status, refused.json["code"]) == (409, "stands_elsewhere")
    assert refused.json["existing"] == first.json["id"]


def test_fifteen_at_once_are_one_quote(own_database: str, annotator: User) -> None:
    body = called("a", "It always has.")
    secret = create_token(annotator, name="many", scope="write")[1]

    def send(_number: int) -> int:
        try:
            return ApiClient(secret).ask("POST", "/quotes/", body).status
        finally:
            connection.close()

    with ThreadPoolExecutor(15) as pool:
        statuses = list(pool.map(send, range(15)))
    assert sorted(statuses) == [200] * 14 + [201]
    assert Quote.objects.count() == 1


def test_only_a_star_is_asked_of_what_is_new(api: ApiClient) -> None:
    refused = api.ask("POST", "/quotes/", called("a"), If_None_Match='"v1"')
    assert (refused.status, refused.json["errors"][0]["header"]) == (400, "If-None-Match")
    assert not Quote.objects.exists()


def test_it_is_read_by_its_name(api: ApiClient) -> None:
    made = api.post("/quotes/", called("desk/7"))
    path = f"/quotes/external/{quoted('desk/7', safe='')}/"

    assert api.get(path).json == made.json
    assert api.get(path, If_None_Match=made.etag).status == 304
    assert api.get("/quotes/external/desk/8/").status == 404
