"""Sign-in and account page as people meet them: by keyboard, small and large, light and dark."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from accounts.commands import create_token, create_user
from accounts.models import Role, User
from tests.browser import DESKTOP, PHONE, Live, assert_accessible

pytestmark = pytest.mark.journey

Scheme = Literal["light", "dark"]


def test_signs_in_makes_a_token_and_withdraws_it_without_mouse_or_script(live: Live) -> None:
    _, password = create_user(name="ines", role=Role.ANNOTATOR)
    page = live.open("/account/", scripts=False)
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("ines")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.get_by_label("What is it for?").focus()
    page.keyboard.type("notebook")
    page.keyboard.press("Enter")
    secret = page.get_by_label("The new token").input_value()
    assert secret.startswith("vbt_")
    page.get_by_role("button", name="Withdraw the token notebook").press("Enter")
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_a_new_token_is_copied_by_a_button(live: Live, admin: User) -> None:
    page = live.open("/account/", user=admin)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("What is it for?").fill("notebook")
    page.get_by_role("button", name="New token").click()
    page.get_by_role("button", name="Copy the token").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    secret = page.get_by_label("The new token").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == secret
    page.get_by_role("button", name="Withdraw the token notebook").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    assert secret not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_is_accessible_with_all_it_can_show(
    live: Live, admin: User, width: int, scheme: Scheme
) -> None:
    create_token(admin, name="feed")
    page = live.open("/sign-in/", width=width, scheme=scheme)
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Name and password do not match.")).to_be_visible()
    assert_accessible(page)
    page = live.open("/account/", user=admin, width=width, scheme=scheme)
    page.get_by_label("What is it for?").fill("notebook")
    page.get_by_role("button", name="New token").click()
    expect(page.get_by_label("The new token")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_role_tried_is_told_on_every_page_until_it_ends(
    live: Live, admin: User, width: int
) -> None:
    page = live.open("/account/", user=admin, width=width)
    page.get_by_label("Reader").check()
    page.get_by_role("button", name="Try").click()
    expect(page.get_by_label("Reader")).to_be_checked()
    page.goto("/account/?from=here")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    page.get_by_role("button", name="Seen as reader: end").click()
    expect(page.get_by_label("Admin", exact=True)).to_be_checked()
    assert page.url.endswith("/account/?from=here")
    expect(page.get_by_role("button", name="Seen as")).to_have_count(0)
