"""Quotes as programs mark, change and delete them."""

from datetime import date

import pytest

from quotes.models import Attribution, Quote, Speaker, Step
from tests.factories import (
    TEXT,
    make_article,
    make_quote,
    make_speaker,
    make_target,
    make_text_version,
)
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

PARTS = [
    {"start": 1, "end": 21, "exact": "The ferry will sail,"},
    {"start": 42, "end": 56, "exact": "It always has."},
]


def last_command() -> str:
    return Step.objects.latest("id").command


def test_marks_a_quote(api: ApiClient) -> None:
    article = make_article()
    body = {
        "article": article.pk,
        "text_version": 1,
        "content": PARTS,
        "cue": [{"exact": "said"}],
        "attributions": [
            {
                "mention": [{"exact": "Ilse Marrow"}],
                "speaker": {"name": "Ilse Marrow", "kind": "person"},
                "organisation": {"name": "Harbour Ministry"},
                "descriptor": {"exact": "Ilse", "suffix": " Marrow"},
            }
        ],
        "said_on": "2031-10",
        "place": "Corran",
        "channel": "speech",
        "addressee": "Tomas Reke",
    }
    answer = api.post("/quotes/", body)
    assert (answer.status, answer.headers["Location"]) == (201, answer.json["url"])
    assert answer.etag.startswith('"v1-')
    shown = answer.json
    assert (shown["content"], shown["kind"], shown["status"]) == (PARTS, "direct", "accepted")
    assert (shown["said_on"], shown["addressee"]["name"]) == ("2031-10", "Tomas Reke")
    assert shown["attributions"][0]["organisation"]["kind"] == "organisation"
    assert shown["attributions"][0]["sourcing"] == "named"
    assert shown["decided"]["by"] == "the-annotator"


def test_marks_in_the_current_text_version_unless_told(api: ApiClient) -> None:
    article = make_article()
    make_text_version(article, text="Corrected. " + TEXT)
    body = {"article": article.pk, "content": [{"exact": "It always has."}]}
    assert api.post("/quotes/", body).json["text_version"] == 2
    answer = api.post("/quotes/", {**body, "text_version": 3})
    assert (answer.status, answer.pointers) == (422, ["/text_version"])
    answer = api.post("/quotes/", {**body, "article": 999})
    assert (answer.status, answer.pointers) == (422, ["/article"])


def test_a_quote_of_an_older_text_goes_on_to_the_newest_where_its_words_stand(
    api: ApiClient,
) -> None:
    article = make_article()
    make_text_version(article, text="Corrected. “The ferry will sail,” said Ilse Marrow.")
    body = {"article": article.pk, "text_version": 1}
    followed = api.post("/quotes/", {**body, "content": [PARTS[0]]}).json
    assert (followed["text_version"], followed["content"][0]["start"]) == (2, 12)
    left = api.post("/quotes/", {**body, "content": [PARTS[1]]}).json
    assert (left["text_version"], left["content"]) == (1, [PARTS[1]])
    again = api.post("/quotes/", {**body, "content": [PARTS[0]]})
    assert (again.status, followed["id"]) == (409, again.json["existing"])


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("content", [{"start": 0, "end": 500, "exact": "The"}], "/content/0"),
        ("content", [{"start": 21, "end": 1, "exact": "The"}], "/content/0"),
        ("content", [{"start": 1, "end": 1, "exact": "The"}], "/content/0"),
        ("content", [{"start": 1, "end": 4, "exact": "Thé"}], "/content/0"),
        ("content", [PARTS[0], {"start": 5, "end": 30, "exact": TEXT[5:30]}], "/content"),
        ("content", [], "/content"),
        ("content", None, "/content"),
        ("cue", [{"exact": "whispered"}], "/cue/0/exact"),
        ("parent", 999, "/parent"),
        ("said_on", "2031-02-30", "/said_on"),
        ("said_on", "2031-10-01\n", "/said_on"),
        ("said_on", "0000", "/said_on"),
        ("said_on", "tomorrow", "/said_on"),
        ("channel", "telepathy", "/channel"),
        ("attributions", [{}, {"mention": [{"exact": "Nobody"}, {"exact": "No"}]}], None),
        ("attributions", [{}, {"speaker": 999}], "/attributions/1/speaker"),
        ("attributions", [{"speaker": {"name": " "}}], "/attributions/0/speaker/name"),
        ("attributions", [{"speaker": {"name": "a" * 301}}], "/attributions/0/speaker/name"),
        ("attributions", [{"sourcing": "none", "speaker": {"name": "A"}}], None),
        ("attributions", [{"condition": {"exact": "zzz"}}], "/attributions/0/condition/exact"),
    ],
)
def test_points_at_what_cannot_be_and_stores_nothing(
    api: ApiClient, field: str, value: object, pointer: str | None
) -> None:
    body = {"article": make_article().pk, "content": PARTS, field: value}
    answer = api.post("/quotes/", body)
    assert answer.status == 422, answer.json
    assert pointer is None or answer.pointers == [pointer]
    assert not Quote.objects.exists()
    assert not Speaker.objects.exists()


