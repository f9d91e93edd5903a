"""Articles as programs send and read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Outlet, TextVersion
from quotes.models import Quote
from tests.factories import TEXT, make_article, make_quote, make_text_version
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

ARTICLE = {
    "text": TEXT,
    "title": "A promise",
    "url": "https://courier.example/promise",
    "outlet": "The Aldmoor Courier",
    "byline": "Una Pell",
    "published_at": "2031-10-29T08:15:00+02:00",
    "language": "en",
    "external_id": "promise-1",
}


def test_takes_in_an_article_and_suggests_its_quotes(api: ApiClient) -> None:
    answer = api.post("/articles/", ARTICLE)
    assert (answer.status, answer.json["change"]) == (201, "new")
    assert answer.headers["Location"] == answer.json["api_url"]
    assert answer.json["quotes_suggested"] == Quote.objects.count() > 0
    shown = api.get(f"/articles/{answer.json['id']}/").json
    kept = ("text", "title", "url", "byline", "language", "external_id")
    assert {key: shown[key] for key in kept} == {key: ARTICLE[key] for key in kept}
    assert shown["published_at"] == "2031-10-29T06:15:00.000000Z"
    assert shown["outlet"]["name"] == "The Aldmoor Courier"
    assert shown["text_version"]["sha256"] == answer.json["text_version"]["sha256"]
    assert shown["text_version"]["length"] == len(TEXT)
    assert Article.objects.get().created_by.username == "the-annotator"  # type: ignore[union-attr]


def test_the_same_article_again_adds_nothing(api: ApiClient) -> None:
    first = api.post("/articles/", ARTICLE).json
    again = api.post("/articles/", ARTICLE)
    assert (again.status, again.json["change"], again.json["quotes_suggested"]) == (200, "same", 0)
    assert again.json["id"] == first["id"]
    assert TextVersion.objects.count() == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(api: ApiClient) -> None:
    first = api.post("/articles/", ARTICLE).json
    answer = api.post("/articles/", {**ARTICLE, "text": TEXT + "\nCorrected."})
    assert (answer.status, answer.json["change"]) == (200, "changed")
    assert answer.json["text_version"]["number"] == 2
    path = f"/articles/{first['id']}/"
    assert api.get(path).json["text"].endswith("Corrected.")
    assert api.get(f"{path}?text_version=1").json["text"] == TEXT
    assert api.get(f"{path}?text_version=3").status == 404
    assert api.get(f"{path}?text_version=one").parameters == ["text_version"]


def test_takes_a_page_for_its_article(api: ApiClient) -> None:
    words = "“The ferry will sail,” Ilse Marrow said on Friday, and it sailed all week long. "
    html = f"<html><body><article><h1>Sails</h1><p>{words * 5}</p></article></body></html>"
    answer = api.post("/articles/", {"html": html})
    assert answer.status == 201
    assert answer.json["quotes_suggested"] > 0


def test_unknown_may_be_left_out_or_null(api: ApiClient) -> None:
    answer = api.post("/articles/", {"text": "No.", "url": None, "published_at": None})
    assert answer.status == 201


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/text"),
        ({"text": "", "html": ""}, "/text"),
        ({"text": "No.", "html": "<p>No.</p>"}, "/text"),
        ({"text": " \n "}, "/text"),
        ({"text": 4}, "/text"),
        ({"text": "No.", "url": "courier"}, "/url"),
        ({"text": "No.", "published_at": "Friday"}, "/published_at"),
        ({"text": "No.", "published_at": "0001-01-01"}, "/published_at"),
        ({"text": "No.", "language": "English!"}, "/language"),
        ({"text": "No.", "external_id": "a" * 201}, "/external_id"),
        ({"text": "No.", "author": "Una Pell"}, "/author"),
        ({"text": "a" * 2_000_001}, "/text"),
        ({"html": "<p></p>"}, "/html"),
    ],
)
def test_points_at_what_cannot_be_and_stores_nothing(
    api: ApiClient, body: dict[str, object], pointer: str
) -> None:
    answer = api.post("/articles/", body)
    assert (answer.status, answer.pointers) == (422, [pointer])
    assert not Article.objects.exists()


def test_the_text_is_shown_as_its_outlet_allows(api: ApiClient, reading: ApiClient) -> None:
    article = make_article(outlet="Corran Weekly")
    Outlet.objects.update(shows_full_text=False)
    path = f"/articles/{article.pk}/"
    assert api.get(path).json["text"] == TEXT
    assert reading.get(path).json["text"] is None


def test_answers_304_to_who_has_this_very_article(api: ApiClient) -> None:
    article = make_article()
    path = f"/articles/{article.pk}/"
    tag = api.tag_of(path)
    assert api.get(path, If_None_Match=tag).status == 304
    make_text_version(article, text="Corrected.")
    assert api.get(path, If_None_Match=tag).status == 200


def test_lists_articles_newest_first_by_what_is_asked(api: ApiClient) -> None:
    old = make_article(title="Éclair", published_at="2031-01-01T00:00Z", language="en")
    new = make_article(title="Bridge", published_at="2031-02-01T00:00Z", outlet="Corran Weekly")
    asked = {
        "": [new, old],
        "?q=eclair": [old],
        "?language=en": [old],
        f"?outlet={new.outlet_id}": [new],
        "?published_from=2031-01-02": [new],
        "?published_to=2031-01-01": [old],
    }
    for query, expected in asked.items():
        found = api.get(f"/articles/{query}").json["results"]
        assert [each["id"] for each in found] == [article.pk for article in expected], query
    first = api.get("/articles/?limit=1")
    following = api.get(first.json["next"].removeprefix("http://testserver")).json
    assert [each["id"] for each in following["results"]] == [old.pk]
    assert following["next"] is None


@pytest.mark.parametrize("query", ["kind=direct", "q=", "outlet=Courier", "cursor=abc", "limit=x"])
def test_refuses_a_parameter_it_cannot_read(api: ApiClient, query: str) -> None:
    answer = api.get(f"/articles/?{query}")
    assert (answer.status, answer.parameters) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize("count", [2, 20])
def test_a_page_costs_the_same_queries_however_long(api: ApiClient, count: int) -> None:
    for _ in range(count):
        make_text_version(make_article(outlet="Corran Weekly"))
    api.get("/articles/")
    with CaptureQueriesContext(connection) as queries:
        assert len(api.get("/articles/").json["results"]) == count
    assert len(queries) == 4  # the token, the count of requests, the page, the texts on it


def test_says_how_the_quotes_of_a_changed_article_stand_in_its_new_text(api: ApiClient) -> None:
    article = make_article(url="https://courier.example/promise")
    make_quote("a fine promise", article=article)
    make_quote(article=article, mention="Ilse Marrow")
    body = {
        "url": "https://courier.example/promise",
        "text": "Corrected.\n\n" + TEXT.replace("a fine promise", "a fair promise"),
        "kind": "correction",
        "dated": "2031-10-30",
        "note": "It was a fair one.",
    }
    answer = api.post("/articles/", body)
    assert answer.json["anchored"] == {"exact": 1, "moved": 0, "altered": 1, "gone": 0}
    assert answer.json["waiting"] == 1
    text = api.get(f"/articles/{article.pk}/").json["text_version"]
    assert (text["kind"], text["dated"], text["note"]) == (
        "correction",
        "2031-10-30",
        "It was a fair one.",
    )


@pytest.mark.parametrize("insists", ["?replace=true", {"replace": True}])
def test_another_articles_text_is_refused_unless_one_insists(
    api: ApiClient, insists: str | dict[str, bool]
) -> None:
    article = make_article(url="https://courier.example/promise")
    make_quote(article=article)
    body = {"url": "https://courier.example/promise", "text": "Something else entirely."}
    refused = api.post("/articles/", body)
    assert (refused.status, refused.json["code"]) == (409, "too_few_placed")
    assert refused.json["anchored"] == {"exact": 0, "moved": 0, "altered": 0, "gone": 1}
    assert refused.json["article"] == article.pk
    assert article.text_versions.count() == 1
    more, query = (insists, "") if isinstance(insists, dict) else ({}, insists)
    assert api.post(f"/articles/{query}", {**body, **more}).status == 200
    assert article.text_versions.count() == 2


def test_replace_is_true_or_false(api: ApiClient) -> None:
    answer = api.post("/articles/?replace=perhaps", ARTICLE)
    assert (answer.status, answer.parameters) == (400, ["replace"])


def test_takes_what_stands_over_and_beside_the_body(api: ApiClient) -> None:
    beside = {"headline": "Boats stay", "standfirst": "None sailed.", "captions": ["A pier."]}
    answer = api.post("/articles/", {"text": TEXT, **beside})
    assert answer.status == 201
    shown = api.get(f"/articles/{answer.json['id']}/").json
    assert shown["title"] == "Boats stay"
    assert shown["text"] == f"{TEXT}\n\nBoats stay\n\nNone sailed.\n\nA pier."
    roles = [block["role"] for block in shown["blocks"]]
    assert roles == ["body", "headline", "standfirst", "caption"]
