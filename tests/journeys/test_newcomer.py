"""Somebody who never saw Verbatim: from the printed link to an answered question."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.links import sign_in_path
from accounts.models import User
from articles.models import Article, TextVersion
from quotes.models import Quote
from tests.browser import Live
from tests.gold import SEED, SEED_GOLD, needs_seed
from tests.journeys.hands import Hands

pytestmark = pytest.mark.journey

TEXT = (
    "🚢🇫🇷 The boats of Kestrel Sound stay in port.\r\n\r\n"
    "“Nobody asked the crews 👩‍🌾,” said Mara Venn, who speaks for them. “We would have said no.”"
    "\r\n\r\nHenrik Solve, the owner, said: “I asked. They said no.”\r\n"
)
HEBREW = (
    "דובר הנמל מסר הודעה ביום שני. “המעבורת תצא מחר 🚢 בבוקר”, אמרה השרה אילזה מרו.\n\n"
    "בעלי הסירות לא השיבו לשאלות."
)


def paste(page: Page, text: str, **named: str) -> None:
    """Paste a text into the page for new articles and send it."""
    for name, words in named.items():
        page.get_by_label(name.capitalize()).fill(words)
    page.get_by_label("Text").fill(text)
    page.get_by_role("button", name="Add and find quotes").click()
    page.wait_for_url("**/articles/*/")


def is_exact(text: TextVersion) -> bool:
    """Tell whether each quote's words stand in the text where it says."""
    quotes = Quote.objects.filter(text_version=text)
    return bool(quotes) and all(
        [text.text[start:end] for start, end in quote.content] == quote.content_words
        for quote in quotes
    )


def test_from_the_link_to_the_answer(live: Live, admin: User) -> None:
    page = live.open(sign_in_path(admin))
    page.goto("/articles/new/")
    paste(page, TEXT, headline="Boats stay in port", outlet="The Sound")
    hands = Hands(page)

    text = TextVersion.objects.get()
    assert text.text == TEXT.replace("\r\n", "\n") + "\n\nBoats stay in port"
    assert is_exact(text)
    hands.has(1)
    hands.press("a", "a")
    hands.is_told("Quote 2 accepted")

    first, second = sorted(Quote.objects.all(), key=lambda quote: quote.content)
    assert first.content_words == ["Nobody asked the crews 👩‍🌾,", "We would have said no."]
    assert second.content_words == ["I asked. They said no."]
    assert first.speaker
    page.goto(f"/quotes/?speaker={first.speaker.pk}")
    expect(page.get_by_role("main")).to_contain_text("We would have said no.")
    expect(page.get_by_role("main")).not_to_contain_text("They said no.")


def test_an_article_from_right_to_left(live: Live, annotator: User) -> None:
    page = live.open("/articles/new/", user=annotator)
    paste(page, HEBREW, language="he")
    text = TextVersion.objects.get()
    Quote.objects.all().delete()
    page.reload()
    hands = Hands(page)

    hands.drag("המעבורת תצא מחר 🚢 בבוקר")
    hands.press("q")
    hands.has(1)
    quote = Quote.objects.get()
    assert quote.content_words == ["המעבורת תצא מחר 🚢 בבוקר"]
    hands.press("Shift+ArrowRight")  # left is onward here, so the end moves back
    hands.is_told("Quote 1 has new content")
    quote.refresh_from_db()
    assert quote.content_words == ["המעבורת תצא מחר"]
    assert is_exact(text)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@needs_seed
def test_the_direct_quotes_of_the_seed_article_are_confirmed_by_keyboard(
    live: Live, annotator: User
) -> None:
    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))["quotes"]
    wanted = [
        [list(span) for span in quote["content"]]
        for quote in gold
        if quote["kind"] == "direct" and not quote.get("parent")
    ]
    page = live.open("/articles/new/", user=annotator)
    paste(page, SEED.read_bytes().decode())
    hands = Hands(page)
    page.evaluate("window.keys = 0; addEventListener('keydown', () => keys++, { capture: true })")

    for number in range(1, Quote.objects.exclude(kind="term").count() + 1):
        hands.has(number)
        hands.press("a" if parts_in_hand(page) in wanted else "n")
    expect(page.locator("#queue-head")).to_contain_text(f"{len(wanted)} of")

    accepted = Quote.objects.filter(article=Article.objects.get(), status="accepted")
    stored = sorted([list(span) for span in quote.content] for quote in accepted)
    assert stored == sorted(wanted)
    assert len(stored) == 10
    print(f"{page.evaluate('keys')} keys for {len(stored)} quotes")  # noqa: T201


def parts_in_hand(page: Page) -> Any:
    """Answer the content of the quote in hand, as the page has it."""
    parts = page.locator("#content").get_attribute("data-parts") or ""
    return [[int(at) for at in part.split("-")] for part in parts.split()]
