"""Words are selected by the text cursor, without a mouse, and become what a key says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from quotes.models import Quote
from tests.factories import make_article, make_suggestion
from tests.journeys.hands import Hands, stored

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accounts.models import User
    from articles.models import Article
    from tests.browser import Live

pytestmark = pytest.mark.journey

TEXT = (
    "The pier is old. Mr. Vint, who paints it, said: “We paint it in May.” He added that “nobody "
    "else will”.\n\n"
    "The mayor spoke of a ‘small delay’. “Not ‘small’ at all,” Tomas Reke said."
)


@pytest.fixture
def article(own_database: str) -> Article:
    """Return an article without any quote."""
    return make_article(text=TEXT, title="The pier waits", language="en")


def open_page(live: Live, article: Article, user: User) -> Hands:
    return Hands(live.open(f"/articles/{article.pk}/", user=user))


def words(page: Page) -> str:
    selected: str = page.evaluate("getSelection().toString()")
    return selected


def test_sentences_and_words_inside_the_marks_are_selected_one_after_another(
    live: Live, annotator: User, article: Article
) -> None:
    hands = open_page(live, article, annotator)
    seen = []
    for key in ("z", "z", "z", "z", "Escape", '"', '"', '"'):
        hands.press(key)
        seen.append(words(hands.page))

    assert seen == [
        "The pier is old.",
        "Mr. Vint, who paints it, said: “We paint it in May.”",
        "He added that “nobody else will”.",
        "The mayor spoke of a ‘small delay’.",
        "",
        "Not ‘small’ at all,",
        "small",
        "small",
    ]


def test_a_quote_is_marked_without_a_mouse(live: Live, annotator: User, article: Article) -> None:
    hands = open_page(live, article, annotator)

    hands.press('"', "q")
    hands.has(1)
    hands.press("z", "z", "Escape", "Home")
    hands.press(*4 * ["ArrowRight"], "Shift+ArrowRight", "Shift+ArrowRight")
    assert words(hands.page) == "Mr. Vint"
    hands.press("w")
    expect(hands.page.locator("#inspector .parts")).to_contain_text("Mr. Vint")
    hands.press(*4 * ["ArrowRight"], "Shift+ArrowRight")
    assert words(hands.page) == "said"
    hands.press("e")
    expect(hands.page.locator("#inspector .parts")).to_contain_text("said")

    quote = Quote.objects.get()
    mention = quote.attributions.get().mention_words
    assert (quote.content_words, mention, quote.cue_words) == (
        ["We paint it in May."],
        ["Mr. Vint"],
        ["said"],
    )


def test_the_cursor_goes_by_word_character_line_and_paragraph(
    live: Live, annotator: User, article: Article
) -> None:
    hands = open_page(live, article, annotator)
    page = hands.page
    caret = page.locator("#caret")

    hands.press("v")
    expect(caret).to_be_visible()
    first = caret.bounding_box()
    hands.press("ArrowDown", "ArrowUp")
    assert caret.bounding_box() == first
    hands.press("Shift+End")
    assert words(page) == TEXT.split("\n", maxsplit=1)[0]
    hands.press("ArrowDown", "Home", "Shift+ArrowRight", "Alt+Shift+ArrowRight")
    assert words(page) == "The "
    hands.press("Alt+Shift+ArrowLeft", "Alt+Shift+ArrowLeft", "Alt+ArrowRight")
    assert words(page) == "Th"  # no further start stands before its end
    hands.press("Escape", "Escape")
    expect(caret).to_be_hidden()
    assert words(page) == ""


def test_the_end_goes_back_over_where_it_began(
    live: Live, annotator: User, article: Article
) -> None:
    hands = open_page(live, article, annotator)

    hands.press("v", "ArrowRight", "ArrowRight", "Shift+ArrowRight")
    assert words(hands.page) == "is"
    hands.press("Shift+ArrowLeft", "Shift+ArrowLeft")
    assert words(hands.page) == "pier "


def test_what_is_marked_moves_the_cursor_nowhere_and_takes_its_keys_back(
    live: Live, annotator: User, article: Article
) -> None:
    make_suggestion("nobody else will", article)
    hands = open_page(live, article, annotator)

    hands.press("v", "z", "c")
    hands.is_told("has new content")
    expect(hands.page.locator("#caret")).to_be_visible()
    hands.press("v", "Shift+ArrowLeft")
    hands.settle()

    assert stored(article.pk) == [("suggested", ["He added that “nobody else will"])]
