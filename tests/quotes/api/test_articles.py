"""Articles as programs send and read them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.models import Article, Outlet, TextVersion
from quotes import commands
from quotes.models import Quote, Step
from tests.factories import TEXT, make_article, make_quote, make_text_version
from tests.quotes.api.conftest import Answer, ApiClient

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
    assert len(queries) == 4  # the token, the count of requests, the page, what is on it


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


def change(client: ApiClient, article: Article, body: object) -> Answer:
    path = f"/articles/{article.pk}/"
    return client.patch(path, body, If_Match=client.tag_of(path))


def test_puts_right_what_is_known_and_its_quotes_follow(api: ApiClient) -> None:
    article = make_article(published_at="2031-01-01T00:00Z", language="de", byline="U. Pell")
    quote = make_quote(article=article)
    body = {key: value for key, value in ARTICLE.items() if key != "text"}
    answer = change(api, article, body)
    assert (answer.status, answer.json["version"]) == (200, 2)
    assert {key: answer.json[key] for key in body} == {
        **body,
        "outlet": {"id": Outlet.objects.get().pk, "name": "The Aldmoor Courier"},
        "published_at": "2031-10-29T06:15:00.000000Z",
    }
    shown = api.get(f"/quotes/{quote.pk}/").json
    for copied in ("outlet", "published_at", "language"):
        assert shown[copied] == answer.json[copied]
    other = make_article(outlet="Corran Weekly")
    again = change(api, article, {"outlet": other.outlet_id, "byline": None, "published_at": None})
    assert again.json["outlet"]["name"] == "Corran Weekly"
    assert (again.json["byline"], again.json["published_at"]) == ("", None)
    assert (again.json["title"], again.json["version"]) == ("A promise", 3)
    assert change(api, article, {"title": "A promise"}).json["version"] == 3
    events = Article._meta.apps.get_model("articles", "ArticleEvent")._default_manager
    titles = events.filter(pgh_obj_id=article.pk).order_by("pgh_id").values_list("title", flat=True)
    assert list(titles) == [article.title, "A promise", "A promise"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "courier"}, "/url"),
        ({"published_at": "Friday"}, "/published_at"),
        ({"language": "English!"}, "/language"),
        ({"external_id": "a" * 201}, "/external_id"),
        ({"outlet": 987654}, "/outlet"),
        ({"outlet": {}}, "/outlet"),
        ({"title": 4}, "/title"),
        ({"text": "No."}, "/text"),
    ],
)
def test_points_at_what_a_change_cannot_be(
    api: ApiClient, body: dict[str, object], pointer: str
) -> None:
    article = make_article()
    answer = change(api, article, body)
    assert (answer.status, answer.pointers) == (422, [pointer])
    article.refresh_from_db()
    assert article.version == 1


@pytest.mark.parametrize("field", ["url", "external_id"])
def test_two_articles_never_have_the_same_address_or_id(api: ApiClient, field: str) -> None:
    value = "https://courier.example/promise"
    known = make_article(**{field: value})
    answer = change(api, make_article(), {field: value})
    assert (answer.status, answer.json["code"]) == (409, "already_known")
    assert answer.json["errors"][0]["candidates"][0]["id"] == known.pk


@pytest.fixture
def reviewing(reviewer: User, token: Callable[[User], str]) -> ApiClient:
    """Give a client with the token of a reviewer."""
    return ApiClient(token(reviewer))


def test_wants_the_article_as_it_is(reviewing: ApiClient) -> None:
    api = reviewing
    article = make_article(version=3)
    path = f"/articles/{article.pk}/"
    for method, of, body in (
        ("PATCH", path, {"title": "A"}),
        ("POST", f"{path}withdrawal/", {}),
        ("DELETE", f"{path}withdrawal/", None),
    ):
        assert api.ask(method, of, body).status == 428
        answer = api.ask(method, of, body, If_Match='"v2"')
        assert (answer.status, answer.json["current"]["version"]) == (412, 3)


def test_withdraws_an_article_and_brings_it_back(
    api: ApiClient, reviewing: ApiClient, reading: ApiClient
) -> None:
    article = make_article()
    quote = make_quote(article=article)
    path, withdrawal = f"/articles/{article.pk}/", f"/articles/{article.pk}/withdrawal/"
    answer = reviewing.post(withdrawal, {"reason": "By mistake."}, If_Match=api.tag_of(path))
    assert answer.status == 200
    told = answer.json["withdrawn"]
    assert (told["by"], told["reason"]) == ("the-reviewer", "By mistake.")
    assert reading.get(path).status == reading.get(f"/quotes/{quote.pk}/").status == 404
    assert reviewing.post(withdrawal, {}, If_Match=answer.etag).status == 409
    assert change(api, article, {"title": "Else"}).status == 409
    back = reviewing.delete(withdrawal, If_Match=answer.etag)
    assert (back.status, back.json["withdrawn"]) == (200, None)
    assert reviewing.delete(withdrawal, If_Match=back.etag).status == 409
    assert reading.get(path).status == 200


def test_a_change_is_undone_as_any_other_step(api: ApiClient) -> None:
    article = make_article(title="Promise", outlet="Corran Weekly")
    answer = change(api, article, {"title": "A promise", "outlet": None})
    assert answer.json["outlet"] is None
    undone = api.post(f"/articles/{article.pk}/undo/", {})
    assert (undone.status, undone.json["command"]) == (200, "change_article")
    shown = api.get(f"/articles/{article.pk}/").json
    assert (shown["title"], shown["outlet"]["name"]) == ("Promise", "Corran Weekly")
    by = User.objects.get(username="the-annotator")
    commands.redo_last_step(article.pk, by=by)
    assert api.get(f"/articles/{article.pk}/").json["title"] == "A promise"
    change(api, article, {"title": "Else"})
    first = Step.objects.filter(command="redo").get()
    with pytest.raises(commands.Conflict, match="changed since"):
        commands.undo_step(first.pk, by=by)


def test_list_and_detail_say_the_same_of_an_article(api: ApiClient, reading: ApiClient) -> None:
    make_article(outlet="Corran Weekly", url="https://weekly.example/1", external_id="w1")
    commands.withdraw_article(make_article().pk, by=None)
    for client in (api, reading):
        for row in client.get("/articles/").json["results"]:
            detail = client.get(f"/articles/{row['id']}/").json
            assert {key: detail[key] for key in row} == row
            assert detail.keys() - row.keys() == {"text", "blocks", "offset_unit"}


def test_annotators_withdraw_nothing_and_readers_change_nothing(
    api: ApiClient, reading: ApiClient
) -> None:
    path = f"/articles/{make_article().pk}/"
    assert api.post(f"{path}withdrawal/", {}, If_Match="*").status == 403
    assert api.delete(f"{path}withdrawal/", If_Match="*").status == 403
    assert reading.patch(path, {"title": "A"}, If_Match="*").status == 403
    assert reading.post(f"{path}withdrawal/", {}, If_Match="*").status == 403
    assert reading.delete(f"{path}withdrawal/", If_Match="*").status == 403
