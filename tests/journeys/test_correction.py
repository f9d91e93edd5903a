"""A corrected text comes in, and an editor decides about its quotes: with a mouse, and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from quotes.models import Placement, Quote
from tests.browser import PHONE, Live, assert_accessible
from tests.corrected import NEW, NOTE, Corrected, correct, make_corrected

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accounts.models import User

pytestmark = pytest.mark.journey


def decisions(quotes: Corrected) -> list[str]:
    of = dict(Placement.objects.values_list("quote", "decision"))
    return [of[quote.pk] for quote in (quotes.altered, quotes.ambiguous, quotes.gone)]


def is_headed(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_new_text_is_taken_in_from_the_article_and_decided_with_the_mouse(
    live: Live, annotator: User
) -> None:
    quotes = make_corrected()
    page = live.open(f"/articles/{quotes.article.pk}/", user=annotator)
    page.get_by_role("link", name="A new text").click()
    page.get_by_label("What the paper says about it").fill(NOTE)
    page.get_by_label(re.compile("^Text")).fill(NEW)
    page.get_by_role("button", name="Add this text").click()

    is_headed(page, "Text 2 is in: 3 of 4 quotes need you")
    expect(page.get_by_text("1 quote has its place.")).to_be_visible()
    page.get_by_role("button", name="Take the new words").click()
    is_headed(page, "Text 2 is in: 2 of 4 quotes need you")
    page.get_by_role("radio").last.check()
    page.get_by_role("button", name="Place it there").click()
    page.get_by_role("button", name="Leave at text 1").click()
    is_headed(page, "Text 2 is in: all quotes have their place")
    assert decisions(quotes) == ["taken", "placed", "left"]


def test_keys_alone_decide_and_take_back(live: Live, annotator: User) -> None:
    quotes = make_corrected()
    correct(quotes.article, annotator)
    page = live.open(f"/articles/{quotes.article.pk}/correction/", user=annotator)
    page.keyboard.press("a")
    is_headed(page, "Text 2 is in: 2 of 4 quotes need you")
    page.keyboard.press("2")
    page.keyboard.press("a")
    is_headed(page, "Text 2 is in: 1 of 4 quotes needs you")
    page.keyboard.press("x")
    is_headed(page, "Text 2 is in: all quotes have their place")
    page.keyboard.press("u")
    is_headed(page, "Text 2 is in: 1 of 4 quotes needs you")
    assert decisions(quotes) == ["taken", "placed", "waiting"]


def test_words_are_sought_in_the_new_text(live: Live, annotator: User) -> None:
    quotes = make_corrected()
    correct(quotes.article, annotator)
    page = live.open(f"/articles/{quotes.article.pk}/correction/", user=annotator)
    row = page.locator(f"#r{quotes.gone.pk}")
    row.get_by_role("link", name="Find in text 2").click()
    expect(page.get_by_text("Select the words that took the place of:")).to_be_visible()
    assert_accessible(page)
    page.get_by_text("answered on Wednesday", exact=False).last.dblclick()
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Place it at the selected words").click()
    is_headed(page, "Text 2 is in: 2 of 4 quotes need you")
    assert Quote.objects.get(pk=quotes.gone.pk).text_version.number == 2


def test_the_earlier_text_shows_what_stood_in_it_and_leads_to_where_it_is(
    live: Live, annotator: User
) -> None:
    quotes = make_corrected()
    correct(quotes.article, annotator)
    page = live.open(f"/articles/{quotes.article.pk}/?text=1", user=annotator)
    expect(page.get_by_text("This is an earlier text.")).to_be_visible()
    number = page.get_by_role("link", name=re.compile("Ilse Marrow, in text 2 now"))
    expect(number).to_be_visible()
    assert_accessible(page)
    number.click()
    expect(page).to_have_url(re.compile(rf"\?quote={quotes.exact.pk}$"))
    expect(page.get_by_text("Text 2 of 2")).to_be_visible()


def test_a_correction_that_comes_while_one_tags_loses_nothing(live: Live, annotator: User) -> None:
    quotes = make_corrected()
    page = live.open(f"/articles/{quotes.article.pk}/?quote={quotes.exact.pk}", user=annotator)
    correct(quotes.article, annotator)
    expect(page.get_by_text("Text 2 of this article has come in.")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Open it there").click()
    expect(page.get_by_text("Text 2 of 2")).to_be_visible()
    expect(page.locator("#inspector")).to_contain_text("Ilse Marrow")


def test_a_key_pressed_before_one_knows_of_the_correction_is_told(
    live: Live, annotator: User
) -> None:
    quotes = make_corrected()
    page = live.open(f"/articles/{quotes.article.pk}/?quote={quotes.exact.pk}", user=annotator)
    page.get_by_role("button", name="All keys (?)").wait_for()
    correct(quotes.article, annotator)
    page.keyboard.press("!")
    expect(page.get_by_text("Text 2 of 2")).to_be_visible(timeout=15_000)
    assert Quote.objects.get(pk=quotes.exact.pk).unsure


def test_both_texts_are_read_side_by_side_on_a_phone(live: Live, annotator: User) -> None:
    quotes = make_corrected()
    correct(quotes.article, annotator)
    path = f"/articles/{quotes.article.pk}/correction/"
    page = live.open(path, user=annotator, width=PHONE)
    page.get_by_role("link", name="Both texts side by side").click()
    is_headed(page, "Texts 1 and 2")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
