"""Every page is opened by its address: wide and narrow, light and dark, it is for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from playwright.sync_api import expect

from articles.readers.sources import Source
from quotes import commands
from tests.corrected import correct, make_corrected
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)
from tests.journeys.everybody import wrong_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.urls import URLResolver
    from playwright.sync_api import Page, Route

    from accounts.models import User
    from tests.browser import Live

pytestmark = pytest.mark.journey

PAGES = {
    "account": ["/account/"],
    "api-docs": ["/api/docs/"],
    "article-correction": ["/articles/{corrected}/correction/"],
    "article-detail": ["/articles/{article}/", "/articles/{empty}/", "/articles/{corrected}/"],
    "article-list": ["/articles/", "/articles/?q=nothing"],
    "article-new": ["/articles/new/"],
    "article-texts": ["/articles/{corrected}/texts/"],
    "audit": ["/audit/", "/audit/?by=role&not=sourcing:unnamed"],
    "desk": ["/"],
    "import-detail": ["/imports/{batch}/"],
    "matrix": ["/matrix/?now=ever", "/matrix/?rows=attribute:country&not=decided:batch"],
    "network": [
        "/network/",
        "/network/?mode=two",
        "/network/?q=nothing",
        "/network/?colour=country",
    ],
    "quote-choices": ["/quotes/choices/speaker/", "/quotes/choices/cue/?find=nothing"],
    "quote-detail": ["/quotes/{quote}/", "/quotes/{arabic}/"],
    "quote-list": ["/quotes/", "/quotes/?q=nothing", "/quotes/?speaker={speaker}&stance=oppose"],
    "sign-in": [],
    "sign-in-link": ["/sign-in/x/y/"],
    "speaker-detail": ["/speakers/{speaker}/", "/speakers/{unnamed}/"],
    "speaker-duplicates": ["/speakers/duplicates/"],
    "speaker-list": ["/speakers/", "/speakers/?q=nothing"],
    "speaker-merge": ["/speakers/{speaker}/merge/", "/speakers/{speaker}/merge/?into={same}"],
    "step-list": ["/steps/", "/steps/?article={empty}"],
    "target-changes": [
        "/targets/{target}/changes/",
        "/targets/{target}/changes/?said_to=2030-01-01",
    ],
    "target-detail": ["/targets/{target}/"],
    "target-list": ["/targets/", "/targets/?q=nothing"],
    "target-merge": ["/targets/{target}/merge/", "/targets/{target}/merge/?into={other}"],
    "view-list": ["/views/"],
    "text-new": ["/articles/{article}/texts/new/"],
}
"""Addresses to open of each page; a page that is not here fails."""

READ = [
    "/",
    "/articles/",
    "/articles/{article}/",
    "/articles/{corrected}/texts/",
    "/network/",
    "/quotes/",
    "/quotes/{quote}/",
    "/speakers/",
    "/speakers/{speaker}/",
    "/audit/",
    "/targets/",
    "/targets/{target}/",
    "/steps/",  # which readers may not open
    "/quotes/?kind=loud",
    "/nothing/",
]
"""What readers open, and what there is instead of a page."""

PARTS = {
    "article-together",
    "matrix-csv",
    "matrix-svg",
    "quote-feed",
    "speaker-options",
    "target-options",
    "view-feed",
    "waiting-next",
}
"""What is asked for by a page, or leads on to one."""


@dataclass(frozen=True)
class Room:
    """A small newsroom with something on every page."""

    ids: dict[str, int]
    annotator: User

    def at(self, address: str) -> str:
        return address.format(**self.ids)


@pytest.fixture
def room(own_database: str, annotator: User) -> Room:
    """Return a newsroom in which a bit of everything happened."""
    article = make_article(outlet="The Aldmoor Courier", language="en", title="The ferry sails")
    marrow = make_speaker("Ilse Marrow", attributes={"country": "Tessaly"})
    unnamed = make_speaker("a harbour official", article=article)
    target = make_target("Ferry Tariff Act")
    quote = make_quote(article=article, speaker=marrow, mention="Ilse Marrow", cue="said")
    make_stance(quote, target)
    make_suggestion("a fine promise", article, mention="Tomas Reke", cue="called", confidence=0.4)
    arabic = make_quote(
        "سنفتح الميناء غداً",
        article=make_article(text="قال: «سنفتح الميناء غداً».", title="الميناء", language="ar"),
        speaker=make_speaker("Wedad al-Manarji"),
    )
    corrected = make_corrected()
    correct(corrected.article, annotator)
    sent = [Source("a.txt", 0, "text", b"Nobody spoke."), Source("b.txt", 0, "text", b"\xff")]
    batch = commands.import_articles(sent, outlet="", by=annotator)
    commands.take_in_part(batch_id=batch.pk, first=0, last=0)
    taken = make_article(title="Nobody spoke", text="Nobody spoke.")
    for each in (article, taken):
        commands.take_article(each.pk, by=annotator)
    commands.add_note(quote.pk, text="Asked the minister again.", by=annotator)
    for name, shared in (("Ferries", True), ("Boats", False)):
        commands.save_view(name, path="/quotes/", query="q=ferry", shared=shared, by=annotator)
    ids = {
        "article": article.pk,
        "arabic": arabic.pk,
        "batch": batch.pk,
        "corrected": corrected.article.pk,
        "empty": taken.pk,
        "other": make_target("Ferry tariff").pk,
        "quote": quote.pk,
        "same": make_speaker("Ilse Marow").pk,
        "speaker": marrow.pk,
        "target": target.pk,
        "unnamed": unnamed.pk,
    }
    return Room(ids, annotator)


@pytest.mark.usefixtures("db")
def test_every_page_route_is_reached_by_a_browser_test(client: Client) -> None:
    answers = {
        each.name: client.get(reverse(each.name, kwargs=dict.fromkeys(each.pattern.converters, 1)))
        for each in routes(get_resolver().url_patterns)
    }
    opened = {name for name, answer in answers.items() if answer.status_code != 405}
    assert opened == PAGES.keys() | PARTS


def routes(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Answer every named address that is not of the API."""
    for each in patterns:
        if isinstance(each, URLPattern):
            if each.name:
                yield each
        elif not str(each.pattern).startswith("api/"):
            yield from routes(each.url_patterns)


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_for_everybody(live: Live, room: Room, half: int) -> None:
    page = live.open("/account/", user=room.annotator)
    addresses = [room.at(address) for addresses in PAGES.values() for address in addresses]
    assert [wrong for address in addresses[half::2] for wrong in wrong_at(page, address)] == []


def test_every_page_that_readers_see_is_for_everybody(live: Live, room: Room, reader: User) -> None:
    page = live.open("/sign-in/")
    assert wrong_with(page) == []
    page.context.add_cookies([live.session_of(reader)])
    assert [wrong for address in READ for wrong in wrong_at(page, room.at(address))] == []


def test_every_page_for_a_fault_is_for_everybody(live: Live) -> None:
    page = live.open("/sign-in/")
    for name in ("400", "403_csrf", "500"):
        fault = render_to_string(f"{name}.html")
        page.route(f"**/{name}/", partial(answer, fault=fault))
        assert wrong_at(page, f"/{name}/") == []


def answer(route: Route, *, fault: str) -> None:
    route.fulfill(body=fault, content_type="text/html")


def test_forms_that_were_refused_say_so_to_everybody(live: Live, room: Room) -> None:
    page = live.open(room.at("/articles/new/"), user=room.annotator)
    page.get_by_role("button", name="Add and find quotes").click()
    expect(page.locator("[aria-invalid]").first).to_be_focused()
    assert wrong_with(page) == []


def wrong_at(page: Page, address: str) -> list[str]:
    """Answer what keeps somebody from using the page of an address."""
    page.goto(address)
    return wrong_with(page)
