"""The fixtures for browser tests notice what a person would not report."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browser import DESKTOP, PHONE, Live, assert_accessible


def test_each_page_is_of_its_own_database(live: Live, annotator: User) -> None:
    page = live.open("/account/", user=annotator)

    assert User.objects.count() == 1
    assert page.viewport_size == {"width": DESKTOP, "height": 900}
    assert annotator.display_name in page.content()


def test_a_page_may_be_a_phone_in_the_dark_without_scripts(live: Live) -> None:
    page = live.open("/sign-in/", width=PHONE, scheme="dark", scripts=False)

    assert page.viewport_size
    assert page.viewport_size["width"] == PHONE
    expect(page.get_by_role("heading").first).to_be_visible()


def test_a_script_that_the_policy_refuses_is_noticed(live: Live) -> None:
    page = live.open("/sign-in/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    page.wait_for_timeout(50)

    assert any("Content Security Policy" in problem for problem in live.problems)
    live.problems.clear()


def test_an_error_that_a_script_throws_is_noticed(live: Live) -> None:
    page = live.open("/sign-in/")
    page.evaluate("setTimeout(() => { throw new Error('lost') })")
    page.wait_for_timeout(50)

    assert any("lost" in problem for problem in live.problems)
    live.problems.clear()


def test_axe_finds_a_picture_without_words(live: Live) -> None:
    page = live.open("/sign-in/")
    assert_accessible(page)
    page.evaluate("document.querySelector('main, body').append(document.createElement('img'))")

    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
