"""The account page: who I am, and how the pages look."""

import pytest
from django.test import Client

from accounts.commands import create_token, create_user
from accounts.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return create_user(name="ines", role=Role.ANNOTATOR, display_name="Ines Okoro")[0]


def page_of(client: Client) -> str:
    return client.get("/account/").content.decode()


def test_visitors_are_sent_to_sign_in(client: Client) -> None:
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"


def test_says_who_i_am_and_what_i_may_do(client: Client, ines: User) -> None:
    client.force_login(ines)
    assert "Ines Okoro" in page_of(client)
    assert "Annotator" in page_of(client)


def test_lists_my_tokens_and_nobody_elses(client: Client, ines: User) -> None:
    mine, _ = create_token(ines, name="my feed")
    theirs, _ = create_token(create_user(name="omar", role=Role.READER)[0], name="their feed")
    client.force_login(ines)
    assert mine.prefix in page_of(client)
    assert theirs.prefix not in page_of(client)


def test_many_tokens_need_no_more_queries(
    client: Client, ines: User, django_assert_max_num_queries: object
) -> None:
    client.force_login(ines)
    for _ in range(20):
        create_token(ines, name="feed")
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        page_of(client)


def test_is_kept_by_no_cache(client: Client, ines: User) -> None:
    client.force_login(ines)
    assert "no-store" in client.get("/account/")["Cache-Control"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_kept_in_this_browser(client: Client, ines: User, theme: str) -> None:
    client.force_login(ines)
    answer = client.post("/account/theme/", {"theme": theme})
    cookie = answer.cookies["theme"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == (theme, "Lax", 31536000)
    assert f'value="{theme}" checked' in page_of(client)


def test_single_letters_as_keys_can_be_switched_off_in_this_browser(
    client: Client, ines: User
) -> None:
    client.force_login(ines)
    assert 'name="letters" value="on" checked' in page_of(client)
    assert "data-letters" not in page_of(client)

    cookie = client.post("/account/letters/").cookies["letters"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == ("off", "Lax", 31536000)
    assert 'name="letters" value="on">' in page_of(client)
    assert '<html lang="en-gb" data-letters="off">' in page_of(client)

    client.post("/account/letters/", {"letters": "on"})
    assert "data-letters" not in page_of(client)


@pytest.mark.parametrize("theme", ["system", "purple", '"><script>'])
def test_any_other_theme_is_what_the_system_says(client: Client, ines: User, theme: str) -> None:
    client.force_login(ines)
    client.post("/account/theme/", {"theme": "dark"})
    assert client.post("/account/theme/", {"theme": theme}).cookies["theme"].value == ""
    client.cookies["theme"] = theme
    assert 'value="system" checked' in page_of(client)


def test_a_theme_is_chosen_without_sign_in_and_leads_back(client: Client) -> None:
    answer = client.post("/account/theme/", {"theme": "dark", "next": "/sign-in/"})
    assert answer["Location"] == "/sign-in/"
    answer = client.post("/account/theme/", {"theme": "dark", "next": "https://evil.example/"})
    assert answer["Location"] == "/account/"
