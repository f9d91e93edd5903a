"""What opens on a page is for everybody: menus, lists, dialogs, choices between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from quotes import commands
from tests.browser import DESKTOP, PHONE
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target
from tests.journeys.everybody import wrong_with
from tests.journeys.hands import Hands

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.models import Quote
    from tests.browser import Live

pytestmark = pytest.mark.journey


@pytest.fixture
def quote(own_database: str) -> Quote:
    """Return a quote with a speaker and a stance, in an article with a headline."""
    article = make_article(title="Islands split over ferry tariff", language="en")
    quote = make_quote(article=article, speaker=make_speaker("Ilse Marrow"), cue="said")
    make_stance(quote, make_target("Ferry Tariff Act"))
    make_quote("a fine promise", article=article, status="suggested")
    return quote


def test_menus_of_a_phone(live: Live, annotator: User, quote: Quote) -> None:
    page = live.open("/quotes/", user=annotator, width=PHONE)
    for name in ("Menu", "Filters"):
        page.get_by_role("button", name=name).click()
        assert wrong_with(page, (PHONE,)) == []
        page.keyboard.press("Escape")


def test_a_list_of_names_to_filter_by(live: Live, annotator: User, quote: Quote) -> None:
    page = live.open("/quotes/", user=annotator)
    page.get_by_label("Find a speaker").press_sequentially("mar")
    expect(page.get_by_role("option").first).to_be_visible()
    assert wrong_with(page) == []


def test_keys_of_the_desk(live: Live, annotator: User, quote: Quote) -> None:
    page = live.open("/", user=annotator)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert wrong_with(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_articles_that_are_chosen_can_be_given(live: Live, annotator: User, quote: Quote) -> None:
    page = live.open("/articles/", user=annotator)
    expect(page.get_by_role("button", name="Give")).to_be_hidden()
    page.get_by_role("checkbox").first.press("Space")
    expect(page.get_by_role("button", name="Give")).to_be_visible()
    assert wrong_with(page) == []


def test_every_form_of_a_speaker(live: Live, annotator: User, quote: Quote) -> None:
    page = live.open(f"/speakers/{quote.speaker_id}/", user=annotator)
    for summary in page.locator("main details > summary").all():
        summary.press("Enter")
    assert wrong_with(page) == []


def test_a_step_that_cannot_be_undone_says_why(
    live: Live, annotator: User, reviewer: User, quote: Quote
) -> None:
    commands.set_speaker(quote.pk, version=1, by=annotator, speaker=make_speaker().pk)
    commands.set_speaker(quote.pk, version=2, by=reviewer, speaker=make_speaker().pk)
    page = live.open("/steps/", user=annotator)
    page.get_by_role("button", name="Undo").last.press("Enter")
    expect(page.locator(".note.warn")).to_be_visible()
    assert wrong_with(page) == []


def test_two_who_changed_the_same(
    live: Live, annotator: User, reviewer: User, quote: Quote
) -> None:
    page = live.open(f"/articles/{quote.article_id}/?quote={quote.pk}", user=annotator)
    commands.set_speaker(quote.pk, version=1, by=reviewer, speaker=make_speaker("Theirs").pk)
    hands = Hands(page)
    hands.press("s")
    hands.type("Mine Own")
    hands.press("Enter")
    expect(page.locator(".clash")).to_be_visible()
    assert wrong_with(page) == []


def test_every_chip_while_offline(live: Live, annotator: User, quote: Quote) -> None:
    page = live.open(f"/articles/{quote.article_id}/?quote={quote.pk}", user=annotator)
    page.context.set_offline(True)
    Hands(page).press("x")
    expect(page.locator("#offline")).to_be_visible()
    for chip in page.locator("details.chip").all():
        chip.locator("summary").click()
        assert wrong_with(page, (DESKTOP,)) == []
        chip.locator("summary").click()
    live.problems[:] = [each for each in live.problems if "Failed to load" not in each]