def test_names_the_places_of_words_that_stand_in_several(api: ApiClient) -> None:
    body = {"article": make_article().pk, "content": [{"exact": "ll"}]}
    answer = api.post("/quotes/", body)
    assert (answer.status, answer.pointers) == (422, ["/content/0"])
    places = answer.json["errors"][0]["candidates"]
    assert [TEXT[place["start"] : place["end"]] for place in places] == ["ll", "ll"]


def test_offsets_count_code_points(api: ApiClient) -> None:
    article = make_article(text="😀 “We will win,” said Zoë 𝒳.")
    answer = api.post("/quotes/", {"article": article.pk, "content": [{"exact": "We will win,"}]})
    assert answer.json["content"] == [{"start": 3, "end": 15, "exact": "We will win,"}]


def test_says_which_quote_has_these_words_already(api: ApiClient) -> None:
    quote = make_quote()
    answer = api.post("/quotes/", {"article": quote.article_id, "content": PARTS})
    assert (answer.status, answer.json["code"]) == (409, "duplicate_quote")
    assert answer.json["existing"] == quote.pk


def test_names_the_speakers_whom_a_name_may_mean(api: ApiClient) -> None:
    speakers = [make_speaker("T. Reke"), make_speaker("T. Reke")]
    body = {
        "article": make_article().pk,
        "content": PARTS,
        "attributions": [{"speaker": {"name": "t. reke"}}],
    }
    answer = api.post("/quotes/", body)
    assert (answer.status, answer.json["code"]) == (409, "ambiguous")
    [error] = answer.json["errors"]
    assert error["pointer"] == "/attributions/0/speaker/name"
    candidates = [{"id": each.pk, "name": "T. Reke"} for each in speakers]
    assert error["candidates"] == candidates


def test_accepts_and_rejects_by_the_commands_of_the_page(api: ApiClient) -> None:
    path = f"/quotes/{make_quote(status='suggested').pk}/"
    answer = api.patch(path, {"status": "accepted"}, If_Match='"v1"')
    assert (answer.json["status"], answer.json["version"]) == ("accepted", 2)
    assert last_command() == "accept_quote"
    assert api.patch(path, {"status": "rejected"}, If_Match=answer.etag).json["version"] == 3
    assert last_command() == "reject_quote"
    assert api.patch(path, {"status": "suggested"}, If_Match="*").json["decided"] is None
    assert last_command() == "change_quote"


