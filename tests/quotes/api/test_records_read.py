"""Speakers and targets, so that a program finds ids."""

import pytest

from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


def names(client: ApiClient, path: str) -> list[str]:
    return [each["name"] for each in client.get(path).json["results"]]


def test_finds_names_with_typing_mistakes(api: ApiClient) -> None:
    make_speaker("Ilse Marrow")
    make_target("Harbour tariff")
    assert names(api, "/speakers/?q=ilse+marow") == ["Ilse Marrow"]
    assert names(api, "/targets/?q=harbor+tarif") == ["Harbour tariff"]
    assert names(api, "/speakers/?q=zzz") == []


def test_lists_all_by_name_in_pages(api: ApiClient) -> None:
    for name in ("B", "C", "A"):
        make_speaker(name)
        make_target(name)
    for path in ("/speakers/", "/targets/"):
        first = api.get(f"{path}?limit=2").json
        assert [each["name"] for each in first["results"]] == ["A", "B"]
        assert names(api, first["next"].removeprefix("http://testserver")) == ["C"]


def test_readers_see_those_of_accepted_quotes_and_nobody_unnamed_sources(
    api: ApiClient, reading: ApiClient
) -> None:
    seen, unseen = make_speaker("Seen"), make_speaker("Unseen")
    make_stance(make_quote(speaker=seen), make_target("Seen"))
    make_stance(make_quote(speaker=unseen, status="suggested"), make_target("Unseen"))
    make_speaker("An official", article=make_article())
    for path in ("/speakers/", "/targets/"):
        assert names(reading, path) == ["Seen"]
        assert names(api, path) == ["Seen", "Unseen"]


@pytest.mark.parametrize("query", ["q=", "q=a&q=b", "name=a", "limit=0", "cursor=a", "q=%00"])
@pytest.mark.parametrize("path", ["/speakers/", "/targets/"])
def test_refuses_a_parameter_it_cannot_read(api: ApiClient, path: str, query: str) -> None:
    answer = api.get(f"{path}?{query}")
    assert (answer.status, answer.parameters) == (400, [query.partition("=")[0]])


def test_one_that_was_merged_leads_to_what_it_became(api: ApiClient) -> None:
    for path, make in (("/speakers/", make_speaker), ("/targets/", make_target)):
        whole = make("Sergei Ivin")
        merged = make("Sergey Ivin", merged_into=whole)
        kind = whole.kind
        assert (
            api.get(f"{path}{whole.pk}/").json.items()
            >= {
                "id": whole.pk,
                "name": "Sergei Ivin",
                "kind": kind,
            }.items()
        )
        answer = api.get(f"{path}{merged.pk}/")
        assert answer.status == 308
        assert answer.headers["Location"].endswith(f"/api/v1{path}{whole.pk}/")
        assert api.get(f"{path}987654/").status == 404


def test_readers_get_one_that_an_accepted_quote_names(reading: ApiClient) -> None:
    seen, unseen = make_speaker("Seen"), make_speaker("Unseen")
    make_stance(make_quote(speaker=seen), make_target("Seen"))
    assert reading.get(f"/speakers/{seen.pk}/").status == 200
    assert reading.get(f"/speakers/{unseen.pk}/").status == 404
    assert reading.get(f"/speakers/{seen.pk}/?q=a").status == 400
