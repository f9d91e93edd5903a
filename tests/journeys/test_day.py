"""A day at the desk: the next article, tagged, done, and the one after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from articles.drafts import Draft
from articles.models import Article
from articles.printed import Printed, with_printed
from quotes import commands
from quotes.models import Import, Note, Quote
from tests.browser import DESKTOP, PHONE, Live, assert_accessible
from tests.factories import make_article, make_suggestion
from tests.journeys.hands import WHERE, Hands

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User

pytestmark = pytest.mark.journey


@pytest.fixture
def articles(own_database: str) -> list[Article]:
    """Return two articles that wait, the first with two suggestions."""
    found = [
        make_article(title=f"Boats {day}", published_at=f"2031-10-2{day}T06:00Z") for day in (7, 8)
    ]
    make_suggestion("It always has.", found[0])
    make_suggestion("a fine promise", found[0])
    return found


def test_takes_the_next_tags_it_and_is_done_with_it_by_keys(
    live: Live, annotator: User, articles: list[Article]
) -> None:
    first, second = articles
    page = live.open("/", user=annotator)
    assert_accessible(page)
    page.keyboard.press("g")
    page.wait_for_url(f"**/articles/{first.pk}/")
    expect(page.get_by_text("Article 1 of 1")).to_be_visible()
    hands = Hands(page)

    hands.press("a", "Control+Enter")  # without waiting for the answer to the first
    expect(page.get_by_role("alert").filter(has_text="1 quote is not decided")).to_be_visible()
    expect(page.get_by_role("heading", name="Quote 2")).to_be_visible()
    assert_accessible(page)

    hands.look()
    hands.press("x")
    expect(page.locator("#toast")).to_contain_text("rejected")
    hands.press("Control+Enter")
    page.wait_for_url(f"**/articles/{second.pk}/")
    expect(page.get_by_text("“Boats 7” is done.")).to_be_visible()
    hands.press("Control+Enter")
    page.wait_for_url(live.url + "/")
    expect(page.get_by_text("2 articles done, 2 quotes decided since")).to_be_visible()
    assert [article.done_by for article in Article.objects.order_by("id")] == [annotator] * 2
    assert {*Quote.objects.values_list("status", flat=True)} == {"accepted", "rejected"}


def test_two_people_never_get_the_same_article(
    live: Live, annotator: User, reviewer: User, articles: list[Article]
) -> None:
    pages = [live.open("/", user=user) for user in (annotator, reviewer)]
    for page in pages:
        page.evaluate("document.querySelector('[data-key=g]').click()")
    for page in pages:
        page.wait_for_url("**/articles/*/")
    assert len({page.url for page in pages}) == 2
    last = live.open("/", user=annotator)
    expect(last.get_by_role("button", name="Take the next article")).to_have_count(0)


def test_an_abandoned_article_is_taken_over_and_given_on(
    live: Live, annotator: User, reviewer: User, articles: list[Article]
) -> None:
    commands.take_article(articles[0].pk, by=reviewer)
    page = live.open(f"/articles/{articles[0].pk}/", user=annotator)
    expect(page.get_by_text("with The reviewer")).to_be_visible()
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_text("Article 1 of 1")).to_be_visible()
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("waits for anybody now")).to_be_visible()

    page.goto("/articles/")
    page.get_by_label("State").select_option("waiting")
    page.wait_for_url("**state=waiting**")
    page.get_by_label("Choose Boats 7").check()
    page.get_by_label("Give the chosen to").select_option("The reviewer")
    page.get_by_role("button", name="Give", exact=True).click()
    expect(page.get_by_text("1 article is with The reviewer now")).to_be_visible()
    assert "state=waiting" in page.url
    assert_accessible(page)


def test_words_of_a_headline_become_a_quote(live: Live, annotator: User) -> None:
    printed = Printed(headline="Boats “stay here”, says Venn", captions=("A 👩‍✈️ pier.",))
    draft = with_printed(Draft(text="Nobody sailed 🚢 today.\n\nNobody spoke."), printed)
    article = commands.take_in_article(draft, by=annotator).article
    Quote.objects.all().delete()
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    assert page.get_by_role("heading", level=1).inner_text() == printed.headline
    hands = Hands(page)
    for number, words in enumerate(("stay here", "pier"), start=1):
        hands.drag(words)
        page.keyboard.press("q")
        hands.has(number)
    stored = [quote.content_words for quote in Quote.objects.order_by("id")]
    assert stored == [["stay here"], ["pier"]]
    assert_accessible(page)


def test_a_selection_that_leaves_the_headline_ends_with_it(live: Live, annotator: User) -> None:
    draft = with_printed(Draft(text="Nobody sailed today."), Printed(headline="Boats stay here"))
    article = commands.take_in_article(draft, by=annotator).article
    Quote.objects.all().delete()
    page = live.open(f"/articles/{article.pk}/", user=annotator)
    (x, y, _, _), (_, _, to_x, to_y) = (page.evaluate(WHERE, words) for words in ("stay", "sailed"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=5)
    page.mouse.up()
    page.keyboard.press("q")
    Hands(page).has(1)
    assert Quote.objects.get().content_words == ["stay here"]


def test_a_note_is_written_and_undone_and_a_link_copied(
    live: Live, annotator: User, articles: list[Article]
) -> None:
    page = live.open(f"/articles/{articles[0].pk}/", user=annotator)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#chip-notes summary").click()
    page.get_by_label("A note for those who work here").fill("Ask the desk.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#chip-notes summary")).to_have_text("1 note")
    assert Note.objects.get().text == "Ask the desk."
    page.locator("#chip-notes summary").click()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.locator("#chip-notes summary")).to_have_text("Note")
    assert not Note.objects.exists()

    page.get_by_role("link", name="Link").click()
    expect(page.get_by_role("link", name="Copied")).to_be_visible()
    first = Quote.objects.order_by("id")[0]
    assert page.evaluate("navigator.clipboard.readText()") == f"{live.url}/quotes/{first.pk}/"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_many_files_are_taken_in_before_ones_eyes(
    live: Live, annotator: User, tmp_path: Path, width: int
) -> None:
    lines = "".join(f'{{"text": "Nobody spoke {n}."}}\n' for n in range(60))
    (tmp_path / "many.jsonl").write_text(lines)
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    page = live.open("/articles/new/", user=annotator, width=width)
    page.get_by_label("Files").set_input_files([tmp_path / "many.jsonl", tmp_path / "bad.txt"])
    page.get_by_role("button", name="Add them all").click()
    page.wait_for_url("**/imports/*/")
    expect(page.get_by_text("0 of 61")).to_be_visible()
    assert_accessible(page)
    batch = Import.objects.get()
    commands.take_in_part(batch_id=batch.pk, first=0, last=49)
    expect(page.get_by_text("50 of 61")).to_be_visible()  # without a reload
    commands.take_in_part(batch_id=batch.pk, first=50, last=60)
    expect(page.get_by_text("61 of 61")).to_be_visible()
    expect(page.get_by_text("bad.txt")).to_be_visible()
    expect(page.get_by_role("heading", name="Taken in")).to_be_visible()
    assert_accessible(page)
