"""A quote's external_id: what a client calls it, once."""

from typing import Any

import pytest

from accounts.models import User
from quotes import commands
from quotes.models import Quote
from tests.factories import make_article, make_quote
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


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
