"""Lists and objects as a program asks for them: some members, an order, a count, a unit."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.queries.quote_json import MEMBERS
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient
from tests.quotes.api.description import description

pytestmark = pytest.mark.django_db

FIRST = datetime(2031, 10, 1, 8, tzinfo=UTC)
LISTS = ("/quotes/", "/articles/", "/speakers/", "/targets/")


def make_three() -> list[int]:
    """Make three quotes in as many articles, the oldest first, and answer their ids."""
    articles = [make_article(published_at=FIRST + timedelta(days=day)) for day in range(3)]
    return [make_quote(article=article).pk for article in articles]


def test_the_members_of_a_quote_are_those_described() -> None:
    described = description()["components"]["schemas"]["Quote"]["properties"]
    assert [*described] == [*MEMBERS]


def test_fields_choose_members_and_the_id_is_always_there(api: ApiClient) -> None:
    quote = make_quote(speaker=make_speaker("Ilse Marrow"))
    whole = api.get(f"/quotes/{quote.pk}/").json
    for path in ("/quotes/?", f"/quotes/{quote.pk}/?"):
        answer = api.get(f"{path}fields=attributions,content").json
        (shown,) = answer.get("results", [answer])
        assert shown == {name: whole[name] for name in ("id", "content", "attributions")}


@pytest.mark.parametrize("member", MEMBERS)
def test_every_member_can_be_asked_for_alone(api: ApiClient, member: str) -> None:
    quote = make_quote()
    make_stance(quote, make_target("Ferry"), "oppose")
    shown = api.get(f"/quotes/?fields={member}").json["results"]
    assert shown == [{"id": quote.pk, member: api.get(f"/quotes/{quote.pk}/").json[member]}]


def test_fields_of_articles_leave_out_their_texts(api: ApiClient) -> None:
    article = make_article(title="Ferry stays")
    listed = api.get("/articles/?fields=title").json["results"]
    assert listed == [{"id": article.pk, "title": "Ferry stays"}]
    assert api.get(f"/articles/{article.pk}/?fields=id,title").json == listed[0]


def test_an_etag_is_of_the_members_asked_for_and_its_version_of_the_quote(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/"
    whole, part = api.tag_of(path), api.tag_of(f"{path}?fields=id")
    assert whole != part
    assert api.get(f"{path}?fields=id", If_None_Match=part).status == 304
    assert api.patch(path, {"place": "Corran"}, If_Match=part).status == 200


@pytest.mark.parametrize("path", ["/quotes/", "/articles/"])
def test_lists_go_by_the_order_asked_for_from_page_to_page(api: ApiClient, path: str) -> None:
    make_three()
    newest = [each["id"] for each in api.get(path).json["results"]]
    assert [each["id"] for each in api.get(f"{path}?order=newest").json["results"]] == newest
    seen, at = [], f"{path}?order=oldest&limit=1"
    while at:
        page = api.get(at).json
        seen += [each["id"] for each in page["results"]]
        at = (page["next"] or "").removeprefix("http://testserver")
    assert seen == newest[::-1]


def test_best_puts_what_fits_the_words_best_first(api: ApiClient) -> None:
    once = make_quote("The ferry will sail", article=make_article(published_at=FIRST))
    text = "Nothing. “Sail, ferry, sail, ferry,” she said."
    twice = make_quote("Sail, ferry, sail, ferry", article=make_article(text=text))
    found = api.get("/quotes/?q=ferry&order=best").json["results"]
    assert {each["id"] for each in found} == {once.pk, twice.pk}
    assert found[0]["id"] == twice.pk


def test_a_cursor_belongs_to_its_order_but_not_to_what_is_shown(api: ApiClient) -> None:
    ids = make_three()
    following = api.get("/quotes/?limit=1").json["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    for changed in ("fields=id", "limit=2", "offset_unit=utf16", "count=true", "order=newest"):
        page = api.get(f"/quotes/?cursor={cursor}&{changed}").json
        assert page["results"][0]["id"] == ids[1]
    for other in ("order=oldest", "q=ferry", "outlet=1"):
        answer = api.get(f"/quotes/?cursor={cursor}&{other}")
        assert (answer.status, answer.parameters) == (400, ["cursor"])
    assert api.get(f"/articles/?cursor={cursor}").status == 400


@pytest.mark.parametrize("path", LISTS)
def test_counts_are_told_where_they_are_asked_for(api: ApiClient, path: str) -> None:
    for pk in make_three():
        make_stance(make_quote(speaker=make_speaker(f"Speaker {pk}")), make_target(f"Target {pk}"))
    assert "count" not in api.get(path).json
    assert "count" not in api.get(f"{path}?count=false").json
    page = api.get(f"{path}?count=true&limit=1").json
    whole = api.get(f"{path}?limit=200").json["results"]
    assert page["count"] == {"value": len(whole), "exact": True}


def test_a_longer_list_is_counted_so_far(api: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    make_three()
    monkeypatch.setattr("articles.paging.COUNTED", 2)
    monkeypatch.setattr("quotes.api.articles.COUNTED", 2)
    monkeypatch.setattr("quotes.queries.search.counting.MOST", 2)
    monkeypatch.setattr("quotes.api.quotes.MOST", 2)
    for path in ("/articles/?", "/quotes/?kind=direct&"):
        assert api.get(f"{path}count=true").json["count"] == {"value": 2, "exact": False}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("fields=", "fields"),
        ("fields=id,", "fields"),
        ("fields=id,nope", "fields"),
        ("fields=id&fields=url", "fields"),
        ("count=yes", "count"),
        ("count=", "count"),
        ("order=loudest", "order"),
        ("order=newest&order=oldest", "order"),
        ("offset_unit=bytes", "offset_unit"),
        ("offset_unit=", "offset_unit"),
    ],
)
@pytest.mark.parametrize("path", ["/quotes/", "/articles/"])
def test_refuses_what_it_cannot_answer(
    api: ApiClient, path: str, query: str, parameter: str
) -> None:
    answer = api.get(f"{path}?{query}")
    assert (answer.status, answer.parameters) == (400, [parameter])


def test_says_which_members_there_are(api: ApiClient) -> None:
    answer = api.get("/quotes/?fields=contents")
    assert "has no “contents”" in answer.json["detail"]
    assert "content" in answer.json["detail"].partition("commas: ")[2].split(", ")


def test_one_object_has_no_pages(api: ApiClient) -> None:
    for path in (f"/quotes/{make_quote().pk}/", f"/articles/{make_article().pk}/"):
        for name in ("cursor=a", "limit=2", "count=true", "order=newest"):
            answer = api.get(f"{path}?{name}")
            assert (answer.status, answer.parameters) == (400, [name.partition("=")[0]])


@pytest.mark.parametrize("count", [2, 20])
@pytest.mark.parametrize("path", ["/quotes/", "/articles/"])
def test_whatever_is_asked_a_page_costs_the_same_queries(
    api: ApiClient, path: str, count: int
) -> None:
    for _ in range(count):
        make_stance(make_quote(speaker=make_speaker()), make_target())
    asked = f"{path}?offset_unit=utf16&count=true&fields=id"
    api.get(asked)
    with CaptureQueriesContext(connection) as queries:
        assert len(api.get(asked).json["results"]) == count
    assert len(queries) == 6  # the token, the limit, the page, its objects, their texts, the count
