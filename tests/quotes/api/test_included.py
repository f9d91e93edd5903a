"""What is answered beside quotes: each once, as its own address answers it, if it may be seen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from quotes.models import Attribution, Relay
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.quotes.api.conftest import ApiClient

pytestmark = pytest.mark.django_db

ALL = "include=article,speaker,target"


def test_every_object_comes_once_as_its_own_address_answers_it(api: ApiClient) -> None:
    article, marrow, ferry = make_article(), make_speaker("Ilse Marrow"), make_target("Ferry")
    for words in ("The ferry will sail,", "It always has."):
        make_stance(make_quote(words, article=article, speaker=marrow), ferry)
    around = api.get(f"/quotes/?{ALL}").json["included"]
    whole = api.get(f"/articles/{article.pk}/").json
    del whole["text"], whole["blocks"], whole["offset_unit"]
    assert around == {
        "articles": [whole],
        "speakers": [api.get(f"/speakers/{marrow.pk}/").json],
        "targets": [api.get(f"/targets/{ferry.pk}/").json],
    }
    listed = api.get("/articles/").json["results"]
    assert listed == around["articles"]


def test_one_quote_has_them_too(api: ApiClient) -> None:
    quote = make_quote(speaker=make_speaker("Ilse Marrow"))
    path = f"/quotes/{quote.pk}/"
    whole = api.get(path).json
    shown = api.get(f"{path}?include=speaker").json
    assert [each["name"] for each in shown.pop("included")["speakers"]] == ["Ilse Marrow"]
    assert shown == whole
    part = api.get(f"{path}?include=article&fields=id").json
    assert part.keys() == {"id", "included"}


def test_who_is_spoken_for_who_passed_it_on_and_who_they_became_are_speakers(
    api: ApiClient,
) -> None:
    ministry, wire = make_speaker("Harbour Ministry", kind="organisation"), make_speaker("Wire")
    became = make_speaker("Ilse Marrow")
    quote = make_quote(speaker=make_speaker("I. Marrow", merged_into=became))
    Attribution.objects.filter(quote=quote).update(organisation=ministry)
    Relay.objects.create(quote=quote, name="Wire", speaker=wire)
    before, after = make_target("Ferries"), make_target("Ferry")
    before.merged_into = after
    before.save()
    make_stance(quote, before)
    around = api.get("/quotes/?include=speaker,stances").json["included"]
    names = {each["name"] for each in around["speakers"]}
    assert names == {"Harbour Ministry", "Wire", "Ilse Marrow"}
    assert [each["name"] for each in around["targets"]] == ["Ferry"]


def test_only_what_is_asked_for_is_there(api: ApiClient) -> None:
    make_quote()
    assert "included" not in api.get("/quotes/").json
    assert api.get("/quotes/?include=target").json["included"] == {"targets": []}
    assert api.get("/quotes/?q=nothing&include=target").json["included"] == {"targets": []}


def test_unnamed_sources_are_not_there_for_anybody(api: ApiClient, reading: ApiClient) -> None:
    article = make_article()
    make_quote(article=article, speaker=make_speaker("A harbour official", article=article))
    for client in (api, reading):
        assert client.get("/quotes/?include=speaker").json["included"]["speakers"] == []


def test_readers_do_not_get_what_only_suggestions_name(api: ApiClient, reading: ApiClient) -> None:
    quote = make_quote()
    unseen = make_speaker("Unseen")
    Relay.objects.create(quote=quote, name="Unseen", speaker=unseen)
    for client, names in ((api, ["Unseen"]), (reading, [])):
        around = client.get("/quotes/?include=speaker").json["included"]
        assert [each["name"] for each in around["speakers"]] == names


def test_articles_that_were_withdrawn_are_for_who_works_here(
    api: ApiClient, reading: ApiClient
) -> None:
    quote = make_quote()
    Article.objects.filter(pk=quote.article_id).update(withdrawn_at=timezone.now())
    asked = f"/quotes/?article={quote.article_id}&include=article"
    assert reading.get(asked).json["results"] == []
    assert reading.get(asked).json["included"] == {"articles": []}
    assert [each["id"] for each in api.get(asked).json["included"]["articles"]] == [
        quote.article_id
    ]


def test_lengths_of_included_articles_are_told_in_the_unit_asked_for(api: ApiClient) -> None:
    make_quote("🚢 sails", article=make_article(text="“🚢 sails,” she said."))
    lengths = [
        api.get(f"/quotes/?include=article{more}").json["included"]["articles"][0]["text_version"]
        for more in ("", "&offset_unit=utf16")
    ]
    assert lengths[1]["length"] == lengths[0]["length"] + 1


@pytest.mark.parametrize("query", ["include=", "include=parent", "include=article,,target"])
def test_refuses_what_cannot_be_included(api: ApiClient, query: str) -> None:
    for path in ("/quotes/", f"/quotes/{make_quote().pk}/"):
        answer = api.get(f"{path}?{query}")
        assert (answer.status, answer.parameters) == (400, ["include"])


@pytest.mark.parametrize("count", [2, 200])
def test_a_page_with_everything_costs_the_same_queries_however_long(
    api: ApiClient, count: int
) -> None:
    for _ in range(count):
        quote = make_quote(speaker=make_speaker())
        make_stance(quote, make_target())
        Relay.objects.create(quote=quote, name="Wire", speaker=make_speaker())
    asked = f"/quotes/?{ALL},stances&count=true&offset_unit=utf16&limit=200"
    api.get(asked)
    with CaptureQueriesContext(connection) as queries:
        assert len(api.get(asked).json["results"]) == count
    # the token, its quota, the page, its quotes, their texts, three kinds, texts again, the count
    assert len(queries) == 10
