"""Every refusal is problem JSON: the client in conftest asserts it of each answer there is."""

import gzip
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from accounts.models import User
from config.urls import urlpatterns as real_patterns
from quotes.api.bodies import LONGEST_BODY
from tests.factories import make_article, make_quote
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


def _break(_: object) -> HttpResponse:
    msg = "a fault of ours"
    raise RuntimeError(msg)


urlpatterns = [path("api/v1/broken/", _break), *real_patterns]


def test_says_that_there_is_nothing_at_an_address(api: ApiClient) -> None:
    for place in ("/nothing/", "/quotes/7/nothing/", "/quotes/999/", "/quotes/-1/", "/quotes/x/"):
        assert api.get(place).status == 404, place
    assert api.get(f"/quotes/{'9' * 30}/").status == 404
    assert api.get("/api/nothing").status == 404


def test_says_that_a_method_is_not_known(api: ApiClient) -> None:
    answer = api.put("/quotes/", {})
    assert (answer.status, answer.json["code"]) == (405, "method_not_allowed")
    assert "POST" in answer.headers["Allow"]


def test_says_that_a_token_is_missing_unknown_or_too_weak(
    anonymous: ApiClient, reading: ApiClient
) -> None:
    missing = anonymous.get("/quotes/")
    assert (missing.status, missing.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert ApiClient("vbt_invented").get("/quotes/").json["code"] == "authentication_failed"
    assert reading.post("/quotes/", {}).status == 403


def test_a_body_in_chunks_is_refused_and_not_taken_for_none(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/"
    chunked = {"If_Match": "*", "Transfer_Encoding": "chunked"}
    answers = [api.patch(path, {"unsure": True}, **chunked), api.post("/articles/", {}, **chunked)]
    assert {(each.status, each.json["code"]) for each in answers} == {(411, "length_required")}


def test_says_that_an_address_takes_no_parameters(api: ApiClient) -> None:
    assert api.get("/?a=1").json["detail"].endswith("There are none.")


def test_a_session_is_no_token(client: Client, annotator: User) -> None:
    client.force_login(annotator)
    assert client.get("/api/v1/quotes/").status_code == 401


def test_says_that_a_format_is_not_answered(api: ApiClient) -> None:
    assert api.get("/quotes/", Accept="text/html").status == 406
    assert api.get("/quotes/", Accept="text/html, */*;q=0.1").status == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data", "", "application/json; charset=latin-1"]
)
def test_says_that_a_body_is_not_declared_as_json(api: ApiClient, kind: str) -> None:
    assert api.ask("POST", "/articles/", b'{"text": "No"}', Content_Type=kind).status == 415


def test_takes_json_in_utf_8_however_it_says_so(api: ApiClient) -> None:
    body = b'\xef\xbb\xbf{"text": "No."}'
    for kind in ("application/json", 'application/json; charset="UTF-8"'):
        assert api.ask("POST", "/articles/", body, Content_Type=kind).status in {200, 201}


def test_names_the_place_where_a_body_is_no_json(api: ApiClient) -> None:
    answer = api.ask("POST", "/articles/", b'{"text": nothing}')
    assert (answer.status, answer.json["code"]) == (400, "not_json")
    assert "line 1, column 10 (character 9)" in answer.json["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "\\ud83d"}',
        b'{"text": NaN}',
        b'{"text": "a",}',
        b"[" * 5000,
        b'{"text": ' + b"[" * 30 + b"]" * 30 + b"}",
        gzip.compress(b"{}", mtime=0),
        '{"text": "é"}'.encode("latin-1"),
        '{"text": "No."}'.encode("utf-16"),
    ],
)
def test_refuses_what_is_no_json_in_utf_8(api: ApiClient, body: bytes) -> None:
    assert api.ask("POST", "/articles/", body).status == 400


def test_names_the_byte_that_is_not_utf_8(api: ApiClient) -> None:
    answer = api.ask("POST", "/articles/", '{"text": "é"}'.encode("latin-1"))
    assert answer.json["detail"] == "Byte 10 is 0xE9: the body is not UTF-8."


def test_refuses_a_body_that_is_too_long(api: ApiClient) -> None:
    answer = api.post("/articles/", {"text": "a" * 5_000_000})
    assert (answer.status, answer.json["code"]) == (413, "body_too_long")
    assert "The body has 5.0 MB; 4 MB is the most." in answer.json["detail"]
    assert api.ask("PATCH", "/quotes/1/", b" " * (LONGEST_BODY + 1), If_Match="*").status == 404


def test_points_at_everything_that_is_wrong_in_a_body(api: ApiClient) -> None:
    body = {
        "article": "seven",
        "content": [{"start": 1, "exact": "“"}, {"exact": ""}, 4],
        "attributions": [{"speaker": {"nmae": "Ilse Marrow"}, "sourcing": "rumour"}],
        "unsure": 1,
        "a/b": 1,
    }
    answer = api.post("/quotes/", body)
    assert answer.status == 422
    assert set(answer.pointers) == {
        "/a~1b",
        "/article",
        "/attributions/0/sourcing",
        "/attributions/0/speaker",
        "/attributions/0/speaker/nmae",
        "/content/0/end",
        "/content/1/exact",
        "/content/2",
        "/unsure",
    }
    told = {error["pointer"]: error for error in answer.json["errors"]}
    assert told["/article"]["detail"] == "wants a whole number"
    assert told["/article"]["value"] == "seven"
    assert told["/a~1b"]["code"] == "unknown"


@pytest.mark.parametrize("number", [1.0, True, 2**63, -1, 0, 1e300])
def test_an_id_is_a_whole_number(api: ApiClient, number: object) -> None:
    answer = api.post("/quotes/", {"article": number, "content": [{"exact": "a"}]})
    assert (answer.status, answer.pointers) == (422, ["/article"])


@pytest.mark.parametrize("body", [[], None, "text", 4, [{}]])
def test_a_body_is_an_object(api: ApiClient, body: object) -> None:
    answer = api.post("/quotes/", body if body is not None else b"null")
    assert (answer.status, answer.pointers) == (422, [""])


def test_points_at_a_nul(api: ApiClient) -> None:
    quote = make_quote()
    answer = api.patch(f"/quotes/{quote.pk}/", {"place": "a\0b"}, If_Match='"v1"')
    assert (answer.status, answer.pointers) == (422, ["/place"])
    text = api.post("/articles/", {"text": "No.\0"})
    assert (text.status, text.pointers) == (422, ["/text"])


def test_sends_back_a_value_but_never_a_long_one(api: ApiClient) -> None:
    answer = api.post("/articles/", {"text": ["a" * 100_000]})
    assert answer.json["errors"][0]["value"].endswith("…")
    assert len(answer.body) < 1000


def test_an_address_without_its_last_slash_keeps_method_and_body(api: ApiClient) -> None:
    article = make_article()
    answer = api.post(f"/articles/{article.pk}/undo?a=b", {})
    assert (answer.status, answer.headers["Location"]) == (
        308,
        f"/api/v1/articles/{article.pk}/undo/?a=b",
    )


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_tells_nothing_of_itself(token: Callable[[User], str]) -> None:
    answer = Client(raise_request_exception=False).get("/api/v1/broken/")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert b"fault of ours" not in answer.content


def test_a_host_that_is_not_ours_gets_problem_json_too(anonymous: ApiClient) -> None:
    assert anonymous.get("/quotes/", Host="elsewhere.example").status == 400


def test_pages_keep_their_own_errors(client: Client) -> None:
    assert client.get("/nothing-here/").headers["Content-Type"].startswith("text/html")
