"""What a quote's page tells other programs, and of which quotes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from lxml.html import HtmlElement
from pytest_django.fixtures import Settings

from accounts.models import User
from articles.models import Article
from quotes.models import Quote
from tests.factories import make_article, make_quote, make_speaker
from tests.pages import open_page

pytestmark = pytest.mark.django_db

TEXT = "“We sail </script><b>at six</b> & not later,” Ilse Marrow said."
WORDS = "We sail </script><b>at six</b> & not later,"


@pytest.fixture
def quote() -> Quote:
    home = make_article(
        text=TEXT, outlet="The Courier", title="Boats", published_at="2031-10-28T06:00Z"
    )
    return make_quote(WORDS, article=home, speaker=make_speaker("Ilse Marrow"))


def linked(page: HtmlElement) -> list[dict[str, Any]]:
    blocks = page.xpath("//script[@type='application/ld+json']")
    return [json.loads(block.text) for block in blocks]


def named(page: HtmlElement) -> dict[str, str]:
    return {
        tag.get("property") or tag.get("name"): tag.get("content")
        for tag in page.iter("meta")
        if (tag.get("property") or tag.get("name") or "").startswith(("og:", "twitter:"))
    }


def test_a_verbatim_quote_is_told_as_one_with_who_said_it_and_where(
    visitor: Client, quote: Quote
) -> None:
    page = open_page(visitor, f"/quotes/{quote.pk}/")
    address = f"http://testserver/quotes/{quote.pk}/"
    (told,) = linked(page)

    assert told["@type"] == "Quotation"
    assert told["text"] == WORDS
    assert told["@id"] == told["url"] == address
    assert told["spokenByCharacter"] == [{"@type": "Person", "name": "Ilse Marrow"}]
    assert told["isPartOf"]["headline"] == "Boats"
    assert told["isPartOf"]["publisher"]["name"] == "The Courier"
    assert named(page)["og:description"] == f"“{WORDS}”"
    assert named(page)["og:title"] == "Ilse Marrow · The Courier"
    assert named(page)["og:url"] == address
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    assert not [*page.iter("b")] or "at six" not in [bold.text for bold in page.iter("b")]


@pytest.mark.parametrize(
    "change",
    [{"kind": "mixed"}, {"kind": "indirect"}, {"act": "denied"}, {"act": "imagined"}],
)
def test_what_is_not_verbatim_is_not_passed_on(
    visitor: Client, quote: Quote, change: dict[str, str]
) -> None:
    Quote.objects.update(**change)
    page = open_page(visitor, f"/quotes/{quote.pk}/")
    assert linked(page) == []
    assert named(page) == {}
    assert page.xpath("//link[@rel='canonical']")


def test_nothing_is_passed_on_where_reading_is_not_public(
    client: Client, reader: User, quote: Quote, settings: Settings
) -> None:
    settings.PUBLIC_READING = False
    client.force_login(reader)
    assert linked(open_page(client, f"/quotes/{quote.pk}/")) == []


def test_nor_of_what_is_withdrawn_or_not_accepted(
    client: Client, annotator: User, quote: Quote, settings: Settings
) -> None:
    settings.PUBLIC_READING = True
    client.force_login(annotator)
    assert linked(open_page(client, f"/quotes/{quote.pk}/"))
    Article.objects.update(withdrawn_at="2031-11-01T06:00Z")
    assert linked(open_page(client, f"/quotes/{quote.pk}/")) == []
    Article.objects.update(withdrawn_at=None)
    Quote.objects.update(status="suggested", decided_at=None, decided_how=None)
    assert linked(open_page(client, f"/quotes/{quote.pk}/")) == []


def test_an_unnamed_source_is_not_named(visitor: Client, quote: Quote) -> None:
    quote.attributions.update(sourcing="unnamed")
    (told,) = linked(open_page(visitor, f"/quotes/{quote.pk}/"))
    assert "spokenByCharacter" not in told
    assert "Ilse Marrow" not in json.dumps(told)
