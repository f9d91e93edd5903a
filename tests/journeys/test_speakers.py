"""Speakers are kept right in a real browser: found, changed, merged, unmerged, told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from quotes import commands
from quotes.models import SpeakerName, SpeakerRole
from tests.browser import DESKTOP, PHONE, assert_accessible
from tests.factories import make_article, make_quote, make_speaker, make_stance, make_target

if TYPE_CHECKING:
    from accounts.models import User
    from tests.browser import Live


@pytest.mark.journey
def test_two_of_one_name_are_found_merged_and_unmerged(live: Live, annotator: User) -> None:
    make_quote(speaker=make_speaker("Sergei Ivin"))
    make_quote("a fine promise", speaker=make_speaker("Sergey Ivin"))
    page = live.open("/speakers/", user=annotator)
    page.get_by_role("link", name="1 may be one person").click()
    page.get_by_role("link", name="Merge Sergey Ivin into Sergei Ivin…").click()
    expect(page.get_by_text("1 beside 1")).to_be_visible()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("status").filter(has_text="Merged")).to_be_visible()
    expect(page.locator(".qc")).to_have_count(2)
    page.get_by_role("button", name="Unmerge Sergey Ivin").click()
    told = page.get_by_role("status").filter(has_text="Sergey Ivin is somebody else again")
    expect(told).to_be_visible()
    expect(page.locator(".qc")).to_have_count(1)


@pytest.mark.journey
def test_two_who_are_two_are_not_offered_again(live: Live, annotator: User) -> None:
    for name in ("Sergei Ivin", "Sergey Ivin"):
        make_speaker(name)
    page = live.open("/speakers/duplicates/", user=annotator)
    page.get_by_role("button", name="are not the same").click()
    expect(page.get_by_text("No two speakers have names that sound alike.")).to_be_visible()


@pytest.mark.journey
def test_a_role_and_a_name_are_added_and_a_step_is_undone(live: Live, annotator: User) -> None:
    speaker = make_speaker("Ilse Marrow")
    page = live.open(f"/speakers/{speaker.pk}/", user=annotator)
    page.get_by_text("Add a role").click()
    page.get_by_role("textbox", name="Role").fill("Harbour Minister")
    page.get_by_label("Organisation").fill("Tessaly")
    page.get_by_label("Since").fill("2021-05")
    page.get_by_role("button", name="Add", exact=True).first.click()
    expect(page.locator(".lead")).to_have_text("Harbour Minister, Tessaly")
    page.get_by_label("Another name").fill("Ms Marrow")
    page.get_by_label("Another name").press("Enter")
    expect(page.locator(".chips")).to_contain_text("Ms Marrow")
    page.get_by_role("button", name="Undo: added the name “Ms Marrow”").click()
    expect(page.locator(".chips")).not_to_contain_text("Ms Marrow")


@pytest.mark.journey
def test_the_list_is_narrowed_while_typing_and_by_kind(live: Live, reader: User) -> None:
    make_quote(speaker=make_speaker("Ilse Marrow"))
    make_quote(speaker=make_speaker("Harbour Ministry", kind="organisation"))
    page = live.open("/speakers/", user=reader)
    page.get_by_label("Any name, typos allowed").press_sequentially("marow")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_label("Any name, typos allowed")).to_be_focused()
    page.get_by_label("Any name, typos allowed").fill("")
    page.get_by_label("Kind").select_option("organisation")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("Harbour Ministry")


@pytest.mark.journey
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_in_any_state(
    live: Live, reviewer: User, width: int, scheme: Literal["light", "dark"]
) -> None:
    article = make_article(title="The pen comes back")
    ministry = make_speaker("Harbour Ministry", kind="organisation")
    marrow = make_speaker("Ilse Marrow", part_of=ministry, attributes={"party": "Civic Bloc"})
    SpeakerRole.objects.create(speaker=marrow, role="Minister", organisation=ministry)
    SpeakerName.objects.create(speaker=marrow, name="Ms Marrow")
    like, source = make_speaker("Ilse Marow"), make_speaker("an official", article=article)
    act, bill = make_target("the Act"), make_target("the bill", part_of=make_target("Fares"))
    quote = make_quote(speaker=marrow, article=article)
    make_stance(quote, act)
    make_stance(quote, bill, "oppose")
    gone = make_speaker("I. Marrow")
    commands.merge_speakers(gone.pk, marrow.pk, version=1, by=reviewer)
    for path in (
        "/speakers/",
        "/speakers/?q=zzzz",
        "/speakers/?kind=unnamed",
        "/speakers/duplicates/",
        f"/speakers/{marrow.pk}/",
        f"/speakers/{source.pk}/",
        f"/speakers/{like.pk}/merge/",
        f"/speakers/{like.pk}/merge/?into={marrow.pk}",
        f"/speakers/{source.pk}/merge/?into={marrow.pk}",
        f"/targets/{act.pk}/",
        f"/targets/{bill.pk}/merge/",
        f"/targets/{bill.pk}/merge/?into={act.pk}",
    ):
        page = live.open(path, user=reviewer, width=width, scheme=scheme)
        for summary in page.locator("details.edit > summary").all():
            summary.click()
        assert_accessible(page)
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), path
        page.context.close()
