"""An analyst reads the matrix in a real browser: opens a cell, sorts, leaves words out."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.journeys.everybody import wrong_with

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.models import Speaker, Target
    from tests.browser import Live

pytestmark = pytest.mark.journey


def say(speaker: Speaker, target: Target, position: str, n: int, **more: Any) -> None:
    for _ in range(n):
        said = {"said_on": date(2031, 10, 3), "said_on_precision": "day", **more}
        make_stance(make_quote(speaker=speaker, **said), target, position)


@pytest.fixture
def act(own_database: str) -> Target:
    """Return a target on which two disagree, one of them in part by batch."""
    act, levy = make_target("Ferry Act"), make_target("Fuel Levy")
    ilse, tomas = make_speaker("Ilse Marrow"), make_speaker("Tomas Reke")
    say(ilse, act, "support", 7)
    say(ilse, act, "oppose", 2, decided_how="batch")
    say(ilse, act, "oppose", 6, said_on=date(2030, 12, 4))
    say(tomas, act, "oppose", 3)
    say(tomas, levy, "support", 1)
    return act


def test_a_cell_opens_the_quotes_it_counts(live: Live, act: Target, reader: User) -> None:
    page = live.open("/matrix/?now=2031-10&before=2030-12", user=reader)
    cell = page.locator(".mx td a").first
    expect(cell.locator("b")).to_have_text("+0.56")
    counted = int(re.findall(r"\d+", cell.locator(".c").inner_text())[0])
    cell.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{counted} quotes")
    expect(page.locator(".qc")).to_have_count(counted)
    page.go_back()
    expect(page.locator("table.t", has_text="Ilse Marrow")).to_contain_text("+1.56")


def test_it_is_sorted_and_redrawn_without_some_words(live: Live, act: Target, reader: User) -> None:
    page = live.open("/matrix/?now=2031-10", user=reader)
    page.locator(".mx thead").get_by_role("link", name="Ferry Act").click()
    page.locator(".mx thead").get_by_role("link", name="Ferry Act").click()
    expect(page.locator(".mx tbody th").first).to_contain_text("Tomas Reke")
    page.get_by_label("Accepted in batch").check()
    expect(page.locator(".mx tbody tr").last.locator("b").first).to_have_text("+1.00")
    expect(page.locator(".mx .d").first).to_have_text("+0.44")
    assert "not=decided%3Abatch" in page.url
    page.get_by_label("Rows").select_option("organisation")
    expect(page.get_by_text("No position fits these filters.")).to_be_visible()
    page.go_back()
    expect(page.locator(".mx .d").first).to_have_text("+0.44")


def test_without_scripts_the_form_works_by_its_button(
    live: Live, act: Target, reader: User
) -> None:
    page = live.open("/matrix/", user=reader, scripts=False)
    page.get_by_label("Sorted by").select_option("name")
    page.get_by_label("Accepted in batch").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".mx .d").first).to_be_visible()


def test_matrix_and_target_are_for_everybody(live: Live, act: Target, reader: User) -> None:
    page = live.open("/matrix/?now=2031-10&before=2030-12&not=decided:batch", user=reader)
    wrong = wrong_with(page)
    page.goto(f"/targets/{act.pk}/")
    assert wrong + wrong_with(page) == []
