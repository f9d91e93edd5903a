"""Every refusal is problem JSON: the client in conftest asserts it of each answer there is."""

import gzip
import logging
from collections.abc import Callable

import orjson
import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from accounts.models import User
from config.urls import urlpatterns as real_patterns
from quotes.api.protocol.bodies import LONGEST_BODY
from quotes.api.protocol.request_ids import RequestIds
from quotes.api.protocol.unreachable import is_away, of_the_database
from tests.factories import make_article, make_quote
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.usefixtures("database")


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


def test_says_what_to_send_instead(api: ApiClient, anonymous: ApiClient) -> None:
    assert "Authorization: Bearer TOKEN" in anonymous.get("/quotes/").json["detail"]
    assert "Accept" in api.get("/quotes/", Accept="image/png").json["detail"]
    text = api.ask("POST", "/articles/", b"{}", Content_Type="text/plain")
    assert text.json["detail"].endswith("Send JSON, with “Content-Type: application/json”.")
    assert "Allow" in api.put("/quotes/", {}).json["detail"]


def test_shows_how_a_day_is_written(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/"
    answer = api.patch(path, {"said_on": "2031-1"}, If_Match="*")
    assert answer.json["detail"].endswith("such as 2031-10-28, 2031-10 or 2031")


def test_points_at_a_name_that_is_too_long(api: ApiClient) -> None:
    for place in ("/speakers/", "/targets/"):
        answer = api.post(place, {"name": "Ilse " * 100})
        assert [each["pointer"] for each in answer.json["errors"]] == ["/name"], place


def test_a_quote_has_no_more_sources_relays_and_stances_than_a_list_can_carry(
    api: ApiClient,
) -> None:
    path = f"/quotes/{make_quote().pk}/"
    for member, each in (
        ("attributions", {"sourcing": "unnamed"}),
        ("relays", {"name": "The Aldmoor Wire"}),
        ("stances", {"target": "Toll"}),
    ):
        answer = api.patch(path, {member: [each] * 201}, If_Match="*")
        assert answer.json["errors"][0] | {"value": None} == {
            "pointer": f"/{member}",
            "code": "maxItems",
            "detail": "wants at most 200",
            "value": None,
        }


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


def test_the_api_itself_without_its_slash_is_no_page(api: ApiClient) -> None:
    assert api.get("/api/").status == 404
    assert Client().get("/api").headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["q=%ff", "q=%zz", "q=%", "q=%ed%a0%80", "q=a%2"])
def test_refuses_parameters_that_nobody_can_read(api: ApiClient, query: str) -> None:
    answer = api.get(f"/quotes/?{query}")
    assert (answer.status, answer.json["code"]) == (400, "invalid_query")


def test_reads_parameters_in_any_script(api: ApiClient) -> None:
    assert api.get("/quotes/?q=100%25+%D0%B4%D0%B0").status == 200


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        (b'{"a": [1, {"b": "x\\ud800"}]}', "half_character", "/a/1/b"),
        (b'{"a": NaN}', "not_finite", "/a"),
        (b'{"a": -Infinity}', "not_finite", "/a"),
        (b'{"a": 1e999}', "not_finite", "/a"),
        (b'{"a": ' + b"9" * 400 + b"}", "too_great", "/a"),
        (b'{"a": ' + b"[" * 30 + b"]" * 30 + b"}", "nested_too_deeply", "/a" + "/0" * 20),
    ],
)
def test_points_at_what_only_a_lenient_reader_takes(
    api: ApiClient, body: bytes, code: str, pointer: str
) -> None:
    answer = api.ask("POST", "/articles/", body)
    error = answer.json["errors"][0]
    assert (answer.status, error["code"], error["pointer"]) == (400, code, pointer)


