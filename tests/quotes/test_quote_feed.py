"""GET /quotes/feed.atom: the quotes that an address asks for, as a feed reader reads them."""

from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree
from pytest_django.fixtures import Settings

from accounts.commands import create_token
from accounts.models import Scope, User
from tests.counting import queries_of
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.pages import open_page

pytestmark = pytest.mark.django_db

FEED = "/quotes/feed.atom"


def feed_at(client: Client, address: str = FEED, **headers: str) -> Any:
    answer = client.get(address.removeprefix("http://testserver"), headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


def links(read: Any, rel: str) -> list[str]:
    return [link.href for link in read.feed.links if link.rel == rel]


def test_a_search_has_a_feed_with_its_address_and_its_name(reading: Client) -> None:
    speaker = make_speaker("Ilse Marrow")
    quote = make_quote(speaker=speaker)
    make_quote("a fine promise", kind="mixed")
    read = feed_at(reading, f"{FEED}?speaker={speaker.pk}&q=ferry")
    assert read.feed.title == "Quotes by Ilse Marrow: “ferry”"
    assert read.feed.link == f"http://testserver/quotes/?speaker={speaker.pk}&q=ferry"
    assert read.feed.id == f"http://testserver{FEED}?speaker={speaker.pk}&q=ferry"
    (entry,) = read.entries
    assert entry.id == entry.link == f"http://testserver/quotes/{quote.pk}/"


def test_pages_of_a_feed_hold_every_quote_once(reading: Client) -> None:
    article = make_article(text="\n".join(f"“Boat {n:03} sails”" for n in range(120)))
    made = [make_quote(f"Boat {n:03} sails", article=article).pk for n in range(120)]
    seen: list[int] = []
    address, first = FEED, ""
    while address:
        read = feed_at(reading, address)
        first = first or read.feed.id
        seen += [int(entry.id.rstrip("/").rsplit("/", 1)[1]) for entry in read.entries]
        assert links(read, "first") == [first] == [read.feed.id]
        assert links(read, "self")[0].removeprefix("http://testserver") == address
        address = next(iter(links(read, "next")), "").removeprefix("http://testserver")
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(made)


def test_has_what_was_said_unless_other_acts_are_asked_for(reading: Client) -> None:
    make_quote()
    make_quote("a fine promise", act="denied", speaker=make_speaker("Ilse Marrow"))
    make_quote("It always has.", status="suggested")
    assert len(feed_at(reading).entries) == 1
    (entry,) = feed_at(reading, f"{FEED}?act=denied").entries
    assert entry.title == "Ilse Marrow (denied): a fine promise"


def test_is_not_sent_again_to_who_has_it(reading: Client) -> None:
    quote = make_quote()
    answer = reading.get(FEED)
    tag = answer.headers["ETag"]
    again = reading.get(FEED, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {*answer.headers["Vary"].split(", ")}
    make_stance(quote, make_target())
    make_quote("It always has.")
    assert reading.get(FEED, headers={"If-None-Match": tag}).status_code == 200


def test_says_in_which_language_the_feed_and_each_quote_are(reading: Client) -> None:
    for language in ("he", ""):
        make_quote(article=make_article(language=language))
    root = etree.fromstring(reading.get(FEED).content)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert root.get(lang) == "en-gb"
    assert sorted(str(entry.get(lang)) for entry in entries) == ["", "he"]


@pytest.mark.parametrize(
    "words",
    [
        "🚢 sails 🌊",
        "הספינה תפליג",
        "1 < 2 & “3” > ]]>",
        "<script>alert(1)</script>",
        "e\u0301 \u202e",
    ],
)
def test_any_words_are_read_back_as_they_were_printed(reading: Client, words: str) -> None:
    text = f"“{words}”"
    make_quote(words, article=make_article(text=text), speaker=make_speaker("A & <B>"))
    (entry,) = feed_at(reading).entries
    assert entry.title_detail.value.strip() == f"A & <B>: {words}".strip()
    body = etree.fromstring(reading.get(FEED).content)
    summary = body.findtext(".//{http://www.w3.org/2005/Atom}summary")
    drawn = etree.HTML(f"<html><body>{summary}</body></html>")
    assert drawn.xpath("string(//blockquote[@dir='auto'])") == words


def test_control_characters_break_no_feed(reading: Client) -> None:
    make_quote("sail\x0b\x1b now", article=make_article(text="“sail\x0b\x1b now”"))
    assert feed_at(reading).entries[0].title == "nobody named: sail   now"


def test_reading_it_wants_what_reading_the_page_wants(
    client: Client, reader: User, settings: Settings
) -> None:
    make_quote()
    refused = client.get(FEED)
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert client.get(FEED, headers={"Authorization": "Bearer nothing"}).status_code == 401
    _, secret = create_token(reader, name="reader", scope=Scope.READ)
    assert feed_at(client, Authorization=f"Bearer {secret}").entries
    settings.PUBLIC_READING = True
    assert feed_at(client).entries


@pytest.mark.parametrize(
    "query",
    ["status=suggested", "knid=direct", "speaker=x", "speaker=987654", "after=abc", "sort=best"],
)
def test_refuses_what_a_feed_cannot_be_of(reading: Client, query: str) -> None:
    answer = reading.get(f"{FEED}?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_pages_of_views_speakers_and_targets_lead_to_their_feeds(reading: Client) -> None:
    speaker, target = make_speaker("Ilse Marrow"), make_target("Ferry")
    quote = make_quote(speaker=speaker)
    make_stance(quote, target)
    make_quote("a fine promise")
    pages = (f"/quotes/?speaker={speaker.pk}", f"/speakers/{speaker.pk}/", f"/targets/{target.pk}/")
    for address in pages:
        page = open_page(reading, address)
        (link,) = page.xpath("//head/link[@rel='alternate'][@type='application/atom+xml']")
        assert page.xpath(f"//main//a[@href='{link.get('href')}']")
        (entry,) = feed_at(reading, link.get("href")).entries
        assert entry.id.endswith(f"/quotes/{quote.pk}/")


def test_a_list_of_suggestions_has_no_feed(annotating: Client) -> None:
    make_quote(status="suggested")
    page = open_page(annotating, "/quotes/?status=suggested")
    assert not page.xpath("//link[@rel='alternate']")


def test_a_feed_of_nothing_is_one(reading: Client) -> None:
    read = feed_at(reading, f"{FEED}?q=nothing")
    assert read.entries == []
    assert read.feed.updated == "1970-01-01T00:00:00+00:00"


def test_twenty_entries_cost_as_many_queries_as_two(reading: Client) -> None:
    costs = []
    for more in (2, 18):
        for _ in range(more):
            make_stance(make_quote(speaker=make_speaker()), make_target())
        costs.append(queries_of(reading, FEED))
    assert costs[0] == costs[1]
