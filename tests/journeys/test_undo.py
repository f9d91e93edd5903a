"""A person undoes: after a reload, in another article, the step of somebody else, a whole batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from quotes import commands
from quotes.models import Attribution, Quote, Stance
from tests.browser import DESKTOP, PHONE, assert_accessible
from tests.factories import make_article, make_quote, make_suggestion
from tests.journeys.hands import Hands

if TYPE_CHECKING:
    from accounts.models import User
    from tests.browser import Live

pytestmark = pytest.mark.journey

TEXT = (
    "“We will sail,” a senior official said. “It is late,” the senior official said.\n\n"
    "“Not with us,” Tomas Reke said. According to the official, the piers would close."
)


def made(title: str) -> list[Quote]:
    article = make_article(text=TEXT, title=title)
    found = [
        make_suggestion(words, article, confidence=confidence, mention=mention)
        for words, confidence, mention in (
            ("We will sail,", 0.95, "a senior official"),
            ("It is late,", 0.95, "the senior official"),
            ("Not with us,", 0.95, "Tomas Reke"),
            ("the piers would close", 0.65, "the official"),
        )
    ]
    rows = Attribution.objects.filter(quote__in=found)
    rows.update(proposed_name="senior official", sourcing="unnamed")
    rows.filter(quote=found[2]).update(proposed_name="Tomas Reke", sourcing="named")
    return found


def statuses(quotes: list[Quote]) -> list[str]:
    rows = Quote.objects.filter(pk__in=[quote.pk for quote in quotes])
    return list(rows.order_by("pk").values_list("status", flat=True))


def test_undo_and_redo_last_over_a_reload(live: Live, annotator: User) -> None:
    quotes = made("Islands split")
    page = live.open(f"/articles/{quotes[0].article_id}/", user=annotator)
    hands = Hands(page)
    hands.press("a")
    hands.is_told("Quote 1 accepted")
    hands.press("x")
    hands.is_told("Quote 2 rejected")

    page.reload()
    hands.press("u")
    hands.is_told("Undone: rejected quote 2")
    hands.has(2)
    hands.press("u")
    hands.is_told("Undone: accepted quote 1")
    page.reload()
    hands.press("Shift+U")
    hands.is_told("Done again: accepted quote 1")
    hands.press("Control+y")
    hands.is_told("Done again: rejected quote 2")
    assert statuses(quotes) == ["accepted", "rejected", "suggested", "suggested"]


def test_a_batch_goes_and_comes_back_in_one(live: Live, annotator: User) -> None:
    quotes = made("Islands split")
    page = live.open(f"/articles/{quotes[0].article_id}/", user=annotator)
    hands = Hands(page)
    page.get_by_role("button", name="Accept 3 that are sure").click()
    hands.is_told("3 quotes accepted, in one step")
    hands.has(4)
    expect(page.locator("#queue-head")).to_contain_text("3 of 4 decided")
    assert_accessible(page)
    assert statuses(quotes) == ["accepted"] * 3 + ["suggested"]
    hands.press("u")
    hands.is_told("Undone: accepted 3 quotes")
    assert statuses(quotes) == ["suggested"] * 4
    hands.press("Control+Shift+Enter")
    hands.is_told("3 quotes accepted, in one step")


def test_another_person_undoes_in_the_history_what_was_done_elsewhere(
    live: Live, annotator: User, reviewer: User
) -> None:
    first, second = made("Islands split"), made("The boats")
    batch = commands.accept_sure(first[0].text_version_id, by=annotator)
    commands.accept_quote(second[0].pk, version=1, by=annotator)
    commands.reject_quote(first[1].pk, version=2, by=reviewer)

    page = live.open("/", user=reviewer)
    page.get_by_role("link", name="Whole history").click()
    page.get_by_label("Person").select_option(label="The annotator")
    step = page.locator(".step", has_text="The boats")
    step.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: accepted a quote.")).to_be_visible()
    assert statuses(second)[0] == "suggested"

    page.get_by_role("button", name="Undo all 3").click()
    expect(page.get_by_role("alert")).to_contain_text("The reviewer rejected a quote")
    assert_accessible(page)
    page.get_by_role("button", name="Undo the other 2").click()
    expect(page.get_by_text("Undone: accepted 3 quotes")).to_be_visible()
    assert_accessible(page)
    assert statuses(first) == ["suggested", "rejected", "suggested", "suggested"]
    assert Quote.objects.get(pk=first[1].pk).decided_by == reviewer
    assert batch.step.undone_by.by == reviewer


def test_a_deleted_quote_comes_back_as_the_same_quote(live: Live, annotator: User) -> None:
    quote = make_quote(article=make_article(title="Islands split"), mention="Ilse Marrow")
    commands.set_stance(quote.pk, "War", version=1, by=annotator, position="oppose")
    page = live.open(f"/articles/{quote.article_id}/", user=annotator)
    hands = Hands(page)
    hands.press("Backspace")
    hands.is_told("Quote 1 deleted")
    page.goto(page.url.split("/articles/")[0])
    page.locator(".step", has_text="deleted").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: deleted a quote.")).to_be_visible()
    again = Quote.objects.get(pk=quote.pk)
    assert again.version == 3
    assert Stance.objects.get().quote == again


def test_one_name_typed_once_names_the_chain_and_one_mention_moves_on(
    live: Live, annotator: User
) -> None:
    quotes = made("Islands split")
    page = live.open(f"/articles/{quotes[0].article_id}/", user=annotator)
    hands = Hands(page)
    expect(page.locator("#inspector")).to_contain_text("3 quotes by this source")
    assert page.locator("#text .sp[data-chain='1']").count() == 3
    hands.press("s")
    hands.type("Ilse Marrow")
    hands.press("Enter")
    hands.is_told("Quote 1 has a speaker")
    expect(page.locator("#chain")).to_contain_text("2 more of “senior official”")
    hands.press("l")
    hands.is_told("2 quotes more have this speaker")
    expect(page.locator("#text .sp[data-chain='1']")).to_have_count(3)
    hands.press("m", "1")
    hands.is_told("Quote 1 has another source")
    expect(page.locator("#speaker")).to_have_value("Tomas Reke")
    hands.press("u", "u")
    hands.is_told("Undone: gave 3 quotes the same speaker")
    names = Attribution.objects.order_by("quote").values_list("speaker__name", flat=True)
    assert list(names) == ["Ilse Marrow", None, None, None]


def test_the_least_sure_come_first_where_that_is_asked(live: Live, annotator: User) -> None:
    quotes = made("Islands split")
    page = live.open(f"/articles/{quotes[0].article_id}/", user=annotator)
    hands = Hands(page)
    page.get_by_role("link", name="Least sure first").click()
    expect(page.locator(".queue li .n").first).to_have_text("4")
    assert "order=least" in page.url
    page.goto(f"{page.url.split('?')[0]}")
    hands.has(4)
    hands.press("a")
    hands.has(1)
    hands.press("k")
    hands.has(4)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_history_can_be_read_by_everybody(live: Live, annotator: User, width: int) -> None:
    quotes = made("Islands split")
    commands.accept_sure(quotes[0].text_version_id, by=annotator)
    for scheme in ("light", "dark"):
        page = live.open("/steps/", user=annotator, scheme=scheme, width=width)
        expect(page.get_by_role("button", name="Undo all 3")).to_be_visible()
        assert_accessible(page)