def test_points_at_members_that_are_given_twice(api: ApiClient) -> None:
    body = b'{"article": 1, "content": [{"start": 1, "x/y": 2, "x/y": 2}], "article": 2}'
    answer = api.ask("POST", "/quotes/", body)
    assert (answer.status, answer.pointers) == (422, ["/article", "/content/0/x~1y"])
    assert {error["code"] for error in answer.json["errors"]} == {"given_twice"}


def test_a_page_that_a_middleware_refuses_keeps_what_it_says_beside(client: Client) -> None:
    answer = client.post("/api/v1/context.jsonld")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert answer.json()["code"] == "method_not_allowed"


def test_options_are_told_by_a_header_alone(api: ApiClient) -> None:
    answer = api.ask("OPTIONS", "/quotes/")
    assert (answer.status, answer.body) == (204, b"")
    assert "POST" in answer.headers["Allow"]


def test_head_says_what_get_would_without_a_body(api: ApiClient) -> None:
    get, head = api.get("/quotes/"), api.ask("HEAD", "/quotes/")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(get.body))


def test_nobody_keeps_a_refusal_and_every_answer_varies_with_who_asks(api: ApiClient) -> None:
    quote = make_quote()
    paths = ("/nothing/", f"/quotes/{quote.pk + 1}/", "/quotes", "/quotes/?none=1")
    assert {api.get(path).headers["Cache-Control"] for path in paths} == {"no-store"}
    read = api.get(f"/quotes/{quote.pk}/")
    assert read.headers["Cache-Control"] == "private, no-cache"
    fresh = api.get(f"/quotes/{quote.pk}/", If_None_Match=read.etag)
    assert (fresh.status, fresh.body, fresh.etag) == (304, b"", read.etag)
    for answer in (read, fresh, api.get("/nothing/")):
        assert answer.headers["Vary"] == "Authorization, Accept, Accept-Encoding"
    assert fresh.headers["Cache-Control"] == read.headers["Cache-Control"]


def test_each_request_has_an_id_in_answer_and_problem(api: ApiClient) -> None:
    ours = [api.get("/nothing/").json["request_id"] for _ in range(2)]
    assert len(set(ours)) == 2
    answer = api.get("/nothing/", X_Request_ID="job-2031.7")
    assert answer.json["request_id"] == answer.headers["X-Request-ID"] == "job-2031.7"
    for sent in ("short", "<script>alert</script>", "a" * 100, "a line\nbreak"):
        assert api.get("/quotes/", X_Request_ID=sent).headers["X-Request-ID"] != sent


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_is_found_in_the_log_by_its_id(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("django.request")
    caplog.handler.addFilter(RequestIds())
    log.addHandler(caplog.handler)
    try:
        answer = Client(raise_request_exception=False).get("/api/v1/broken/")
    finally:
        log.removeHandler(caplog.handler)
    assert "a fault of ours" in str(caplog.records[0].exc_text)
    ids = {record.__dict__["request_id"] for record in caplog.records}
    assert ids == {answer.json()["request_id"]}


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (psycopg.errors.AdminShutdown, "database_away"),
        (psycopg.errors.QueryCanceled, "took_too_long"),
        (psycopg.errors.ReadOnlySqlTransaction, "read_only"),
    ],
)
def test_when_the_database_is_away_one_can_ask_again(cause: type[Exception], code: str) -> None:
    error = OperationalError("gone")
    error.__cause__ = cause()
    assert is_away(error)
    answer = of_the_database(error).answer(instance="/api/v1/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert orjson.loads(answer.content)["code"] == code


def test_a_connection_that_is_cut_is_503_and_the_next_request_goes_on(
    own_database: str, api: ApiClient
) -> None:
    api.get("/quotes/")
    with connections["owner"].cursor() as other:
        cut = "select pg_terminate_backend(%s)"
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            pid = cursor.fetchone()[0]
        other.execute(cut, [pid])
    answer = api.get("/quotes/")
    assert (answer.status, answer.json["code"]) == (503, "database_away")
    assert answer.headers["Retry-After"] == "5"
    connection.close()
    assert api.get("/quotes/").status == 200
