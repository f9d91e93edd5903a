"""An analyst finds who printed a statement, sees what became of it, and cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker
from tests.journeys.everybody import wrong_with

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings

    from accounts.models import User
    from quotes.models import Quote, Speaker
    from tests.browser import Live

pytestmark = pytest.mark.journey

WORDS = "a bill posted to people who never ordered the meal"


def printed(speaker: Speaker, outlet: str, hour: int, *, words: str, cue: str) -> Quote:
    home = make_article(
        text=f"The quay was full. Tomas Reke {cue} the act was “{words}”. The band went home.",
        outlet=outlet,
        title="Islands split over ferry tariff",
        byline="Noor Hallam",
        published_at=f"2031-10-28T{hour:02}:00Z",
        language="en",
    )
    return make_quote(words, article=home, speaker=speaker, mention="Tomas Reke", cue=cue)


@pytest.fixture
def first(own_database: str, settings: Settings) -> Quote:
    settings.PUBLIC_READING = True
    reke = make_speaker("Tomas Reke")
    quote = printed(reke, "The Aldmoor Courier", 6, words=WORDS, cue="said")
    printed(reke, "Strait Times", 9, words="a bill posted to people", cue="claimed")
    otherwise = "the bill was posted to people who never ordered a meal"
    printed(reke, "Corran Weekly", 12, words=otherwise, cue="said")
    return quote


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_cite_a_quote(live: Live, first: Quote, reader: User) -> None:
    page = live.open("/quotes/", user=reader)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="printed by 3").last.click()

    told = page.locator(".told li")
    expect(told.nth(0)).to_have_text("The Aldmoor Courier ran it first, on 28 October 2031, 06:00.")
    expect(told.nth(3)).to_contain_text("Strait Times made “said” into “claimed”")
    page.get_by_role("table").get_by_role("link", name="The Aldmoor Courier").click()
    expect(page).to_have_url(f"{live.url}/quotes/{first.pk}/")

    page.get_by_role("link", name="Cite", exact=True).click()
    page.get_by_role("button", name="Copy the note in Chicago style").press("Enter")
    expect(page.locator("#copied")).to_have_text("Copied")
    assert copied(page) == (
        "Tomas Reke, quoted in Noor Hallam, “Islands split over ferry tariff,” The Aldmoor"
        f" Courier, October 28, 2031, text 1, {live.url}/quotes/{first.pk}/."
    )
    for button, expected in (
        ("Copy the permanent link", f"{live.url}/quotes/{first.pk}/"),
        ("Copy the words with who said them", f"“{WORDS}” (Tomas Reke)"),
        ("Copy BibTeX", page.locator("#cite-bibtex").text_content()),
        ("Copy the reference in APA style", page.locator("#cite-apa").text_content()),
    ):
        page.get_by_role("button", name=button).focus()
        page.keyboard.press("Space")
        page.wait_for_function(
            "async (words) => await navigator.clipboard.readText() === words", arg=expected
        )


def test_the_page_to_cite_is_for_everybody(live: Live, first: Quote, annotator: User) -> None:
    for user in (None, annotator):
        page = live.open(f"/quotes/{first.pk}/", user=user)
        expect(page.locator("#printings")).to_contain_text("Printed 3 times")
        if user:
            page.locator("#printings summary").click()
        assert wrong_with(page) == []
        page.context.close()


def test_without_scripts_what_to_cite_can_be_read(live: Live, first: Quote, reader: User) -> None:
    page = live.open(f"/quotes/{first.pk}/", user=reader, scripts=False)
    expect(page.locator("#cite-chicago")).to_contain_text("Tomas Reke, quoted in Noor Hallam")
    expect(page.get_by_role("button", name="Copy the permanent link")).to_be_hidden()
