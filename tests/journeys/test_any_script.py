"""Browser, database and API agree on every offset, whatever the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.commands import create_token
from articles.drafts import Draft
from articles.printed import Printed, with_printed
from quotes import commands
from quotes.models import Quote
from tests.browser import PHONE
from tests.factories import make_article
from tests.journeys.hands import Hands

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accounts.models import User
    from articles.models import Article
    from tests.browser import Live

pytestmark = pytest.mark.journey

SAID = {
    "ar": ("قال الوزير: «سنفتح الميناء غداً صباحاً»، ثم غادر.", "سنفتح الميناء غداً صباحاً"),
    "he": ("השרה אמרה: „המעבורת תפליג מחר” ועזבה. IMO 9 נשארה.", "המעבורת תפליג מחר"),
    "zh": ("港口主任说：“我们明天开放港口。”然后离开。", "我们明天开放港口。"),
    "ja": ("港長は「明日、港を開けます」と述べた。", "明日、港を開けます"),
    "th": ("รัฐมนตรีกล่าวว่า “เราจะเปิดท่าเรือพรุ่งนี้เช้า” แล้วก็ออกไป", "เราจะเปิดท่าเรือพรุ่งนี้เช้า"),
    "hi": ("मंत्री ने कहा, “हम कल बंदरगाह खोलेंगे” और चली गईं।", "हम कल बंदरगाह खोलेंगे"),
    "fr": (
        "Le 👨‍👩‍👧‍👦 dit : «\u00a0Nous ouvri\u00adrons le cafe\u0301\u00a0🇫🇷🚢 demain\u00a0» hier.",
        "Nous ouvri\u00adrons le cafe\u0301\u00a0🇫🇷🚢 demain",
    ),
    "fa": (
        "او گفت: «ما می\u200cخواهیم بندر را باز کنیم» و رفت.",
        "ما می\u200cخواهیم بندر را باز کنیم",
    ),
}  # fmt: skip
WORDS = {
    "ar": "الميناء",
    "he": "המעבורת",
    "zh": "港口",
    "ja": "明日",
    "th": "ท่าเรือ",
    "hi": "बंदरगाह",
    "fr": "Nous",
    "fa": "می\u200cخواهیم",
}
"""One word inside what was said."""


def make(language: str) -> Article:
    said = SAID[language][0]
    text = f"𝒜 {said} 👩‍🚀\n\n{said}"
    return make_article(text=text, title="Port", language=language)


HANDLES = """([words]) => {
  const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, at = node.data.indexOf(words);
    if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


def agreed(page: Page, article: Article, words: str, user: User) -> tuple[int, int]:
    """Answer where the one quote stands, having compared page, database and API."""
    _, secret = create_token(user, name="A client")
    quote = Quote.objects.get(article=article)
    ((start, end),) = quote.content
    text = quote.text_version.text
    assert text[start:end] == quote.content_words[0] == words
    asked = {"Authorization": f"Bearer {secret}"}
    answer = page.context.request.get(f"/api/v1/quotes/{quote.pk}/", headers=asked)
    assert answer.json()["content"] == [{"start": start, "end": end, "exact": words}]
    marked = page.locator(f"#text [data-q='{quote.pk}']").all_text_contents()
    assert "".join(marked) == words
    return start, end


@pytest.mark.parametrize("language", SAID)
def test_words_inside_the_marks_are_marked_without_a_mouse(
    live: Live, annotator: User, own_database: str, language: str
) -> None:
    article = make(language)
    hands = Hands(live.open(f"/articles/{article.pk}/", user=annotator))

    hands.press('"', '"', "q")  # those of the second paragraph
    hands.has(1)

    words = SAID[language][1]
    start, _ = agreed(hands.page, article, words, annotator)
    assert start == Quote.objects.get().text_version.text.rindex(words)


@pytest.mark.parametrize("language", SAID)
def test_words_dragged_over_are_marked(
    live: Live, annotator: User, own_database: str, language: str
) -> None:
    article = make(language)
    hands = Hands(live.open(f"/articles/{article.pk}/", user=annotator))

    hands.drag(SAID[language][1])
    hands.press("q")
    hands.has(1)

    words = SAID[language][1]
    start, _ = agreed(hands.page, article, words, annotator)
    assert start == Quote.objects.get().text_version.text.index(words)


@pytest.mark.parametrize("language", SAID)
def test_a_word_clicked_twice_is_marked_whole(
    live: Live, annotator: User, own_database: str, language: str
) -> None:
    article = make(language)
    hands = Hands(live.open(f"/articles/{article.pk}/", user=annotator))

    hands.click_twice_on(WORDS[language])
    hands.press("q")
    hands.has(1)

    agreed(hands.page, article, WORDS[language], annotator)


@pytest.mark.parametrize("language", SAID)
def test_words_held_and_dragged_by_finger_are_marked(
    live: Live, annotator: User, own_database: str, language: str
) -> None:
    article = make(language)
    page = live.open(f"/articles/{article.pk}/", user=annotator, width=PHONE)

    # The browser moves the handles of a selection, and says where they are.
    page.evaluate(HANDLES, [SAID[language][1]])
    page.locator("#picked").get_by_role("button", name="New quote").tap()
    Hands(page).is_told("marked")

    agreed(page, article, SAID[language][1], annotator)


@pytest.mark.parametrize("language", ["ar", "zh", "fr"])
def test_words_in_headline_and_captions_are_marked(
    live: Live, annotator: User, own_database: str, language: str
) -> None:
    said, words = SAID[language]
    body = Draft(text="🚢 x.", title="", language=language)
    draft = with_printed(body, Printed(headline=f"👩‍🚀 {said}", captions=(f"𝒜 {said}",)))
    article = commands.take_in_article(draft, by=annotator).article
    Quote.objects.filter(article=article).delete()
    hands = Hands(live.open(f"/articles/{article.pk}/", user=annotator))

    hands.drag(words)
    hands.press("q")
    hands.has(1)

    start, _ = agreed(hands.page, article, words, annotator)
    assert start == Quote.objects.get().text_version.text.index(words)


@pytest.mark.parametrize("language", SAID)
def test_edges_go_by_what_readers_see_as_characters_and_back(
    live: Live, annotator: User, own_database: str, language: str
) -> None:
    article = make(language)
    hands = Hands(live.open(f"/articles/{article.pk}/", user=annotator))
    later, earlier = ("ArrowLeft", "ArrowRight") if language in {"ar", "he", "fa"} else (
        "ArrowRight", "ArrowLeft"
    )  # fmt: skip

    hands.press('"', "q")
    hands.has(1)
    hands.press("v", "Escape")
    for key in (f"Alt+Shift+{earlier}", f"Alt+Shift+{later}", "Alt+.", "Alt+,"):
        hands.press(key)
        hands.settle()

    agreed(hands.page, article, SAID[language][1], annotator)


@pytest.mark.parametrize("language", ["ar", "he"])
def test_arrows_go_where_they_point_from_right_to_left(
    live: Live, annotator: User, own_database: str, language: str
) -> None:
    article = make(language)
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)
    caret = page.locator("#caret")

    hands.press("v", "ArrowDown", "Home")
    seen = []
    for _ in range(4):
        box = caret.bounding_box()
        assert box
        seen.append(box["x"])
        hands.press("ArrowLeft")

    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 4
    hands.press("Home", "Shift+ArrowLeft")
    first = SAID[language][0].split()[0]
    assert page.evaluate("getSelection().toString()") == first
