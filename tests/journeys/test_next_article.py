"""From article to article: keys typed on the way there are done there, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from quotes import commands
from tests.browser import caught
from tests.factories import make_article, make_suggestion
from tests.journeys.hands import Hands, stored

if TYPE_CHECKING:
    from accounts.models import User
    from articles.models import Article
    from tests.browser import Live

pytestmark = pytest.mark.journey


@pytest.fixture
def articles(own_database: str, annotator: User) -> list[Article]:
    """Return two articles, the first taken and decided but for being done with it."""
    found = [
        make_article(title=f"Boats {day}", published_at=f"2031-10-2{day}T06:00Z") for day in (7, 8)
    ]
    decided = make_suggestion("It always has.", found[0])
    for words in ("It always has.", "a fine promise"):
        make_suggestion(words, found[1])
    commands.take_next_article(by=annotator)
    commands.accept_quote(decided.pk, version=decided.version, by=annotator)
    return found


def statuses(article: Article) -> list[str]:
    return [status for status, _ in stored(article.pk)]


def test_keys_typed_behind_done_are_meant_for_the_next_article(
    live: Live, annotator: User, articles: list[Article]
) -> None:
    first, second = articles
    page = live.open(f"/articles/{first.pk}/", user=annotator)
    hands = Hands(page)

    with hands.answers_held("**/finish/"):
        hands.press("Control+Enter", "x", "a")
    page.wait_for_url(f"**/articles/{second.pk}/")
    hands.is_told("Quote 2 accepted")

    assert statuses(first) == ["accepted"]
    assert statuses(second) == ["rejected", "accepted"]


def test_keys_typed_until_the_next_article_comes_are_done_there(
    live: Live, annotator: User, articles: list[Article]
) -> None:
    first, second = articles
    page = live.open(f"/articles/{first.pk}/", user=annotator)
    hands = Hands(page)

    with caught(page, f"**/articles/{second.pk}/"):
        with page.expect_response("**/finish/"):
            hands.press("Control+Enter")
        hands.press("x", "s")
        hands.type("Tomas Reke")
        hands.press("Enter")
    page.wait_for_url(f"**/articles/{second.pk}/**")
    hands.is_told("speaker")

    assert statuses(first) == ["accepted"]
    assert statuses(second) == ["rejected", "suggested"]
    expect(page.locator("#panel")).to_contain_text("Tomas Reke")


def test_keys_typed_when_an_article_was_taken_are_done_there(
    live: Live, annotator: User, articles: list[Article]
) -> None:
    first, second = articles
    commands.finish_article(first.pk, by=annotator)
    page = live.open("/", user=annotator)
    hands = Hands(page)

    with caught(page, "**/articles/next/"):
        hands.press("g", "x", "a")
    page.wait_for_url(f"**/articles/{second.pk}/**")
    hands.is_told("Quote 2 accepted")

    assert statuses(second) == ["rejected", "accepted"]


def test_keys_pressed_before_the_scripts_of_a_page_are_there_wait_for_them(
    live: Live, annotator: User, articles: list[Article]
) -> None:
    second = articles[1]
    page = live.open("/", user=annotator)
    hands = Hands(page)

    with caught(page, "**/js/ahead*.js"):
        page.goto(f"/articles/{second.pk}/", wait_until="commit")
        expect(page.locator("#inspector-h")).to_have_text("Quote 1")
        hands.press("x", "a")
    hands.is_told("Quote 2 accepted")

    assert statuses(second) == ["rejected", "accepted"]
