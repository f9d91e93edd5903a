"""Outlets, so that a program finds their ids."""

import pytest

from articles.models import Outlet
from quotes import commands
from tests.factories import make_article
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


def names(client: ApiClient, query: str = "") -> list[str]:
    return [each["name"] for each in client.get(f"/outlets/{query}").json["results"]]


def test_lists_outlets_by_name_in_pages(reading: ApiClient) -> None:
    for name in ("Corran Weekly", "Aldmoor Courier", "Éclair"):
        make_article(outlet=name)
    Outlet.objects.filter(name="Éclair").update(shows_full_text=False)
    first = reading.get("/outlets/?limit=2").json
    assert [each["name"] for each in first["results"]] == ["Aldmoor Courier", "Corran Weekly"]
    (last,) = reading.get(first["next"].removeprefix("http://testserver")).json["results"]
    known = Outlet.objects.get(name="Éclair")
    assert last == {"id": known.pk, "name": "Éclair", "shows_full_text": False}
    assert names(reading, "?q=eclair") == ["Éclair"]


def test_who_printed_withdrawn_articles_alone_is_shown_to_those_who_work_here(
    api: ApiClient, reading: ApiClient
) -> None:
    commands.withdraw_article(make_article(outlet="Corran Weekly").pk, by=None)
    assert names(reading) == []
    assert names(api) == ["Corran Weekly"]


@pytest.mark.parametrize("query", ["q=", "q=a&q=b", "name=a", "limit=0", "cursor=a"])
def test_refuses_a_parameter_it_cannot_read(api: ApiClient, query: str) -> None:
    answer = api.get(f"/outlets/?{query}")
    assert (answer.status, answer.parameters) == (400, [query.partition("=")[0]])
