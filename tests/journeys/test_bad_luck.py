"""Network gone, session ended, server broken: nothing is lost, and nothing is done twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from quotes.models import Quote, Step
from tests.browser import assert_accessible, catch
from tests.factories import make_article, make_speaker, make_suggestion
from tests.journeys.hands import Hands, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

    from accounts.models import User
    from articles.models import Article
    from tests.browser import Live

pytestmark = pytest.mark.journey

TEXT = (
    "“We paint the pier in May,” Adaeze Vint said. “Not this May,” Tomas Reke said.\n\n"
    "The mayor spoke of “a small delay”. “Then in June,” Ms Vint said."
)
QUOTES = ("We paint the pier in May,", "Not this May,", "a small delay", "Then in June,")


@pytest.fixture
def article(own_database: str) -> Article:
    """Return an article with four suggestions."""
    article = make_article(text=TEXT, title="The pier waits", language="en")
    for words in QUOTES:
        make_suggestion(words, article)
    return article


@pytest.fixture
def page(live: Live, annotator: User, article: Article) -> Iterator[Page]:
    """Return the article page; that nothing can be reached is written to the console on purpose."""
    yield live.open(f"/articles/{article.pk}/", user=annotator)
    live.problems[:] = [each for each in live.problems if "Failed to load" not in each]


def statuses(article: Article) -> list[str]:
    return [status for status, _ in stored(article.pk)]


def sign_in(page: Page, user: User) -> None:
    user.set_password("a long way to the pier")
    user.save()
    page.get_by_label("Name").fill(user.username)
    page.get_by_label("Password").fill("a long way to the pier")
    page.get_by_role("button", name="Sign in").click()


def test_what_is_done_without_a_network_is_done_once_when_it_is_back(
    page: Page, article: Article
) -> None:
    hands = Hands(page)
    page.context.set_offline(True)

    hands.press("a", "x")
    expect(page.locator("#offline")).to_have_text("Offline, 2 waiting")
    expect(page.locator("#waiting")).to_contain_text("No connection")
    hands.press("s")
    hands.type("The mayor")
    hands.press("Enter", "a")
    expect(page.locator("#offline")).to_have_text("Offline, 14 waiting")
    assert_accessible(page)
    assert set(statuses(article)) == {"suggested"}
    page.context.set_offline(False)

    hands.has(4)
    expect(page.locator("#waiting")).to_be_hidden()
    expect(page.locator("#state")).to_contain_text("Saved")
    assert statuses(article) == ["accepted", "rejected", "accepted", "suggested"]
    mayor = Quote.objects.get(content_words=["a small delay"]).speaker
    assert mayor
    assert mayor.name == "The mayor"


def test_a_deed_whose_answer_was_lost_is_not_done_twice(page: Page, article: Article) -> None:
    hands = Hands(page)
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.fulfill(status=502)

    catch(page, "**/accept/", lose, times=1)
    hands.press("a", "x")
    hands.has(3)

    assert lost == [200]
    assert statuses(article) == ["accepted", "rejected", "suggested", "suggested"]
    assert Step.objects.filter(command="accept_quote").count() == 1


def test_a_reload_without_a_network_loses_nothing(page: Page, article: Article) -> None:
    hands = Hands(page)
    address = page.url
    catch(page, "**/accept/", lambda route: route.abort())
    hands.press("a", "x", "j")
    expect(page.locator("#offline")).to_have_text("Offline, 3 waiting")

    page.unroute_all()
    page.goto(address)
    hands.has(4)

    assert statuses(article) == ["accepted", "rejected", "suggested", "suggested"]


def test_who_was_signed_out_signs_in_and_goes_on_there(
    page: Page, annotator: User, article: Article
) -> None:
    hands = Hands(page)
    hands.press("j")
    hands.has(2)
    Session.objects.all().delete()

    with hands.answers_held("**/accept/"):
        hands.press("a", "x")
    note = page.locator("#waiting")
    expect(note).to_contain_text("Your session has ended")
    hands.press("j")
    expect(note.locator("[data-waiting]")).to_have_text("X J")
    assert_accessible(page)
    assert set(statuses(article)) == {"suggested"}
    hands.press("Enter")
    sign_in(page, annotator)

    hands.has(4)
    page.wait_for_timeout(300)
    assert statuses(article) == ["suggested", "accepted", "rejected", "suggested"]


def test_what_somebody_else_left_in_the_tab_is_not_done(
    page: Page, reviewer: User, article: Article
) -> None:
    hands = Hands(page)
    Session.objects.all().delete()
    hands.press("a")
    expect(page.locator("#waiting")).to_contain_text("Your session has ended")
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, reviewer)

    hands.has(1)
    page.wait_for_timeout(300)
    assert set(statuses(article)) == {"suggested"}


def test_a_name_typed_when_the_session_ended_is_kept(
    page: Page, annotator: User, article: Article
) -> None:
    make_speaker("Adaeze Vint")
    hands = Hands(page)
    hands.press("s")
    expect(page.get_by_role("option").first).to_be_visible()
    Session.objects.all().delete()

    hands.type("vint")
    expect(page.locator("#waiting")).to_contain_text("Your session has ended")
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, annotator)

    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("vint")
    hands.press("Enter")
    hands.is_told("speaker")
    speaker = Quote.objects.get(content_words=[QUOTES[0]]).speaker
    assert speaker
    assert speaker.name == "Adaeze Vint"


def test_a_list_that_cannot_be_had_says_so_and_comes_when_it_can(
    page: Page, article: Article
) -> None:
    make_speaker("Tomas Reke")
    hands = Hands(page)
    page.context.set_offline(True)

    hands.press("s")
    expect(page.locator("#speaker-options")).to_contain_text("cannot be had just now")
    assert_accessible(page)
    hands.type("reke")
    hands.press("Enter", "a")
    page.context.set_offline(False)

    hands.has(2)
    speaker = Quote.objects.get(content_words=[QUOTES[0]]).speaker
    assert speaker
    assert speaker.name == "Tomas Reke"


def test_what_broke_on_the_server_can_be_tried_again(page: Page, article: Article) -> None:
    hands = Hands(page)
    catch(page, "**/accept/", lambda route: route.fulfill(status=500), times=1)

    hands.press("a", "x")
    expect(page.locator("#waiting")).to_contain_text("it is kept")
    page.wait_for_timeout(200)
    hands.press("j")
    expect(page.locator("[data-waiting]")).to_have_text("X J")
    page.get_by_role("button", name="Try again").click()

    hands.has(4)
    assert statuses(article)[:2] == ["accepted", "rejected"]
