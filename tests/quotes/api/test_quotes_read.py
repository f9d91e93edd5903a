"""Quotes as programs read them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote as quoted

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts.models import User
from quotes.models import Attribution, Quote, Relay
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

FIRST = datetime(2031, 10, 1, 8, tzinfo=UTC)


def make_quotes(count: int) -> list[Quote]:
    """Make quotes of as many articles, the oldest first, three at a time at the same moment."""
    return [
        make_quote(article=make_article(published_at=FIRST + timedelta(hours=number // 3)))
        for number in range(count)
    ]


def make_full_quote() -> Quote:
    """Make a quote that has everything a quote can have."""
    marrow, ministry = make_speaker("Ilse Marrow"), make_speaker("Harbour Ministry")
    article = make_article(outlet="Corran Weekly", language="en", published_at=FIRST)
    around = make_quote("The ferry will sail", article=article)
    quote = make_quote(
        speaker=marrow,
        mention="Ilse Marrow",
        cue="said",
        article=article,
        parent=around,
        said_on=FIRST.date(),
        said_on_precision="month",
        place="Corran",
        channel="speech",
        said_in="de",
        addressee="Tomas Reke",
        confidence=0.5,
        origin="machine",
        reason="quotation marks",
    )
    Attribution.objects.filter(quote=quote).update(
        organisation=ministry, descriptor=((23, 27),), descriptor_words=["Ilse"]
    )
    Relay.objects.create(quote=quote, name="Tessaly Wire", span=((58, 63),), span_words=["Tomas"])
    make_stance(quote, make_target("Ferry"), "oppose", conditional=True)
    make_stance(quote, make_target("Bridge"), None)
    return quote


def test_a_full_quote_has_the_shape_described(api: ApiClient) -> None:
    quote = make_full_quote()
    shown = api.get(f"/quotes/{quote.pk}/").json
    assert shown["url"] == f"http://testserver/api/v1/quotes/{quote.pk}/"
    assert shown["content"][1] == {"start": 42, "end": 56, "exact": "It always has."}
    assert shown["said_on"] == "2031-10"
    assert shown["attributions"][0]["descriptor"] == {"start": 23, "end": 27, "exact": "Ilse"}
    assert shown["relays"][0]["name"] == "Tessaly Wire"
    assert shown["stances"][1]["position"] is None
    assert shown["outlet"]["name"] == "Corran Weekly"
    assert shown["published_at"] == "2031-10-01T08:00:00.000000Z"


def test_list_and_detail_show_the_same(api: ApiClient) -> None:
    quote = make_full_quote()
    listed = api.get("/quotes/?channel=speech")
    assert listed.status == 400
    listed = api.get(f"/quotes/?article={quote.article_id}&stance=oppose")
    shown = api.get(f"/quotes/{quote.pk}/").json
    assert listed.json == {"results": [shown], "next": None, "offset_unit": "codepoint"}


def test_a_suggestion_names_whom_the_machine_proposes(api: ApiClient) -> None:
    quote = make_quote(status="suggested", origin="machine")
    Attribution.objects.filter(quote=quote).update(proposed_name="Ilse Marrow", sourcing="named")
    shown = api.get("/quotes/?status=suggested").json["results"][0]
    speaker = {"id": None, "name": "Ilse Marrow", "kind": "person"}
    assert shown["attributions"][0]["speaker"] == speaker
    assert shown["decided"] is None


def test_pages_hold_every_quote_once_newest_first(api: ApiClient) -> None:
    quotes = make_quotes(11)
    seen, path = [], "/quotes/?limit=4&kind=direct"
    while path:
        answer = api.get(path)
        seen += [quote["id"] for quote in answer.json["results"]]
        path = answer.json["next"] and answer.json["next"].removeprefix("http://testserver")
        next_link = f'<{answer.json["next"]}>; rel="next", ' if path else ""
        first = '<http://testserver/api/v1/quotes/?limit=4&kind=direct>; rel="first"'
        assert answer.headers["Link"] == next_link + first
    assert seen == [quote.pk for quote in reversed(quotes)]


def test_a_cursor_belongs_to_its_filters(api: ApiClient) -> None:
    make_quotes(3)
    following = api.get("/quotes/?limit=1").json["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    assert api.get(f"/quotes/?limit=2&cursor={cursor}").status == 200
    answer = api.get(f"/quotes/?kind=direct&cursor={cursor}")
    assert (answer.status, answer.parameters) == (400, ["cursor"])


@pytest.mark.parametrize("count", [2, 20])
def test_a_page_costs_the_same_queries_however_long(api: ApiClient, count: int) -> None:
    for _ in range(count):
        make_full_quote_apart()
    api.get("/quotes/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(api.get("/quotes/").json["results"]) == count
    assert len(queries) == 4  # the token, the count of requests, the page, the quotes on it


def make_full_quote_apart() -> None:
    """Make a quote with a speaker and a stance in an article of its own."""
    make_stance(make_quote(speaker=make_speaker(), mention="Ilse Marrow"), make_target())


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("knid=direct", "knid"),
        ("format=json", "format"),
        ("kind=loud", "kind"),
        ("speaker=Ilse", "speaker"),
        ("speaker=0", "speaker"),
        (f"speaker={2**63}", "speaker"),
        ("published_from=2031-02-30", "published_from"),
        ("published_to=9999-12-31", "published_to"),
        ("published_from=0001-01-01", "published_from"),
        ("said_from=20311001", "said_from"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=²", "limit"),
        ("limit=5&limit=6", "limit"),
        ("cursor=%00", "cursor"),
        ("cursor=abc", "cursor"),
        ("cursor=", "cursor"),
        ("q=a%00b", "q"),
        ("q=a&q=b", "q"),
        ("q=", "q"),
    ],
)
def test_refuses_a_parameter_it_cannot_read(api: ApiClient, query: str, parameter: str) -> None:
    answer = api.get(f"/quotes/?{query}")
    assert (answer.status, answer.parameters) == (400, [parameter])


@pytest.mark.parametrize("q", ["(", "'", '"unclosed', "or or -", "a:b & !c", "🙂", "\\"])
def test_finds_or_does_not_find_whatever_words_are_typed(api: ApiClient, q: str) -> None:
    assert api.get(f"/quotes/?q={quoted(q)}").status == 200


def test_finds_by_speaker_target_stance_and_words(api: ApiClient) -> None:
    quote = make_full_quote()
    ferry = quote.stances.get(position="oppose").target_id
    found = f"speaker={quote.speaker_id}&target={ferry}&stance=oppose&q=ferry+sail"
    assert [each["id"] for each in api.get(f"/quotes/?{found}").json["results"]] == [quote.pk]
    assert api.get(f"/quotes/?target={ferry}&stance=support").json["results"] == []


def test_undecided_quotes_are_for_annotators(
    api: ApiClient, reading: ApiClient, anonymous: ApiClient, settings: Settings
) -> None:
    settings.PUBLIC_READING = True
    quote = make_quote(status="suggested")
    asked = "/quotes/?status=suggested&status=accepted"
    assert [each["id"] for each in api.get(asked).json["results"]] == [quote.pk]
    assert reading.get(asked).status == 403
    refused = anonymous.get(asked)
    assert (refused.status, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert reading.get(f"/quotes/{quote.pk}/").status == 404
    assert anonymous.get("/quotes/").json["results"] == []


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_readers_do_not_learn_inside_which_undecided_quote_one_stands(
    api: ApiClient, reading: ApiClient, status: str
) -> None:
    parent = make_quote("The ferry will sail", status=status)
    inner = make_quote("ferry", article=parent.article, parent=parent)
    for client, known in ((api, parent.pk), (reading, None)):
        assert client.get(f"/quotes/{inner.pk}/").json["parent"] == known
        assert client.get("/quotes/").json["results"][0]["parent"] == known


def test_an_organisation_that_was_merged_is_shown_as_the_one_it_became(api: ApiClient) -> None:
    whole = make_speaker("Harbour Ministry", kind="organisation")
    part = make_speaker("Ministry of Harbours", kind="organisation", merged_into=whole)
    quote = make_quote(speaker=make_speaker())
    Attribution.objects.filter(quote=quote).update(organisation=part)
    shown = api.get(f"/quotes/{quote.pk}/").json["attributions"][0]["organisation"]
    assert shown == {"id": whole.pk, "name": "Harbour Ministry", "kind": "organisation"}


def test_who_decided_is_told_to_those_signed_in(
    reading: ApiClient, anonymous: ApiClient, annotator: User, settings: Settings
) -> None:
    settings.PUBLIC_READING = True
    quote = make_quote(decided_by=annotator)
    path = f"/quotes/{quote.pk}/"
    assert reading.get(path).json["decided"]["by"] == annotator.username
    assert anonymous.get(path).json["decided"]["by"] is None


def test_without_public_reading_a_token_is_needed(anonymous: ApiClient) -> None:
    assert anonymous.get(f"/quotes/{make_quote().pk}/").status == 401


def test_answers_304_to_who_has_this_very_body(api: ApiClient) -> None:
    speaker = make_speaker("Ilse Marow")
    path = f"/quotes/{make_quote(speaker=speaker).pk}/"
    tag = api.tag_of(path)
    for sent in (tag, f"W/{tag}", f'"v9-abc", {tag}', "*"):
        answer = api.get(path, If_None_Match=sent)
        assert (answer.status, answer.headers["ETag"], answer.body) == (304, tag, b"")
    speaker.name = "Ilse Marrow"
    speaker.save()
    answer = api.get(path, If_None_Match=tag)
    assert answer.status == 200
    assert answer.etag.partition("-")[0] == tag.partition("-")[0]
    assert api.get(path, If_None_Match="v1").status == 400


def test_a_term_is_shown_when_asked_for(api: ApiClient) -> None:
    quote = make_quote("a fine promise", kind="term")
    assert api.get("/quotes/").json["results"] == []
    assert api.get("/quotes/?kind=term").json["results"][0]["id"] == quote.pk
    assert api.get(f"/quotes/{quote.pk}/").status == 200


def test_the_root_leads_to_every_list(api: ApiClient) -> None:
    for address in api.get("/").json.values():
        assert api.get(address.removeprefix("http://testserver")).status == 200


def test_a_token_is_noted_as_used_without_a_write_each_time(
    annotator: User, token: Callable[[User], str]
) -> None:
    client = ApiClient(token(annotator))
    client.get("/quotes/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/quotes/")
    assert not [each for each in queries.captured_queries if "UPDATE" in each["sql"]]
