"""Counts beside a list of quotes, as programs read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

MAY = datetime(2031, 5, 2, 9, tzinfo=UTC)


def test_counts_what_each_choice_would_leave(api: ApiClient) -> None:
    speaker = make_speaker("Ilse Marrow")
    for kind in ("direct", "direct", "indirect"):
        make_quote(speaker=speaker, kind=kind)
    make_quote(speaker=make_speaker("Tomas Reke"))
    counted = api.get(f"/facets/?speaker={speaker.pk}&kind=direct").json
    assert (counted["total"], counted["more"]) == (2, False)
    assert [(each["value"], each["count"]) for each in counted["facets"]["kind"]] == [
        ("direct", 2),
        ("indirect", 1),
    ]
    assert [(each["name"], each["count"]) for each in counted["facets"]["speaker"]] == [
        ("Ilse Marrow", 2),
        ("Tomas Reke", 1),
    ]


def test_of_everything_the_counts_are_exact_too(api: ApiClient) -> None:
    make_quote(speaker=make_speaker("Ilse Marrow"))
    counted = api.get("/facets/").json
    assert counted["total"] == 1
    assert counted["facets"]["speaker"][0]["name"] == "Ilse Marrow"


def test_answers_the_months_of_a_target_by_position(api: ApiClient) -> None:
    target = make_target()
    for position in ("support", "support", "oppose", None):
        make_stance(make_quote(article=make_article(published_at=MAY)), target, position)
    make_quote(article=make_article(published_at=MAY))
    line = api.get(f"/timeline/?target={target.pk}&said_from=2031-06-01").json
    assert [each["month"] for each in line["months"]] == ["2031-05"]
    month = line["months"][0]
    assert [month[each] for each in ("support", "oppose", "unjudged", "count")] == [2, 1, 1, 4]
    assert api.get("/timeline/").json["months"][0]["count"] == 5


@pytest.mark.parametrize("path", ["/facets/", "/timeline/"])
def test_refuses_as_the_list_does(path: str, api: ApiClient, reading: ApiClient) -> None:
    make_quote(status="suggested", speaker=make_speaker())
    assert api.get(f"{path}?knid=direct").parameters == ["knid"]
    assert reading.get(f"{path}?status=suggested").status == 403
    assert api.get(f"{path}?status=suggested").status == 200
    assert api.get("/facets/?status=suggested").json["total"] == 1
