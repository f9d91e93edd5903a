"""Two people at one article, each in a browser of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from articles.models import Article
from quotes.models import Quote
from tests.browser import Live
from tests.factories import make_article, make_stance, make_suggestion, make_target
from tests.journeys.hands import Hands

pytestmark = pytest.mark.journey

TEXT = (
    "“We paint the pier in May,” Adaeze Vint said. “We always have.”\n\n"
    "“Not this May,” Tomas Reke said. The mayor spoke of “a small delay”.\n\n"
    "“Then in June,” Ms Vint said."
)
SOON = 9_000
"""Milliseconds within which what others did is there: they are asked for every five seconds."""


@pytest.fixture
def article(own_database: str) -> Article:
    """Return an article with four suggestions, on which a target was used."""
    article = make_article(text=TEXT, title="The pier waits", language="en")
    first = make_suggestion(["We paint the pier in May,", "We always have."], article)
    make_suggestion("Not this May,", article)
    make_suggestion("a small delay", article)
    make_suggestion("Then in June,", article)
    make_stance(first, make_target("Painting the pier"), None)
    return article


def open_page(live: Live, article: Article, user: User) -> Page:
    return live.open(f"/articles/{article.pk}/", user=user)


def first() -> Quote:
    return Quote.objects.get(content_words__contains=["We always have."])


def name_speaker(page: Page, name: str) -> None:
    hands = Hands(page)
    hands.press("s")
    hands.type(name)
    hands.press("Enter")


def test_different_parts_of_one_quote_both_stand_and_both_are_told(
    live: Live, annotator: User, reviewer: User, article: Article
) -> None:
    mine, theirs = (open_page(live, article, each) for each in (annotator, reviewer))

    Hands(theirs).press("1")
    expect(theirs.locator("#saved")).to_contain_text("Saved")
    name_speaker(mine, "Adaeze Vint")

    told = mine.locator("#panel .note", has_text="Both stand:")
    expect(told).to_contain_text("stance on Painting the pier by The reviewer, and your speaker")
    assert first().speaker
    assert (first().speaker.name, first().stances.get().position) == ("Adaeze Vint", "support")  # type: ignore[union-attr]


@pytest.mark.parametrize(("key", "stands"), [("1", "Mine Own"), ("2", "Theirs Instead")])
def test_the_same_part_twice_shows_both_and_the_one_chosen_stands(
    live: Live, annotator: User, reviewer: User, article: Article, *, key: str, stands: str
) -> None:
    mine, theirs = (open_page(live, article, each) for each in (annotator, reviewer))

    name_speaker(theirs, "Theirs Instead")
    expect(theirs.locator("#saved")).to_contain_text("Saved")
    name_speaker(mine, "Mine Own")

    clash = mine.locator(".clash")
    expect(clash).to_contain_text("The reviewer changed the speaker too")
    expect(clash).to_contain_text("Mine Own")
    expect(clash).to_contain_text("Theirs Instead")
    assert first().speaker.name == "Theirs Instead"  # type: ignore[union-attr]
    Hands(mine).look()
    Hands(mine).press(key, "Enter")
    expect(clash).to_have_count(0)
    expect(mine.locator("#panel")).to_contain_text(stands)
    assert first().speaker.name == stands  # type: ignore[union-attr]


def test_what_others_do_appears_without_a_reload_and_what_one_is_doing_stays(
    live: Live, annotator: User, reviewer: User, article: Article
) -> None:
    mine, theirs = (open_page(live, article, each) for each in (annotator, reviewer))
    Hands(mine).press("s")
    Hands(mine).type("Ada")

    Hands(theirs).press("j", "a")
    row = mine.locator(".queue li").nth(1)
    expect(row).to_contain_text("accepted", timeout=SOON)

    assert mine.evaluate("document.activeElement.value") == "Ada"
    expect(mine.locator("#inspector-h")).to_have_text("Quote 1")
    mine.keyboard.press("Escape")
    Hands(theirs).press("Backspace")
    expect(mine.locator(".queue li")).to_have_count(3, timeout=SOON)
    expect(mine.locator(".queue li .n").nth(1)).to_have_text("2")


def test_who_is_on_which_quote_is_shown_and_goes_with_them(
    live: Live, annotator: User, reviewer: User, article: Article
) -> None:
    mine, theirs = (open_page(live, article, each) for each in (annotator, reviewer))

    there = mine.get_by_role("img", name="The reviewer is on quote 1").first
    expect(there).to_be_visible(timeout=SOON)
    expect(mine.locator(".queue li").first.locator(".who")).to_have_text("TR", timeout=SOON)
    expect(mine.locator("#panel")).to_contain_text("The reviewer is on this quote too.")
    theirs.close()
    expect(mine.locator("#people .who")).to_have_count(0, timeout=25_000)


def test_an_article_withdrawn_under_the_hands_is_told_and_nothing_is_lost(
    live: Live, annotator: User, reviewer: User, article: Article
) -> None:
    mine, theirs = (open_page(live, article, each) for each in (annotator, reviewer))

    theirs.get_by_text("Withdraw this article").click()
    theirs.get_by_label("Reason").fill("Not ours to print")
    theirs.get_by_role("button", name="Withdraw", exact=True).click()
    expect(theirs.locator("#news")).to_contain_text("took this article out of sight")
    name_speaker(mine, "Adaeze Vint")

    refusal = mine.locator("#panel").get_by_role("alert")
    expect(refusal).to_contain_text("The reviewer withdrew this article on")
    expect(refusal).to_contain_text("You had: Adaeze Vint")
    expect(mine.locator("#news")).to_contain_text("“Not ours to print”", timeout=SOON)
    assert first().speaker is None
    theirs.get_by_role("button", name="Bring it back").click()
    expect(mine.locator("#news .note")).to_have_count(0, timeout=SOON)
    name_speaker(mine, "Adaeze Vint")
    expect(mine.locator("#saved")).to_contain_text("Saved")
    assert first().speaker.name == "Adaeze Vint"  # type: ignore[union-attr]


def test_numbers_follow_in_a_long_text_of_which_little_is_drawn(
    live: Live, annotator: User, reviewer: User
) -> None:
    lines = [f"“Line {number} of the tide,” Adaeze Vint said." for number in range(3_000)]
    article = make_article(text="\n\n".join(lines), title="The long tide", language="en")
    for number in (10, 2_990):
        make_suggestion(f"Line {number} of the tide,", article)
    mine, theirs = (open_page(live, article, each) for each in (annotator, reviewer))

    hands = Hands(theirs)
    hands.drag("Line 5 of the tide,")
    hands.press("q")
    hands.is_told("Quote 1 marked")

    for page in (theirs, mine):
        last = page.locator("#text .qa").last
        expect(last).to_have_attribute("data-n", "3", timeout=SOON)
        expect(last).to_have_attribute("aria-label", "Quote 3: nobody yet, suggested")