def test_changes_the_content_by_the_command_of_the_page(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/"
    answer = api.patch(path, {"content": PARTS[:1]}, If_Match=api.tag_of(path))
    assert answer.json["content"] == PARTS[:1]
    assert last_command() == "set_content"


def test_changes_what_is_given_and_leaves_the_rest(api: ApiClient) -> None:
    quote = make_quote(
        cue="said", place="Corran", said_on=date(2031, 10, 1), said_on_precision="day"
    )
    path = f"/quotes/{quote.pk}/"
    answer = api.patch(path, {"act": "denied", "unsure": True}, If_Match='"v1"')
    assert (answer.json["act"], answer.json["unsure"]) == ("denied", True)
    assert (answer.json["cue"][0]["exact"], answer.json["place"]) == ("said", "Corran")
    emptied: dict[str, object] = {"cue": [], "place": None, "said_on": None}
    answer = api.patch(path, emptied, If_Match=answer.etag)
    assert (answer.json["cue"], answer.json["place"], answer.json["said_on"]) == ([], None, None)


def test_an_unnamed_source_of_another_article_is_no_organisation(api: ApiClient) -> None:
    source = make_speaker("a harbour official", article=make_article())
    path = f"/quotes/{make_quote().pk}/"
    body = {"attributions": [{"speaker": {"name": "Ilse Marrow"}, "organisation": source.pk}]}
    answer = api.patch(path, body, If_Match="*")
    assert (answer.status, answer.pointers) == (422, ["/attributions/0/organisation"])


def test_nothing_given_or_nothing_new_raises_no_version(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/"
    for body in ({}, {"status": "accepted"}, {"act": "said", "content": PARTS}):
        assert api.patch(path, body, If_Match='"v1"').json["version"] == 1


def test_what_is_read_can_be_sent_back(api: ApiClient) -> None:
    quote = make_quote(speaker=make_speaker("Ilse Marrow"), mention="Ilse Marrow", cue="said")
    path = f"/quotes/{quote.pk}/"
    before = api.get(path).json
    kept = ("content", "cue", "kind", "act", "attributions", "parent", "said_on", "place")
    body = {key: before[key] for key in kept}
    after = api.patch(path, body, If_Match='"v1"').json
    assert {key: after[key] for key in kept} == body
    assert Attribution.objects.count() == 1


def test_a_change_wants_to_know_what_was_seen(api: ApiClient) -> None:
    path = f"/quotes/{make_quote().pk}/"
    for answer in (api.patch(path, {"act": "denied"}), api.delete(path)):
        assert (answer.status, answer.json["code"]) == (428, "precondition_required")
    assert api.patch(path, {}, If_Match="v1").status == 400
    assert api.patch("/quotes/999/", {}).status == 404


@pytest.mark.parametrize("seen", ['"v1"', '"v1-5f70bf18a0860070"', '"v8", "v1"', "*"])
def test_the_version_alone_tells_what_was_seen(api: ApiClient, seen: str) -> None:
    path = f"/quotes/{make_quote().pk}/"
    assert api.patch(path, {"act": "denied"}, If_Match=seen).status == 200


@pytest.mark.parametrize("seen", ['"v1"', 'W/"v2"', '"5f70bf18"', '"v3"', '""', '"v0"'])
def test_a_stale_change_is_refused_with_the_quote_as_it_is(api: ApiClient, seen: str) -> None:
    path = f"/quotes/{make_quote(version=2).pk}/"
    for answer in (
        api.patch(path, {"act": "denied"}, If_Match=seen),
        api.delete(path, If_Match=seen),
    ):
        assert (answer.status, answer.json["code"]) == (412, "stale_version")
        now = api.get(path)
        assert (answer.json["current"], answer.etag) == (now.json, now.etag)


def test_deletes_a_quote_and_undo_brings_it_back(api: ApiClient) -> None:
    quote = make_quote()
    path = f"/quotes/{quote.pk}/"
    answer = api.delete(path, If_Match=api.tag_of(path))
    assert (answer.status, answer.body) == (204, b"")
    assert api.get(path).status == 404
    undone = api.post(f"/articles/{quote.article_id}/undo/", {})
    assert (undone.json["command"], undone.json["quote"]) == ("delete_quote", quote.pk)
    assert api.get(path).json["version"] == 2
    nothing_left = api.post(f"/articles/{quote.article_id}/undo/", {})
    assert (nothing_left.status, nothing_left.json["code"]) == (409, "conflict")
    assert api.post("/articles/999/undo/", {}).status == 404
    assert api.post(f"/articles/{quote.article_id}/undo/", {"all": True}).status == 422


def test_readers_change_nothing(reading: ApiClient) -> None:
    quote, target = make_quote(), make_target()
    path = f"/quotes/{quote.pk}/"
    answers = [
        reading.post("/quotes/", {}),
        reading.patch(path, {}, If_Match="*"),
        reading.delete(path, If_Match="*"),
        reading.put(f"{path}stances/{target.pk}/", {"position": None}, If_Match="*"),
        reading.post(f"{path}stances/", {}, If_Match="*"),
        reading.delete(f"{path}stances/{target.pk}/", If_Match="*"),
        reading.post("/articles/", {}),
        reading.post(f"/articles/{quote.article_id}/undo/", {}),
    ]
    assert {answer.status for answer in answers} == {403}
