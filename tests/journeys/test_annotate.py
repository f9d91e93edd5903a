"""Quotes of an article are marked by keyboard alone, and by mouse alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article
from quotes.models import Quote
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)
from tests.journeys.hands import Hands, stored

pytestmark = pytest.mark.journey

TEXT = (
    "The harbour board of Port Ember 👩‍🌾🚢 met on Monday.\n\n"
    "“The ferry will sail,” the minister, Ilse Marrow, told the board. “It always has.” "
    "Tomas Reke called that “a fine promise for a boat without an engine”.\n\n"
    "A harbour official said the engine was “on its way”, and ’tis true, he added, that "
    "nobody’s fares would rise. “We counted the fares twice,” Mr Reke said.\n\n"
    "Henrik Solve did not answer questions about the fares."
)
FERRY = ["The ferry will sail,", "It always has."]
PROMISE = ["a fine promise for a boat without an engine"]
ON_ITS_WAY = ["on its way"]
TWICE = ["We counted the fares twice,"]


@pytest.fixture
def article(own_database: str) -> Article:
    """Return an article with four suggestions and two targets that somebody used in it."""
    article = make_article(text=TEXT, title="No engine yet", outlet="The Ember Post", language="en")
    make_suggestion(FERRY, article, mention="Ilse Marrow", cue="told")
    make_suggestion(PROMISE, article, mention="Tomas Reke", cue="called")
    make_suggestion(ON_ITS_WAY, article, mention="A harbour official", cue="said", kind="mixed")
    make_suggestion(TWICE, article, mention="Mr Reke", cue="said")
    return article


@pytest.fixture
def targets(article: Article) -> None:
    quote = make_quote(
        "did not answer questions", article=article, kind="indirect", status="rejected"
    )
    make_stance(quote, make_target("Ferry fares"), "neutral")
    make_stance(quote, make_target("The engine"), "neutral")


def stances_of(words: list[str]) -> dict[str, str | None]:
    rows = Quote.objects.get(content_words=words).stances.select_related("target")
    return {row.target.name: row.position for row in rows}


def speaker_of(words: list[str]) -> str:
    speaker = Quote.objects.get(content_words=words).attributions.get(position=0).speaker
    return speaker.name if speaker else ""


def test_an_article_is_done_by_keyboard_alone(
    live: Live, annotator: User, article: Article, targets: None
) -> None:
    make_speaker("Tomas Reke")
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)
    hands.has(1)

    hands.press("s")
    hands.type("Ilse Marrow")
    hands.press("Enter", "1", "2")  # a new speaker; for the fares, against the engine
    hands.sees("The engine", "Oppose")
    expect(page.locator(".rows .lit")).to_have_count(0)
    assert speaker_of(FERRY) == "Ilse Marrow"
    assert stances_of(FERRY) == {"Ferry fares": "support", "The engine": "oppose"}

    hands.press("t")
    hands.type("The November timetable")
    hands.press("Enter", "4")
    hands.sees("The November timetable", "Mixed")
    assert stances_of(FERRY)["The November timetable"] == "mixed"

    hands.press("a")
    hands.has(2)
    hands.press("s")
    hands.type("reke")
    hands.press("Enter", "Shift+ArrowLeft", "Alt+Shift+ArrowLeft", *2 * ["Shift+ArrowRight"], "a")
    hands.has(3)
    assert speaker_of(PROMISE) == "Tomas Reke"

    hands.press("x", "u")
    hands.is_told("Undone")
    hands.has(3)
    hands.press("j", "k", "n")
    hands.has(4)
    hands.press(".", ",", "a")
    hands.has(3)
    hands.press("x")
    hands.is_told("Quote 3 rejected")
    expect(page.locator("#queue-head")).to_contain_text("5 of 5 decided")
    assert [status for status, _ in stored(article.pk)] == [
        "accepted", "accepted", "rejected", "accepted", "rejected",
    ]  # fmt: skip


def test_an_article_is_done_by_mouse_alone(
    live: Live, annotator: User, article: Article, targets: None
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)

    hands.drag("nobody’s fares would ris")  # whole words are taken
    page.get_by_role("button", name="New quote").first.click()
    hands.is_told("Quote 4 marked")
    hands.has(4)
    hands.drag("’tis true, he added, that nobody’s fares would rise")
    page.get_by_role("button", name="Content", exact=False).first.click()
    hands.is_told("Quote 4 has new content")
    marked = Quote.objects.get(article=article, origin="person", status="accepted")
    (span,) = marked.content
    assert TEXT[slice(*span)] == "’tis true, he added, that nobody’s fares would rise"

    hands.click_on("a fine promise")
    hands.has(2)
    page.locator(".queue").get_by_text("It always has.").click()
    hands.has(1)
    page.get_by_role("combobox", name="Speaker").click()
    page.keyboard.insert_text("Henrik Solve")
    page.get_by_role("option", name="Add as a new speaker").click()
    hands.is_told("Quote 1 has a speaker")
    page.get_by_role("group", name="Ferry fares").get_by_role("button", name="Support").click()
    hands.sees("Ferry fares", "Support")
    page.get_by_role("button", name="Take away: Ferry fares").click()
    hands.is_told("Quote 1 has a stance less")
    page.locator("#toast").get_by_role("button", name="Undo").click()
    hands.sees("Ferry fares", "Support")
    assert (speaker_of(FERRY), stances_of(FERRY)) == ("Henrik Solve", {"Ferry fares": "support"})

    page.locator("#accept").click()
    hands.has(2)
    page.locator("#reject").click()
    hands.has(3)
    page.get_by_role("button", name="Delete").click()
    hands.is_told("Quote 3 deleted")
    hands.has(3)
    assert [words for status, words in stored(article.pk) if status == "accepted"] == [
        FERRY, ["’tis true, he added, that nobody’s fares would rise"],
    ]  # fmt: skip
    assert not Quote.objects.filter(content_words=ON_ITS_WAY).exists()
    page.get_by_role("link", name="Next quote").click()
    hands.has(4)
    page.locator("#undo").click()
    hands.is_told("Undone")
    assert Quote.objects.filter(content_words=ON_ITS_WAY).exists()


def test_a_quote_is_content_of_one_part_where_one_part_is_dragged_over(
    live: Live, annotator: User, article: Article
) -> None:
    hands = Hands(live.open(f"/articles/{article.pk}/", user=annotator))

    hands.drag("always has")
    hands.press("c")
    hands.is_told("Quote 1 has new content")

    assert ("suggested", ["The ferry will sail,", "always has"]) in stored(article.pk)


def test_white_space_of_print_stands_beside_the_text_too(live: Live, annotator: User) -> None:
    article = make_article(text="“We  will\u00a0 sail,” she said.")
    make_suggestion("We  will\u00a0 sail,", article)

    page = live.open(f"/articles/{article.pk}/", user=annotator)

    shown = page.locator("#queue .words, #inspector .words").evaluate_all(
        "all => all.map(words => words.innerText)"
    )
    assert shown == ["We  will\u00a0 sail,"] * 2


def test_a_list_that_comes_after_escape_stays_shut(
    live: Live, annotator: User, article: Article
) -> None:
    make_speaker("Tomas Reke")
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)

    hands.press("s")
    with page.expect_response("**/speakers/options/?*q=re*"):
        hands.type("re")
        page.wait_for_timeout(70)
        hands.press("Escape")
    page.wait_for_timeout(100)

    expect(page.locator("#speaker-options")).to_be_hidden()
    expect(page.locator("#speaker")).not_to_be_focused()


def test_a_held_key_decides_once_and_goes_on_from_quote_to_quote(
    live: Live, annotator: User, article: Article
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)

    for key, number in (("a", 2), ("Backspace", 2), ("j", 3)):
        hands.hold(key)
        hands.has(number)

    assert [status for status, _ in stored(article.pk)] == ["accepted", "suggested", "suggested"]


def test_a_button_pressed_again_before_the_answer_is_pressed_again_after_it(
    live: Live, annotator: User, article: Article
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)

    page.locator("#accept").focus()
    with hands.answers_held("**/accept/"):
        hands.press("Enter", "Enter")
    hands.has(3)

    assert [status for status, _ in stored(article.pk)][:2] == ["accepted", "accepted"]


def test_after_adding_an_article_everything_is_in_view(live: Live, annotator: User) -> None:
    page = live.open("/articles/new/", user=annotator)
    lines = (f"“We counted boat {number},” said Ilse Marrow." for number in range(40))
    page.get_by_label("Text").fill("\n\n".join(lines))
    page.get_by_role("button", name="Add and find quotes").click()

    expect(page.get_by_text("40 quotes suggested.")).to_be_in_viewport(ratio=1)
    expect(page.locator("#accept")).to_be_in_viewport(ratio=1)
    page.wait_for_load_state()  # keys are heard from then on
    Hands(page).press(*13 * ["j"], *9 * ["k"])
    Hands(page).has(5)
    head, row = (
        page.locator(at).bounding_box() for at in ("#queue-head", "#queue li [aria-current]")
    )
    assert head
    assert row
    assert row["y"] >= head["y"] + head["height"]


@pytest.mark.usefixtures("targets")
@pytest.mark.parametrize(
    "look",
    [
        {"width": width, "scheme": scheme}
        for width in (DESKTOP, PHONE)
        for scheme in ("light", "dark")
    ],
    ids=lambda look: "-".join(map(str, look.values())),
)
def test_the_page_is_for_everybody(
    live: Live, annotator: User, article: Article, look: dict[str, Any]
) -> None:
    make_speaker("Tomas Reke the Younger of Port Ember and the Islands beyond it")
    page = live.open(f"/articles/{article.pk}/", user=annotator, **look)
    hands = Hands(page)
    fits(page)
    assert_accessible(page)
    page.locator("#title + * ~ p").first.select_text()
    expect(page.locator("#picked")).to_be_visible()
    fits(page)
    page.evaluate("getSelection().removeAllRanges()")

    if look["width"] == PHONE:
        page.get_by_role("link", name="Open the inspector").click()
        page.get_by_role("link", name="Back to the text").click()
        expect(page.locator("#inspector")).to_be_hidden()
        page.get_by_role("link", name="Open the inspector").click()
    page.get_by_role("combobox", name="Speaker").click()
    page.keyboard.insert_text("reke")
    expect(page.get_by_role("option", name="Younger")).to_be_visible()
    fits(page)
    assert_accessible(page)

    hands.press("Enter", "1", "a")
    hands.has(2)
    Quote.objects.get(content_words=PROMISE).delete()
    page.locator("#accept").click()
    expect(page.locator("#waiting, .insp .note.warn").locator("visible=true")).to_have_count(1)
    fits(page)
    assert_accessible(page)


def fits(page: Page) -> None:
    """Fail where a page is wider than its window."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
