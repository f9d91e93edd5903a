"""Speakers as programs read, add, change and merge them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from quotes import commands
from quotes.models import Speaker, SpeakerRole, Step
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

pytestmark = pytest.mark.django_db

COUNCIL = {
    "name": "Harbour Council",
    "kind": "organisation",
    "names": ["HC"],
    "attributes": {"country": "Corran"},
    "wikidata_id": "q4711",
}


def ids(client: ApiClient, query: str) -> list[int]:
    return [each["id"] for each in client.get(f"/speakers/{query}").json["results"]]


def change(client: ApiClient, speaker: Speaker, body: object) -> Any:
    path = f"/speakers/{speaker.pk}/"
    return client.patch(path, body, If_Match=client.tag_of(path))


def test_adds_a_speaker_with_all_that_is_known(api: ApiClient) -> None:
    council = api.post("/speakers/", COUNCIL)
    assert (council.status, council.json["version"]) == (201, 1)
    assert council.json["names"] == ["Harbour Council", "HC"]
    assert council.json["wikidata_id"] == "Q4711"
    role = {"role": "chair", "organisation": council.json["id"], "since": "2030-01-02"}
    body = {"name": "Ilse  Marrow", "roles": [role], "part_of": {"name": "The Quay Group"}}
    answer = api.post("/speakers/", body)
    assert answer.headers["Location"] == answer.json["url"]
    assert api.get(f"/speakers/{answer.json['id']}/").body == answer.body
    (kept,) = answer.json["roles"]
    assert kept["organisation"] == {"id": council.json["id"], "name": "Harbour Council"}
    assert (kept["since"], kept["until"]) == ("2030-01-02", None)
    assert answer.json["name"] == "Ilse Marrow"
    assert answer.json["part_of"]["name"] == "The Quay Group"


def test_who_is_known_is_not_added_again_unless_it_is_a_namesake(api: ApiClient) -> None:
    known = make_speaker("Ilse Marrow")
    answer = api.post("/speakers/", {"name": "ilse marrow"})
    assert (answer.status, answer.json["code"], answer.pointers) == (
        409,
        "already_known",
        ["/name"],
    )
    assert answer.json["errors"][0]["candidates"] == [{"id": known.pk, "name": "Ilse Marrow"}]
    assert api.post("/speakers/", {"name": "Ilse Marrow", "namesake": True}).status == 201
    assert Speaker.objects.count() == 2


def test_one_wikidata_id_is_one_speaker(api: ApiClient) -> None:
    first = api.post("/speakers/", COUNCIL).json
    answer = api.post("/speakers/", {"name": "Another", "wikidata_id": "Q4711"})
    assert (answer.status, answer.pointers) == (409, ["/wikidata_id"])
    assert answer.json["errors"][0]["candidates"][0]["id"] == first["id"]
    other = make_speaker()
    answer = change(api, other, {"wikidata_id": "Q4711"})
    assert (answer.status, answer.pointers) == (409, ["/wikidata_id"])


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/name"),
        ({"name": " "}, "/name"),
        ({"name": "A", "kind": "ship"}, "/kind"),
        ({"name": "A", "wikidata_id": "42"}, "/wikidata_id"),
        ({"name": "A", "names": ["B", "b"]}, "/names"),
        ({"name": "A", "part_of": 987654}, "/part_of"),
        ({"name": "A", "attributes": {"party": 4}}, "/attributes/party"),
        ({"name": "A", "roles": [{"role": "chair", "since": "2031"}]}, "/roles/0/since"),
        ({"name": "A", "roles": [{"role": "chair", "until": "2031-02-30"}]}, "/roles/0/until"),
        (
            {"name": "A", "roles": [{"role": "x", "since": "2031-02-03", "until": "2030-02-03"}]},
            "/roles",
        ),
        ({"name": "A", "article": 4}, "/article"),
    ],
)
def test_points_at_what_cannot_be_and_stores_nothing(
    api: ApiClient, body: dict[str, object], pointer: str
) -> None:
    answer = api.post("/speakers/", body)
    assert (answer.status, answer.pointers) == (422, [pointer])
    assert not Speaker.objects.exists()


def test_lists_speakers_by_what_is_asked(api: ApiClient) -> None:
    council = make_speaker("Council", kind="organisation", wikidata_id="Q7")
    old = make_speaker("Old council", merged_into=council)
    marrow = make_speaker("Marrow", part_of=old, attributes={"party": "Green"})
    reke = make_speaker("reke", kind="group")
    SpeakerRole.objects.create(speaker=reke, role="guest", organisation=old)
    source = make_speaker("An official", article=make_article())
    asked = {
        "": [council, marrow, reke],
        "?kind=group&kind=organisation": [council, reke],
        f"?organisation={council.pk}": [reke],
        f"?part_of={council.pk}": [marrow],
        "?wikidata_id=q7": [council],
        "?attribute=party:Green": [marrow],
        f"?article={source.article_id}": [source],
        "?q=marow": [marrow],
        "?q=marow&kind=group": [],
        "?q=old+council": [council],
        f"?q=offical&article={source.article_id}": [source],
    }
    for query, expected in asked.items():
        assert ids(api, query) == [each.pk for each in expected], query


@pytest.mark.parametrize(
    "query",
    [
        "kind=ship",
        "organisation=a",
        "part_of=0",
        "wikidata_id=42",
        "attribute=a",
        "role=x",
        "kind=",
    ],
)
def test_refuses_a_parameter_it_cannot_read(api: ApiClient, query: str) -> None:
    answer = api.get(f"/speakers/?{query}")
    assert (answer.status, answer.parameters) == (400, [query.partition("=")[0]])


def test_unnamed_sources_are_for_those_who_work_here(
    api: ApiClient, reading: ApiClient, anonymous: ApiClient
) -> None:
    source = make_speaker("An official", article=make_article())
    make_quote(speaker=source, article=source.article)
    query = f"/speakers/?article={source.article_id}"
    assert reading.get(query).status == 403
    assert anonymous.get(query).status == 401
    assert api.get(f"/speakers/{source.pk}/").json["article"] == source.article_id


@pytest.mark.parametrize("count", [2, 20])
def test_a_page_costs_the_same_queries_however_long(
    api: ApiClient, count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _ in range(count):
        speaker = make_speaker(part_of=make_speaker())
        SpeakerRole.objects.create(speaker=speaker, role="chair", organisation=make_speaker())
    api.get("/speakers/")
    with django_assert_num_queries(4):  # the token, the count of requests, the ids, what they are
        assert len(api.get("/speakers/?limit=200").json["results"]) == 3 * count


def test_changes_all_that_is_given_at_once(api: ApiClient) -> None:
    speaker = make_speaker("I. Marrow")
    path = f"/speakers/{speaker.pk}/"
    roles = [{"role": "chair", "organisation": {"name": "Harbour Council"}}, {"role": "mayor"}]
    body = {"name": "Ilse Marrow", "names": ["Ilse Marrow", "Marrow"], "roles": roles}
    more: dict[str, Any] = {
        "kind": "group",
        "part_of": "",
        "attributes": {"party": "Green"},
        "wikidata_id": "Q42",
    }
    more["part_of"] = {"name": "Quay"}
    answer = api.patch(path, body | more, If_Match='"v1"')
    shown = answer.json
    assert (answer.status, shown["version"]) == (200, 2)
    assert (shown["name"], shown["names"]) == ("Ilse Marrow", ["Ilse Marrow", "Marrow"])
    assert (shown["kind"], shown["part_of"]["name"]) == ("group", "Quay")
    assert (shown["attributes"], shown["wikidata_id"]) == ({"party": "Green"}, "Q42")
    assert [each["role"] for each in shown["roles"]] == ["chair", "mayor"]
    assert Step.objects.get().command == "change_speaker"
    kept = [{**shown["roles"][0], "until": "2031-02-03"}]
    again = api.patch(path, {"roles": kept, "part_of": None}, If_Match=answer.etag).json
    assert again["roles"] == kept
    assert again["part_of"] is None
    assert SpeakerRole.objects.get().until == date(2031, 2, 3)


def test_what_is_read_can_be_sent_back_and_stays(api: ApiClient) -> None:
    first = api.post("/speakers/", COUNCIL | {"roles": [{"role": "keeper", "organisation": None}]})
    own = ("name", "kind", "names", "roles", "part_of", "attributes", "wikidata_id")
    body = {key: first.json[key] for key in own}
    answer = api.patch(f"/speakers/{first.json['id']}/", body, If_Match=first.etag)
    assert {key: answer.json[key] for key in own} == body


def test_a_change_of_nothing_is_no_new_version(api: ApiClient) -> None:
    speaker = make_speaker()
    assert change(api, speaker, {}).json["version"] == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"names": ["Somebody else"]}, "/names"),
        ({"roles": [{"id": 987654, "role": "chair"}]}, "/roles"),
        ({"version": 4}, "/version"),
        ({"namesake": True}, "/namesake"),
    ],
)
def test_points_at_what_a_change_cannot_be(
    api: ApiClient, body: dict[str, object], pointer: str
) -> None:
    speaker = make_speaker("Ilse Marrow")
    answer = change(api, speaker, body)
    assert (answer.status, answer.pointers[0][: len(pointer)]) == (422, pointer)
    speaker.refresh_from_db()
    assert speaker.version == 1


def test_nothing_becomes_part_of_a_part_of_itself(api: ApiClient) -> None:
    whole = make_speaker("Quay")
    part = make_speaker("Pier", part_of=whole)
    answer = change(api, whole, {"part_of": part.pk})
    assert (answer.status, answer.pointers) == (422, ["/part_of"])


def test_wants_the_speaker_as_it_is(api: ApiClient) -> None:
    speaker = make_speaker("Ilse Marrow", version=3)
    path = f"/speakers/{speaker.pk}/"
    assert api.patch(path, {"name": "A"}).status == 428
    answer = api.patch(path, {"name": "A"}, If_Match='"v2"')
    assert (answer.status, answer.json["code"]) == (412, "stale_version")
    assert answer.json["current"] == api.get(path).json
    assert answer.etag == api.tag_of(path)
    assert api.post(f"{path}merge/", {"into": 1}).status == 428
    assert api.post(f"{path}merge/", {"into": 1}, If_Match='"v2"').status == 412


def test_answers_304_to_who_has_this_very_speaker(api: ApiClient) -> None:
    council = make_speaker("Council")
    speaker = make_speaker(part_of=council)
    path = f"/speakers/{speaker.pk}/"
    tag = api.tag_of(path)
    assert api.get(path, If_None_Match=tag).status == 304
    change(api, council, {"name": "Harbour Council"})
    assert api.get(path, If_None_Match=tag).status == 200


def test_merges_and_takes_it_back(api: ApiClient) -> None:
    speaker, whole = make_speaker("Sergey Ivin"), make_speaker("Sergei Ivin")
    path = f"/speakers/{speaker.pk}/"
    answer = api.post(f"{path}merge/", {"into": whole.pk}, If_Match='"v1"')
    assert (answer.status, answer.json["id"]) == (200, whole.pk)
    assert answer.json["merged"] == [{"id": speaker.pk, "name": "Sergey Ivin"}]
    moved = api.get(path)
    assert (moved.status, moved.json) == (308, answer.json)
    assert moved.headers["Location"] == answer.json["url"]
    refused = api.patch(path, {"name": "A"}, If_Match="*")
    assert (refused.status, refused.json["code"], refused.json["into"]) == (409, "merged", whole.pk)
    again = api.post(f"{path}merge/", {"into": whole.pk}, If_Match="*")
    assert (again.status, again.json["code"]) == (409, "merged")
    back = api.post(f"{path}unmerge/", {})
    assert (back.status, back.json["id"], back.json["version"]) == (200, speaker.pk, 3)
    assert api.post(f"{path}unmerge/", {}).status == 409


def test_refuses_what_cannot_be_merged(api: ApiClient) -> None:
    speaker, whole = make_speaker("Ivin"), make_speaker("Sergei Ivin")
    source = make_speaker("An official", article=make_article())

    def merge(one: Speaker, into: int) -> Any:
        return api.post(f"/speakers/{one.pk}/merge/", {"into": into}, If_Match="*")

    itself = merge(speaker, speaker.pk)
    assert (itself.status, itself.pointers) == (409, ["/into"])
    nobody = merge(speaker, 987654)
    assert (nobody.status, nobody.pointers) == (422, ["/into"])
    hidden = merge(speaker, source.pk)
    assert (hidden.status, hidden.pointers) == (422, ["/into"])
    assert merge(source, whole.pk).status == 409  # a reviewer decides who an unnamed source is
    assert merge(Speaker(pk=987654), whole.pk).status == 404
    merge(whole, speaker.pk)
    circle = merge(speaker, whole.pk)
    assert (circle.status, circle.pointers) == (409, ["/into"])


def test_a_reviewer_says_who_an_unnamed_source_is_and_why(
    reviewer: User, token: Callable[[User], str]
) -> None:
    source, whole = make_speaker("An official", article=make_article()), make_speaker("Ivin")
    client = ApiClient(token(reviewer))
    path = f"/speakers/{source.pk}/merge/"
    without = client.post(path, {"into": whole.pk}, If_Match="*")
    assert (without.status, without.json["errors"][0]["code"]) == (422, "invalid")
    body = {"into": whole.pk, "reason": "The next day's article names him."}
    answer = client.post(path, body, If_Match="*")
    assert answer.status == 200
    assert answer.json["merged"] == []  # who an unnamed source was is told to nobody


def test_readers_change_nothing(reading: ApiClient, anonymous: ApiClient) -> None:
    speaker = make_speaker()
    for client, status in ((reading, 403), (anonymous, 401)):
        assert client.post("/speakers/", {"name": "A"}).status == status
        assert client.patch(f"/speakers/{speaker.pk}/", {}, If_Match="*").status == status
        body = {"into": 1}
        assert client.post(f"/speakers/{speaker.pk}/merge/", body, If_Match="*").status == status
        assert client.post(f"/speakers/{speaker.pk}/unmerge/", {}).status == status


def test_readers_get_those_that_an_accepted_quote_names(
    api: ApiClient, reading: ApiClient, annotator: User
) -> None:
    seen, unseen, office = make_speaker("Seen"), make_speaker("Unseen"), make_speaker("Office")
    quote = make_quote(speaker=seen)
    quote.attributions.update(organisation=office)
    merged = make_speaker("Was seen")
    make_quote(speaker=merged)
    became = make_speaker("Became")
    commands.merge_speakers(merged.pk, became.pk, version=None, by=annotator)
    make_stance(make_quote(speaker=unseen, status="suggested"), make_target())
    assert ids(reading, "") == [became.pk, office.pk, seen.pk]
    assert reading.get(f"/speakers/{unseen.pk}/").status == 404
    assert reading.get(f"/speakers/{merged.pk}/").status == 308
    assert ids(api, "") == [became.pk, office.pk, seen.pk, unseen.pk]
