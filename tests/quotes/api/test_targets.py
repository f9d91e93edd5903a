"""Targets as programs read, add, change and merge them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from quotes import commands
from quotes.models import Stance, Step, Target
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User
    from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db


def ids(client: ApiClient, query: str) -> list[int]:
    return [each["id"] for each in client.get(f"/targets/{query}").json["results"]]


def change(client: ApiClient, target: Target, body: object) -> Any:
    path = f"/targets/{target.pk}/"
    return client.patch(path, body, If_Match=client.tag_of(path))


def test_adds_a_target_with_all_that_is_known(api: ApiClient) -> None:
    marrow = make_speaker("Ilse Marrow")
    body = {
        "name": "Ilse  Marrow",
        "kind": "speaker",
        "speaker": marrow.pk,
        "part_of": "Council",
        "attributes": {"area": "harbour"},
    }
    answer = api.post("/targets/", body)
    assert (answer.status, answer.json["version"]) == (201, 1)
    assert answer.headers["Location"] == answer.json["url"]
    assert api.get(f"/targets/{answer.json['id']}/").body == answer.body
    assert answer.json["name"] == "Ilse Marrow"
    assert answer.json["speaker"] == {"id": marrow.pk, "name": "Ilse Marrow"}
    assert answer.json["part_of"]["name"] == "Council"
    assert answer.json["attributes"] == {"area": "harbour"}


def test_what_is_known_is_not_added_again(api: ApiClient, annotator: User) -> None:
    known, merged = make_target("Ferry Act"), make_target("The ferry act")
    commands.merge_targets(merged.pk, known.pk, version=None, by=annotator)
    for name in ("ferry act", "The Ferry Act"):
        answer = api.post("/targets/", {"name": name})
        assert (answer.status, answer.json["code"]) == (409, "already_known")
        assert answer.json["errors"][0]["candidates"] == [{"id": known.pk, "name": "Ferry Act"}]
    marrow = make_speaker("Marrow")
    first = api.post("/targets/", {"name": "Marrow", "kind": "speaker", "speaker": marrow.pk}).json
    body = {"name": "Mrs Marrow", "kind": "speaker", "speaker": marrow.pk}
    answer = api.post("/targets/", body)
    assert (answer.status, answer.pointers) == (409, ["/speaker"])
    assert answer.json["errors"][0]["candidates"][0]["id"] == first["id"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/name"),
        ({"name": " "}, "/name"),
        ({"name": "A", "kind": "ship"}, "/kind"),
        ({"name": "A", "kind": "speaker"}, "/speaker"),
        ({"name": "A", "speaker": 987654, "kind": "speaker"}, "/speaker"),
        ({"name": "A", "part_of": 987654}, "/part_of"),
        ({"name": "A", "part_of": True}, "/part_of"),
        ({"name": "A", "attributes": []}, "/attributes"),
        ({"name": "A", "names": []}, "/names"),
    ],
)
def test_points_at_what_cannot_be_and_stores_nothing(
    api: ApiClient, body: dict[str, object], pointer: str
) -> None:
    answer = api.post("/targets/", body)
    assert (answer.status, answer.pointers) == (422, [pointer])
    assert not Target.objects.exists()


def test_lists_targets_by_what_is_asked(api: ApiClient) -> None:
    marrow = make_speaker("Marrow")
    act = make_target("Ferry act", kind="proposal", attributes={"area": "harbour"})
    old = make_target("Old act", merged_into=act)
    part = make_target("Hotline", part_of=old)
    person = make_target("marrow", kind="speaker", speaker=marrow)
    asked = {
        "": [act, part, person],
        "?kind=proposal&kind=speaker": [act, person],
        f"?part_of={act.pk}": [part],
        f"?speaker={marrow.pk}": [person],
        "?attribute=area:harbour": [act],
        "?q=fery": [act],
        "?q=fery&kind=speaker": [],
    }
    for query, expected in asked.items():
        assert ids(api, query) == [each.pk for each in expected], query


@pytest.mark.parametrize("query", ["kind=ship", "part_of=a", "speaker=0", "attribute=a", "role=x"])
def test_refuses_a_parameter_it_cannot_read(api: ApiClient, query: str) -> None:
    answer = api.get(f"/targets/?{query}")
    assert (answer.status, answer.parameters) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize("count", [2, 20])
def test_a_page_costs_the_same_queries_however_long(
    api: ApiClient, count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _ in range(count):
        make_target(part_of=make_target())
    api.get("/targets/")
    with django_assert_num_queries(4):  # the token, the count of requests, the ids, what they are
        assert len(api.get("/targets/").json["results"]) == 2 * count


def test_changes_all_that_is_given_at_once(api: ApiClient) -> None:
    target, marrow = make_target("Ferry"), make_speaker("Marrow")
    body = {
        "name": "Marrow",
        "kind": "speaker",
        "speaker": {"id": marrow.pk},
        "part_of": {"name": "Council"},
        "attributes": {"area": "harbour"},
    }
    answer = api.patch(f"/targets/{target.pk}/", body, If_Match='"v1"')
    shown = answer.json
    assert (answer.status, shown["version"], shown["name"]) == (200, 2, "Marrow")
    assert (shown["kind"], shown["speaker"]["id"]) == ("speaker", marrow.pk)
    assert (shown["part_of"]["name"], shown["attributes"]) == ("Council", {"area": "harbour"})
    assert Step.objects.get().command == "change_target"
    own = ("name", "kind", "speaker", "part_of", "attributes")
    same = change(api, target, {key: shown[key] for key in own}).json
    assert {key: same[key] for key in own} == {key: shown[key] for key in own}
    alone = change(api, target, {"kind": "issue", "speaker": None, "part_of": None}).json
    assert (alone["speaker"], alone["part_of"]) == (None, None)
    assert change(api, target, {}).json["version"] == alone["version"]


def test_refuses_changes_that_cannot_be(api: ApiClient) -> None:
    target, other = make_target("Ferry"), make_target("Bridge")
    part = make_target("Hotline", part_of=target)
    source = make_speaker("An official", article=make_article())
    refused: dict[int, list[tuple[Any, str]]] = {
        409: [({"name": "bridge"}, "/name")],
        422: [
            ({"kind": "speaker"}, "/speaker"),
            ({"speaker": source.pk, "kind": "speaker"}, "/speaker"),
            ({"part_of": part.pk}, "/part_of"),
            ({"part_of": target.pk}, "/part_of"),
            ({"version": 2}, "/version"),
        ],
    }
    for status, cases in refused.items():
        for body, pointer in cases:
            answer = change(api, target, body)
            assert (answer.status, answer.pointers) == (status, [pointer]), body
    marrow = make_speaker("Marrow")
    assert change(api, other, {"kind": "speaker", "speaker": marrow.pk}).status == 200
    answer = change(api, target, {"kind": "speaker", "speaker": marrow.pk})
    assert (answer.status, answer.pointers) == (409, ["/speaker"])


def test_wants_the_target_as_it_is(api: ApiClient) -> None:
    target = make_target("Ferry", version=3)
    path = f"/targets/{target.pk}/"
    assert api.patch(path, {"name": "A"}).status == 428
    answer = api.patch(path, {"name": "A"}, If_Match='"v2"')
    assert (answer.status, answer.json["current"]) == (412, api.get(path).json)
    assert api.post(f"{path}merge/", {"into": 1}).status == 428
    assert api.post(f"{path}merge/", {"into": 1}, If_Match='"v2"').status == 412
    tag = api.tag_of(path)
    assert api.get(path, If_None_Match=tag).status == 304


def test_merges_and_takes_it_back(api: ApiClient) -> None:
    target, whole = make_target("The ferry act"), make_target("Ferry act")
    quote = make_quote()
    make_stance(quote, target, "support")
    make_stance(quote, whole, "oppose")
    path = f"/targets/{target.pk}/"
    refused = api.post(f"{path}merge/", {"into": whole.pk}, If_Match='"v1"')
    assert (refused.status, refused.json["code"]) == (409, "conflict")
    body = {"into": whole.pk, "keep": "into"}
    answer = api.post(f"{path}merge/", body, If_Match='"v1"')
    assert (answer.status, answer.json["id"]) == (200, whole.pk)
    assert answer.json["merged"] == [{"id": target.pk, "name": "The ferry act"}]
    assert [each.position for each in Stance.objects.all()] == ["oppose"]
    moved = api.get(path)
    assert (moved.status, moved.json) == (308, answer.json)
    assert moved.headers["Location"] == answer.json["url"]
    again = api.patch(path, {"name": "A"}, If_Match="*")
    assert (again.status, again.json["into"]) == (409, whole.pk)
    back = api.post(f"{path}unmerge/", {})
    assert (back.status, back.json["id"], back.json["version"]) == (200, target.pk, 3)
    assert Stance.objects.count() == 2
    assert api.post(f"{path}unmerge/", {}).status == 409


def test_refuses_what_cannot_be_merged(api: ApiClient) -> None:
    target, whole = make_target(), make_target()

    def merge(one: int, body: object) -> Any:
        return api.post(f"/targets/{one}/merge/", body, If_Match="*")

    for body, status, pointer in (
        ({"into": target.pk}, 409, "/into"),
        ({"into": 987654}, 422, "/into"),
        ({"into": whole.pk, "keep": "mine"}, 422, "/keep"),
        ({}, 422, "/into"),
    ):
        answer = merge(target.pk, body)
        assert (answer.status, answer.pointers) == (status, [pointer]), body
    assert merge(987654, {"into": whole.pk}).status == 404
    assert merge(whole.pk, {"into": target.pk}).status == 200
    assert merge(target.pk, {"into": whole.pk}).status == 409


def test_readers_change_nothing(reading: ApiClient) -> None:
    path = f"/targets/{make_target().pk}/"
    assert reading.post("/targets/", {"name": "A"}).status == 403
    assert reading.patch(path, {}, If_Match="*").status == 403
    assert reading.post(f"{path}merge/", {"into": 1}, If_Match="*").status == 403
    assert reading.post(f"{path}unmerge/", {}).status == 403


def test_readers_get_those_that_an_accepted_quote_is_about(reading: ApiClient) -> None:
    seen, unseen = make_target("Seen"), make_target("Unseen")
    make_stance(make_quote(), seen)
    make_stance(make_quote(status="suggested"), unseen)
    assert ids(reading, "") == [seen.pk]
    assert reading.get(f"/targets/{seen.pk}/").status == 200
    assert reading.get(f"/targets/{unseen.pk}/").status == 404
