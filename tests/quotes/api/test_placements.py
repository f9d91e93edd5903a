"""Quotes of which a newer text of their article makes somebody decide, as programs do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from quotes.models import Quote
from tests.factories import TEXT, make_article, make_quote

if TYPE_CHECKING:
    from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

URL = "https://courier.example/promise"


@pytest.fixture
def waiting(api: ApiClient) -> Quote:
    """Return a quote whose words a correction printed otherwise."""
    article = make_article(url=URL)
    make_quote(article=article, mention="Ilse Marrow")
    quote = make_quote("a fine promise", article=article)
    new = "Corrected.\n\n" + TEXT.replace("a fine promise", "a fair promise")
    assert api.post("/articles/", {"url": URL, "text": new}).json["waiting"] == 1
    return quote


def decide(client: ApiClient, quote: Quote, body: object, seen: str = "*") -> Any:
    return client.post(f"/quotes/{quote.pk}/placement/", body, If_Match=seen)


def test_takes_the_new_words(api: ApiClient, waiting: Quote) -> None:
    told = api.get(f"/quotes/{waiting.pk}/placement/").json
    assert (told["outcome"], told["decision"]) == ("altered", "waiting")
    assert (told["old_text"], told["text_version"]) == (1, 2)
    assert [part["exact"] for part in told["proposed"]] == ["a fair promise"]
    answer = decide(api, waiting, {"decision": "take"}, seen=api.tag_of(f"/quotes/{waiting.pk}/"))
    assert (answer.status, answer.json["text_version"]) == (200, 2)
    assert answer.json["content"] == told["proposed"]
    assert api.get(f"/quotes/{waiting.pk}/placement/").json["decision"] == "taken"
    assert decide(api, waiting, {"decision": "take"}).status == 409


def test_places_it_at_words_of_ones_own(api: ApiClient, waiting: Quote) -> None:
    body = {"decision": "place", "content": [{"exact": "fair promise"}]}
    answer = decide(api, waiting, body)
    assert (answer.status, answer.json["quoted"]) == (200, ["fair promise"])


def test_leaves_it_at_its_text(api: ApiClient, waiting: Quote) -> None:
    answer = decide(api, waiting, {"decision": "leave"})
    assert (answer.status, answer.json["text_version"]) == (200, 1)
    assert api.get(f"/quotes/{waiting.pk}/placement/").json["decision"] == "left"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/decision"),
        ({"decision": "place"}, "/candidate"),
        ({"decision": "place", "candidate": 7}, "/candidate"),
        ({"decision": "take", "candidate": 0}, "/candidate"),
        ({"decision": "leave", "content": [{"exact": "fair"}]}, "/content"),
        ({"decision": "place", "content": [{"exact": "no such words"}]}, "/content"),
        ({"decision": "place", "candidate": 0, "content": [{"exact": "fair"}]}, "/content"),
    ],
)
def test_points_at_what_cannot_be(
    api: ApiClient, waiting: Quote, body: dict[str, object], pointer: str
) -> None:
    answer = decide(api, waiting, body)
    assert (answer.status, answer.pointers[0][: len(pointer)]) == (422, pointer)


def test_wants_the_quote_as_it_is_and_one_that_a_newer_text_followed(
    api: ApiClient, reading: ApiClient, waiting: Quote
) -> None:
    path = f"/quotes/{waiting.pk}/placement/"
    assert api.post(path, {"decision": "take"}).status == 428
    assert decide(api, waiting, {"decision": "take"}, seen='"v9"').status == 412
    assert reading.get(path).status == 403
    assert decide(reading, waiting, {"decision": "take"}).status == 403
    other = make_quote()
    assert api.get(f"/quotes/{other.pk}/placement/").status == 404
    assert decide(api, other, {"decision": "take"}).status in {404, 422}
