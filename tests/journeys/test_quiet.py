"""The article page keeps the focus, is for everybody in every open state, and fits a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, assert_accessible
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
    make_stance,
    make_suggestion,
    make_target,
)
from tests.journeys.hands import WHERE, Hands, stored

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from accounts.models import User
    from articles.models import Article
    from tests.browser import Live

pytestmark = pytest.mark.journey

TEXT = (
    "“We paint the pier in May,” Adaeze Vint said. “Not this May,” Tomas Reke told the union, "
    "per state radio.\n\nThe mayor spoke of “a small delay”. “Then in June,” Ms Vint said."
)
QUOTES = ("We paint the pier in May,", "Not this May,", "a small delay", "Then in June,")
CHIPS = ("kind", "sourcing", "organisation", "occasion", "relay", "addressee", "act")
LOOKS = [
    {"width": width, "scheme": scheme} for width in (DESKTOP, PHONE) for scheme in ("light", "dark")
]

UNCOVERED = """(which) => {
  const row = document.querySelector(which), { left, top, bottom } = row.getBoundingClientRect();
  const at = (y) => row.contains(document.elementFromPoint(left + 20, y));
  return at(top + 3) && at(bottom - 3);
}"""


@pytest.fixture
def article(own_database: str) -> Article:
    """Return an article with four suggestions, two of one speaker, and a target."""
    article = make_article(text=TEXT, title="The pier waits", language="en")
    vint = make_speaker("Adaeze Vint")
    make_suggestion(QUOTES[0], article, mention="Adaeze Vint", cue="said", speaker=vint)
    make_suggestion(QUOTES[1], article, mention="Tomas Reke", cue="told")
    make_suggestion(QUOTES[2], article)
    make_suggestion(QUOTES[3], article, mention="Ms Vint", speaker=vint)
    rejected = make_quote("told the union", article=article, kind="indirect", status="rejected")
    make_stance(rejected, make_target("Painting the pier"), None)
    return article


def focused(page: Page) -> str:
    """Answer the id of what has the focus."""
    found: str = page.evaluate("document.activeElement.id || document.activeElement.tagName")
    return found


def shut(chip: Locator) -> None:
    chip.locator("summary").click()
    expect(chip).not_to_have_attribute("open", "")


def test_a_control_that_was_used_has_the_focus_after_the_answer(
    live: Live, annotator: User, article: Article
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)

    for control in (
        "#stance-1-support",
        "#stance-1-oppose",
        "#accept",
        "#undo",
        "#next",
        "#reject",
    ):
        page.locator(control).click()
        hands.settle()
        assert focused(page) == control.removeprefix("#")
    hands.press("s")
    hands.type("Adaeze Vint")
    hands.press("Enter")
    hands.is_told("speaker")
    hands.settle()
    assert focused(page) == "text"
    page.get_by_role("combobox", name="Another target").click()
    page.keyboard.insert_text("A new pier")
    page.get_by_role("option", name="A new pier").click()
    hands.settle()
    assert focused(page) == "text"
    page.locator("#chip-act summary").focus()
    hands.press("Enter", "Tab", "Enter")
    hands.settle()
    assert focused(page) != "BODY"


@pytest.mark.parametrize("status", ["suggested", "accepted"])
def test_nothing_lies_over_the_row_of_the_quote_in_hand(
    live: Live, annotator: User, own_database: str, status: str
) -> None:
    words = [f"“We paint pier {number} in May,”" for number in range(30)]
    article = make_article(text="\n\n".join(words), title="Thirty piers")
    last = [make_quote(each, article=article, status=status, confidence=0.9) for each in words][-1]

    page = live.open(f"/articles/{article.pk}/?quote={last.pk}", user=annotator)
    Hands(page).has(30)
    for key in (None, *["k"] * 12):
        if key:
            Hands(page).press(key)
            Hands(page).settle()
        assert page.evaluate(UNCOVERED, ".queue [aria-current=true]")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values())))
def test_every_open_state_is_for_everybody(
    live: Live, annotator: User, article: Article, look: dict[str, Any]
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator, **look)
    hands = Hands(page)
    if look["width"] == PHONE:
        page.get_by_role("link", name="Open the inspector").click()

    for name in CHIPS:
        page.locator(f"#chip-{name} summary").click()
        expect(page.locator(f"#chip-{name}")).to_have_attribute("open", "")
        fits(page)
        assert_accessible(page)
        shut(page.locator(f"#chip-{name}"))
    if look["width"] == DESKTOP:
        page.keyboard.press("z")
        assert_accessible(page)
        hands.press("Escape", "Escape", "?")
        assert_accessible(page)
    fits(page)


def test_in_forced_colours_marks_cursor_and_choices_stay(
    live: Live, annotator: User, article: Article
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    page.emulate_media(forced_colors="active")
    Hands(page).press("1", "v")

    colour = "node => getComputedStyle(node).backgroundColor"
    paper = page.locator("body").evaluate(
        "() => getComputedStyle(document.documentElement).backgroundColor"
    )
    for drawn in ("#text .s.q", "#caret", ".five [aria-pressed=true]", "#cursor"):
        assert page.locator(drawn).first.evaluate(colour) != paper, drawn


def test_on_paper_stands_the_article_alone(live: Live, annotator: User, article: Article) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    Hands(page).press("v")
    page.emulate_media(media="print")

    for hidden in (".bar", "#panel", "#queue", ".keys", ".floats", "#caret"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#text")).to_contain_text(TEXT.split("\n", maxsplit=1)[0])


def test_on_a_phone_a_tapped_quote_comes_up_as_a_sheet(
    live: Live, annotator: User, article: Article
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator, width=PHONE)
    hands = Hands(page)
    expect(page.locator("#inspector")).to_be_hidden()

    x, y, _, _ = page.evaluate(WHERE, "a small delay")
    page.touchscreen.tap(x + 6, y)
    expect(page.locator("#inspector-h")).to_have_text("Quote 4")
    expect(page.locator("#inspector")).to_be_visible()
    fits(page)
    for name in ("Accept", "Reject", "Undo"):
        expect(page.locator(".acts").get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    page.locator("#stance-1-oppose").tap()
    hands.sees("Painting the pier", "Oppose")
    page.locator("#accept").tap()
    hands.is_told("Quote 4 accepted")
    page.get_by_role("link", name="Back to the text").tap()
    expect(page.locator("#inspector")).to_be_hidden()
    assert ("accepted", ["a small delay"]) in stored(article.pk)


def test_on_a_phone_words_selected_by_finger_become_a_quote(
    live: Live, annotator: User, article: Article
) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator, width=PHONE)
    bar = page.locator("#picked")
    expect(bar).to_be_hidden()

    # A long press selects a word and the handles move its ends: the browser does that, and says so.
    page.evaluate(
        """() => {
          const text = [...document.querySelectorAll('#text [data-o]')][1].firstChild;
          getSelection().setBaseAndExtent(text, 4, text, 15);
        }"""
    )
    expect(bar).to_be_in_viewport(ratio=1)
    fits(page)
    assert_accessible(page)
    bar.get_by_role("button", name="New quote").tap()
    Hands(page).is_told("marked")
    assert ("accepted", ["mayor spoke"]) in stored(article.pk)


def fits(page: Page) -> None:
    """Fail where a page is wider than its window."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
