"""Slow answers, other people's changes, refusals, readers and browsers without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from accounts.models import User
from articles.models import Article
from quotes import commands
from quotes.models import Quote
from tests.browser import Live, catch
from tests.factories import make_article, make_stance, make_suggestion, make_target
from tests.journeys.hands import Hands, stored

pytestmark = pytest.mark.journey

TEXT = (
    "“We paint the pier in May,” Adaeze Vint said. “We always have.”\n\n"
    "“Not this May,” Tomas Reke said. The mayor spoke of “a small delay”.\n\n"
    "“Then in June,” Ms Vint said."
)


@pytest.fixture
def article(own_database: str) -> Article:
    """Return an article with four suggestions, on which a target was used."""
    article = make_article(text=TEXT, title="The pier waits", language="en")
    make_suggestion(["We paint the pier in May,", "We always have."], article)
    delayed = make_suggestion("Not this May,", article)
    make_suggestion("a small delay", article)
    make_suggestion("Then in June,", article)
    make_stance(delayed, make_target("Painting the pier"), None)
    return article


def open_page(live: Live, article: Article, user: User | None, query: str = "") -> Page:
    return live.open(f"/articles/{article.pk}/{query}", user=user)


def quote(words: str) -> Quote:
    return Quote.objects.get(content_words__contains=[words])


def change_elsewhere(words: str, by: User) -> Quote:
    """Let somebody else change a quote that is on the page."""
    found = quote(words)
    return commands.set_speaker(found.pk, version=found.version, by=by, speaker="Somebody Else")


def test_keys_typed_while_an_answer_is_under_way_are_done_in_order(
    live: Live, annotator: User, article: Article
) -> None:
    hands = Hands(open_page(live, article, annotator))

    with hands.answers_held("**/accept/"):
        hands.press("a", "x", "s")
        hands.type("Adaeze Vint")
        hands.press("Enter", "1", "a", "n")
    hands.has(4)

    assert [status for status, _ in stored(article.pk)] == [
        "accepted", "rejected", "accepted", "suggested",
    ]  # fmt: skip
    mayor = quote("a small delay")
    assert mayor.speaker
    assert mayor.speaker.name == "Adaeze Vint"
    assert mayor.stances.get().position == "support"


def test_what_is_refused_says_so_and_can_be_done_again(
    live: Live, annotator: User, article: Article
) -> None:
    page = open_page(live, article, annotator)
    hands = Hands(page)
    waiting = page.locator("#waiting")

    page.evaluate("document.querySelector('#stance-' + 1 + ' [value=support]').value = 'adore'")
    page.locator("#stance-1 button[value=adore]").click()
    expect(page.locator(".insp").get_by_role("alert")).to_contain_text("“adore” is no position")
    assert not quote("We always have.").stances.exists()

    hands.look()
    hands.press("a")
    hands.has(2)

    found = quote("Not this May,")
    commands.delete_quote(found.pk, version=found.version, by=annotator)
    hands.press("x")
    expect(waiting).to_contain_text("somebody deleted it")
    page.reload()
    hands.press("x")
    hands.is_told("Quote 2 rejected")


def test_an_address_is_the_view_and_back_works(
    live: Live, annotator: User, article: Article
) -> None:
    third = quote("a small delay")
    page = open_page(live, article, annotator, f"?quote={third.pk}")
    hands = Hands(page)
    hands.has(3)

    hands.press("j")
    hands.has(4)
    address = page.url
    page.goto("/articles/")
    page.go_back()
    hands.has(4)
    assert page.url == address
    hands.press("a")
    hands.has(1)
    assert page.url.endswith(f"?quote={quote('We always have.').pk}")


def test_a_reader_reads_and_finds_nothing_to_press(
    live: Live, reader: User, annotator: User, article: Article
) -> None:
    first = quote("We always have.")
    commands.accept_quote(first.pk, version=first.version, by=annotator)
    page = open_page(live, article, reader)
    hands = Hands(page)

    hands.has(1)
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    expect(page.locator("main form")).to_have_count(0)
    assert page.locator("#text .q").all_text_contents() == first.content_words
    hands.press("a", "x", "Backspace", "q")
    hands.drag("Not this May")
    page.keyboard.press("q")
    page.reload()
    assert [status for status, _ in stored(article.pk)] == ["accepted", *3 * ["suggested"]]


def test_forms_work_without_scripts(live: Live, annotator: User, article: Article) -> None:
    page = live.open(f"/articles/{article.pk}/", user=annotator, scripts=False)

    page.locator("#accept").click()
    expect(page.locator("#inspector-h")).to_have_text("Quote 2")
    page.get_by_role("combobox", name="Speaker").fill("Tomas Reke")
    page.get_by_role("combobox", name="Speaker").press("Enter")
    page.get_by_role("button", name="Oppose").click()
    page.get_by_role("link", name="Next quote").click()
    page.locator("#reject").click()
    page.locator("#undo").click()

    assert [status for status, _ in stored(article.pk)] == ["accepted", *3 * ["suggested"]]
    second = quote("Not this May,")
    assert second.speaker
    assert (second.speaker.name, second.stances.get().position) == ("Tomas Reke", "oppose")


def test_news_that_are_older_than_what_one_did_are_not_drawn(
    live: Live, annotator: User, article: Article
) -> None:
    page = open_page(live, article, annotator)
    hands = Hands(page)
    expect(page.locator("#people")).to_be_attached()
    hands.press("j")
    hands.has(2)
    hands.press("Alt+Shift+ArrowLeft")
    hands.is_told("has new content")
    hands.settle()
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        held.append((route, route.fetch()))

    catch(page, "**/together/**", hold, times=1)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    for _ in range(500):  # at the latest when others are asked for the next time
        if held:
            break
        page.wait_for_timeout(20)
    hands.press("Alt+Shift+ArrowRight")
    hands.settle()
    ((late, answer),) = held
    with page.expect_response("**/together/**"):
        late.fulfill(response=answer)
    page.wait_for_timeout(200)

    shown = page.locator(f"#text [data-q='{quote('Not this May,').pk}']").all_text_contents()
    assert "".join(shown) == "Not this May,"
