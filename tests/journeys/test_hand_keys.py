"""One key a decision: rows, chips, other layouts, keys that wait, letters switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from quotes import commands
from quotes.models import Quote
from tests.browser import assert_accessible
from tests.factories import make_article, make_quote, make_stance, make_suggestion, make_target
from tests.journeys.hands import Hands, stored

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from accounts.models import User
    from articles.models import Article
    from tests.browser import Live

pytestmark = pytest.mark.journey

TEXT = (
    "“We paint the pier in May,” Adaeze Vint said. “Not this May,” Tomas Reke told the union, "
    "per state radio.\n\nThe mayor spoke of “a small delay”. “Then in June,” Ms Vint said."
)
FIRST, SECOND = "We paint the pier in May,", "Not this May,"
QUOTES = (FIRST, SECOND, "a small delay", "Then in June,")


@pytest.fixture
def article(own_database: str) -> Article:
    """Return an article with four suggestions and two targets that were used in it."""
    article = make_article(text=TEXT, title="The pier waits", language="en")
    for words in QUOTES:
        make_suggestion(words, article)
    rejected = make_quote("told the union", article=article, kind="indirect", status="rejected")
    for name in ("Painting the pier", "The union"):
        make_stance(rejected, make_target(name), None)
    return article


@pytest.fixture
def page(live: Live, annotator: User, article: Article) -> Page:
    return live.open(f"/articles/{article.pk}/", user=annotator)


def quote(words: str) -> Quote:
    return Quote.objects.get(content_words=[words])


def statuses(article: Article) -> list[str]:
    return [status for status, _ in stored(article.pk)][:2]


def type_azerty(page: Page, code: str, key: str) -> None:
    """Press a key as a French keyboard does, where digits want Shift."""
    client = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        client.send("Input.dispatchKeyEvent", {"type": kind, "code": code, "key": key})


def test_the_lit_row_goes_down_and_up_and_takes_the_digits(page: Page) -> None:
    hands = Hands(page)
    lit, rows = page.locator(".rows .lit .top > [id$=-l]"), page.locator(".rows .top > [id$=-l]")
    names = rows.all_inner_texts()

    expect(lit).to_have_text(names[0])
    hands.press("ArrowDown", "ArrowDown")
    expect(lit).to_have_text(names[1])
    hands.press("2")
    hands.sees(names[1], "Oppose")
    hands.press("ArrowUp", "ArrowUp", "1")
    hands.sees(names[0], "Support")
    hands.settle()
    given = {each.target.name: each.position for each in quote(FIRST).stances.all()}
    assert given == {names[0]: "support", names[1]: "oppose"}


def test_digits_are_known_by_their_place_on_the_keyboard(page: Page) -> None:
    names = page.locator(".rows .top > [id$=-l]").all_inner_texts()

    type_azerty(page, "Digit2", "é")

    Hands(page).sees(names[0], "Oppose")
    assert quote(FIRST).stances.get(target__name=names[0]).position == "oppose"


def test_a_chip_opens_by_key_takes_digits_and_is_shut_again(page: Page) -> None:
    hands = Hands(page)
    act, kind = page.locator("#chip-act"), page.locator("#chip-kind")

    hands.press("b")
    expect(kind).to_have_attribute("open", "")
    assert_accessible(page)
    hands.press("y")
    expect(act).to_have_attribute("open", "")
    expect(kind).not_to_have_attribute("open", "")
    hands.press("Escape")
    expect(act).not_to_have_attribute("open", "")
    expect(page.locator("#text")).to_be_focused()
    hands.press("y", "2", "j")
    hands.has(2)
    assert quote(FIRST).act == "denied"
    assert not quote(FIRST).stances.exists()


def test_a_field_of_a_chip_is_typed_into_at_once_or_takes_the_selected_words(page: Page) -> None:
    hands = Hands(page)

    hands.press("j", "d")
    hands.type("the union")
    hands.press("Enter")
    expect(page.locator("#chip-addressee summary")).to_contain_text("the union")
    hands.press("Escape")
    hands.drag("state radio")
    hands.press("r")
    expect(page.locator("#chip-relay summary")).to_contain_text("state radio")

    found = quote(SECOND)
    assert (found.addressee, found.relays.get().span_words) == ("the union", ["state radio"])


def test_new_keys_wait_behind_those_that_wait(page: Page, reviewer: User, article: Article) -> None:
    hands = Hands(page)
    found = quote(FIRST)
    commands.set_speaker(found.pk, version=found.version, by=reviewer, speaker="Somebody Else")

    hands.press("s")
    hands.type("Adaeze Vint")
    with hands.answers_held("**/speaker/"):
        hands.press("Enter", "a", "x")
    expect(page.locator(".clash")).to_be_visible()
    assert_accessible(page)
    hands.press("j")  # is typed before anybody could have looked
    expect(page.locator("[data-waiting]")).to_have_text("A X J")
    assert set(statuses(article)) == {"suggested"}

    hands.look()
    hands.press("1", "Enter")
    expect(page.locator(".clash")).to_have_count(0)
    expect(page.locator("[data-waiting]")).to_have_text("A X J")
    hands.press("Enter")
    hands.has(5)
    assert statuses(article) == ["accepted", "rejected"]
    assert quote(FIRST).speaker.name == "Adaeze Vint"  # type: ignore[union-attr]


def test_keys_that_wait_are_dropped_by_a_key_and_never_go_to_another_quote(
    page: Page, reviewer: User, article: Article
) -> None:
    hands = Hands(page)
    found = quote(FIRST)
    commands.set_speaker(found.pk, version=found.version, by=reviewer, speaker="Somebody Else")
    hands.press("s")
    hands.type("Adaeze Vint")
    with hands.answers_held("**/speaker/"):
        hands.press("Enter", "x")
    expect(page.locator("[data-waiting]")).to_have_text("X")
    expect(page.locator(".clash")).to_be_visible()

    page.locator(".queue").get_by_text(SECOND).click()
    hands.has(2)
    hands.look()
    hands.press("Enter")  # back to the first, where they were typed
    hands.is_told("Quote 1 rejected")
    assert statuses(article) == ["rejected", "suggested"]

    found = quote(SECOND)
    commands.set_speaker(found.pk, version=found.version, by=reviewer, speaker="Somebody Else")
    hands.press("s")
    hands.type("Tomas Reke")
    with hands.answers_held("**/speaker/"):
        hands.press("Enter", "x", "x")
    expect(page.locator("[data-waiting]")).to_have_text("X X")
    expect(page.locator(".clash")).to_be_visible()
    hands.look()
    hands.press("Escape")
    expect(page.locator("#waiting")).to_be_hidden()
    assert statuses(article) == ["rejected", "suggested"]


def test_a_key_that_comes_before_a_refusal_can_be_seen_waits(
    page: Page, reviewer: User, article: Article
) -> None:
    hands = Hands(page)
    found = quote(FIRST)
    commands.set_speaker(found.pk, version=found.version, by=reviewer, speaker="Somebody Else")
    hands.press("s")
    hands.type("Adaeze Vint")
    # The key comes in the same moment as the refusal, when nothing waits any more.
    page.evaluate("""() => document.addEventListener('refused', () => setTimeout(() => {
      const key = { key: 'a', code: 'KeyA', bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', key));
    }, 150))""")
    page.wait_for_timeout(300)  # until the list is there
    hands.press("Enter")
    expect(page.locator(".clash")).to_be_visible()
    expect(page.locator("[data-waiting]")).to_have_text("A")
    assert set(statuses(article)) == {"suggested"}

    hands.look()
    hands.press("2", "Enter")
    expect(page.locator(".clash")).to_have_count(0)
    expect(page.locator("[data-waiting]")).to_have_text("A")
    hands.press("Enter")
    hands.is_told("Quote 1 accepted")


def test_undo_with_nothing_to_undo_says_so_and_holds_no_key(page: Page, article: Article) -> None:
    hands = Hands(page)

    with hands.answers_held("**/undo/"):
        hands.press("u", "a")
    hands.is_told("Quote 1 accepted")
    hands.press("u", "u")
    hands.is_told("There is nothing of yours to undo in this article.")
    assert_accessible(page)
    assert statuses(article) == ["suggested", "suggested"]


def test_no_key_overtakes_those_that_wait(page: Page, article: Article) -> None:
    hands = Hands(page)
    # A key between an answer and the first of the keys that waited for it.
    page.evaluate("""() => document.addEventListener('htmx:finally:request', () => {
      const key = { key: 's', code: 'KeyS', bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', key));
    }, { once: true })""")

    with hands.answers_held("**/accept/"):
        hands.press("a", "x")
    hands.has(4)
    assert statuses(article) == ["accepted", "rejected"]
    expect(page.locator("#speaker")).to_be_focused()
    expect(page.locator("#speaker")).to_have_value("")


def test_space_scrolls_whatever_was_done_before(
    live: Live, annotator: User, own_database: str
) -> None:
    lines = "\n\n".join(f"“We counted boat {number},” said Ilse Marrow." for number in range(60))
    article = make_article(text=lines, language="en")
    make_suggestion("We counted boat 1,", article)
    make_suggestion("We counted boat 2,", article)
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    hands = Hands(page)

    hands.press("s", "Escape", "y", "Escape", "Space")
    page.wait_for_timeout(300)

    assert page.evaluate("scrollY") > 300
    expect(page.locator("#chip-act")).not_to_have_attribute("open", "")


def test_letters_switched_off_want_alt(live: Live, annotator: User, article: Article) -> None:
    page = live.open("/account/", user=annotator)
    page.get_by_label("Single letters, digits and signs are keys").uncheck()
    page.locator("form", has_text="Keyboard").get_by_role("button", name="Save").click()
    page.goto(f"/articles/{article.pk}/")
    hands = Hands(page)
    names = page.locator(".rows .top > [id$=-l]").all_inner_texts()

    hands.press("a", "x", "Shift+J", "1", "Backspace", "Control+z")
    hands.is_told("Undone")  # the key that deletes is no letter
    hands.has(1)
    assert set(statuses(article)) == {"suggested"}
    hands.press("Alt+1")
    hands.sees(names[0], "Support")
    hands.press("Alt+a")
    hands.has(2)
    page.locator("#reject").focus()
    hands.press("Enter")
    hands.has(4)
    assert statuses(article) == ["accepted", "rejected"]


def test_all_keys_are_listed_from_the_controls_of_the_page(page: Page) -> None:
    hands = Hands(page)
    hands.press("?")
    dialog = page.get_by_role("dialog", name="All keys")
    listed = {
        "A": "Accept",
        "1": "Support",
        "V": "Text cursor",
        "R": "Through whom it came",
        "↓": "Light the row below",
    }
    for key, words in listed.items():
        row = dialog.locator("dl > div").filter(has=page.locator(f"kbd:text-is('{key}')"))
        expect(row.locator("dd").filter(has_text=words)).to_have_count(1)
    assert_accessible(page)
    hands.press("x", "Escape")
    expect(dialog).to_be_hidden()
    hands.has(1)


def test_a_further_source_is_named_at_once_and_takes_the_letters_until_then(page: Page) -> None:
    hands = Hands(page)
    hands.press("s")
    hands.type("Adaeze Vint")
    hands.press("Enter", "Shift+s")
    hands.type("Tomas Reke")  # without waiting for the field
    hands.press("Enter", "a")
    hands.has(2)

    sources = quote(FIRST).attributions.order_by("position")
    assert [each.speaker.name for each in sources] == ["Adaeze Vint", "Tomas Reke"]  # type: ignore[union-attr]


def test_a_digit_an_open_chip_has_no_choice_for_sets_no_stance(page: Page) -> None:
    hands = Hands(page)
    hands.press("b", "5")
    expect(page.locator("#chip-kind")).to_have_attribute("open", "")
    hands.press("2")
    expect(page.locator("#chip-kind summary")).to_contain_text("indirect")
    assert not quote(FIRST).stances.exists()
    hands.press("2")
    hands.sees("Painting the pier", "Oppose")
