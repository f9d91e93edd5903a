"""An analyst finds who changed their mind on a target, and when, and who is never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from quotes.models import Relay, Speaker
from tests.browser import DESKTOP, PHONE
from tests.factories import make_quote, make_speaker, make_stance, make_target
from tests.journeys.everybody import wrong_with
from tests.quotes.figures.said import say

if TYPE_CHECKING:
    from accounts.models import User
    from quotes.models import Target
    from tests.browser import Live

pytestmark = pytest.mark.journey


@pytest.fixture
def port(own_database: str) -> Target:
    """Return a target on which a man and his union moved, another did not."""
    port, union = make_target("Northern port"), make_speaker("Ferry Union", kind="organisation")
    reke, vell = make_speaker("Tomas Reke"), make_speaker("Ona Vell")
    say("2030-11-02", reke, "support", port, words="give us the northern port", organisation=union)
    say("2031-03-14", reke, "support", port, words="every berth there is a berth less to fight for")
    wrong = "I was wrong about the northern port"
    moved = say("2031-08-26", reke, "oppose", port, words=wrong, organisation=union)
    Relay.objects.create(quote=say("2031-09-30", reke, "support", port), name="state radio")
    attack = make_quote("So it was", article=moved.article, speaker=reke)
    make_stance(attack, make_target("Ona Vell", kind="speaker", speaker=vell), "oppose")
    say("2031-09-02", vell, "oppose", port)
    return port


def test_who_changed_their_mind_is_found_from_the_target(
    live: Live, reader: User, port: Target
) -> None:
    page = live.open("/targets/", user=reader)
    page.get_by_role("link", name="Northern port", exact=True).click()
    page.get_by_role("link", name="All, by day").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who changed their mind")
    expect(page.locator(".moves").first).to_contain_text("Tomas Reke")
    expect(page.locator(".moves").first).not_to_contain_text("Ona Vell")
    expect(page.locator(".moves").last).to_contain_text("Ferry Union as a side")
    expect(page.locator(".moves").last).to_contain_text("The same people moved: Tomas Reke.")

    page.get_by_text("When, and without some quotes").click()
    page.get_by_label("Changed from").fill("2031-08-01")
    page.get_by_label("until").fill("2031-08-31")
    page.get_by_role("button", name="Redraw").click()
    expect(page.locator(".moves").first).to_contain_text("I was wrong about the northern port")
    page.get_by_role("link", name="Tomas Reke").first.click()

    changes = page.get_by_role("region", name="Changes of position")
    expect(page.get_by_role("region").first).to_have_accessible_name("Changes of position")
    expect(changes).to_contain_text("oppose to support 35 days apart")
    page.get_by_text("Redraw the figures without some quotes").click()
    page.get_by_label("relayed words").check()
    page.get_by_role("button", name="Redraw").click()
    expect(changes).to_contain_text("support to oppose 165 days apart")
    expect(page.locator(".hero .nums")).to_contain_text("of 5")
    changes.get_by_role("link", name="In context").last.click()
    expect(page.locator("main")).to_contain_text("I was wrong about the northern port")


def test_the_chart_of_a_target_is_chosen_and_kept(live: Live, reader: User, port: Target) -> None:
    speaker = reke()
    page = live.open(f"/speakers/{speaker.pk}/", user=reader)
    chart = page.locator("#months")
    chart.get_by_label("Stance on").select_option("Northern port")
    expect(chart.get_by_role("heading")).to_have_text("Stance by month")
    expect(page).to_have_url(f"/speakers/{speaker.pk}/?on={port.pk}")
    chart.get_by_text("Show as table").click()
    chart.get_by_role("link", name="Aug 2031").click()
    expect(page.locator(".qc")).to_have_count(1)
    page.go_back()
    with page.expect_download() as kept:
        page.locator("#months").get_by_role("link", name="Picture (SVG)").click()
    assert kept.value.suggested_filename == "tomas-reke-on-northern-port.svg"


def test_who_is_never_asked_is_found(live: Live, reader: User, port: Target) -> None:
    page = live.open("/speakers/", user=reader)
    page.get_by_role("link", name="Who is quoted").click()
    page.get_by_label("Shares by").select_option("speaker")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row", name="Tomas Reke")).to_contain_text("83.3 %")
    unheard = page.get_by_role("region", name="Criticised without a word of their own")
    unheard.get_by_text("1 article").first.click()
    expect(unheard.get_by_role("row", name="Ona Vell")).to_contain_text("Article")


@pytest.mark.parametrize("scripts", [True, False])
def test_figures_are_for_everybody(
    live: Live, reader: User, port: Target, *, scripts: bool
) -> None:
    if not scripts:
        page = live.open(f"/speakers/{reke().pk}/", user=reader, scripts=False)
        page.get_by_label("Stance on").select_option("Northern port")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#months").get_by_role("heading")).to_have_text("Stance by month")
        return
    page = live.open("/audit/?by=speaker&not=relayed:yes", user=reader)
    union = speaker_called("Ferry Union")
    for address in (
        "/audit/?by=speaker&not=relayed:yes",
        f"/speakers/{reke().pk}/?on={port.pk}&changes=all&counting=statements",
        f"/speakers/{union.pk}/",
        f"/targets/{port.pk}/changes/",
    ):
        page.goto(address)
        for summary in page.locator("main summary").all():
            summary.click()
        page.evaluate("scrollTo(0, 0)")  # what the header half covers is no small target
        assert wrong_with(page, (DESKTOP, PHONE)) == []


def reke() -> Speaker:
    return speaker_called("Tomas Reke")


def speaker_called(name: str) -> Speaker:
    return Speaker.objects.get(name=name)
