"""Making and withdrawing tokens on the account page."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.commands import create_token, create_user
from accounts.models import Role, Scope, Token, User
from accounts.queries import find_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client: Client) -> User:
    user, _ = create_user(name="ines", role=Role.ANNOTATOR)
    client.force_login(user)
    return user


def ask(client: Client, **overrides: str) -> tuple[int, str]:
    asked = {"name": "feed", "scope": "read", "last_day": ""} | overrides
    answer = client.post("/account/tokens/", asked)
    return answer.status_code, answer.content.decode()


def test_shows_the_secret_once_and_keeps_it_nowhere(client: Client, ines: User) -> None:
    status, page = ask(client, scope="write")
    secret = re.findall(r"vbt_[0-9a-f]{64}", page)[0]
    token = find_token(secret)
    assert status == 201
    assert token is not None
    assert (token.user, token.name, token.scope, token.expires_at) == (ines, "feed", "write", None)
    assert secret not in client.get("/account/").content.decode()
    assert secret not in str(dict(client.session)) + client.cookies.output()


def test_the_last_day_is_whole_in_the_time_zone_of_the_newsroom(
    client: Client, ines: User, settings: Settings
) -> None:
    settings.TIME_ZONE = "Asia/Kathmandu"
    ask(client, last_day="2999-12-24")
    expires_at = Token.objects.get().expires_at
    assert expires_at == datetime(2999, 12, 25, tzinfo=ZoneInfo("Asia/Kathmandu"))
    assert "24 Dec 2999" in client.get("/account/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "n" * 81),
        ("scope", "admin"),
        ("last_day", "tomorrow"),
        ("last_day", "2001-01-01"),
        ("last_day", "9999-12-31"),
    ],
)
def test_says_beside_the_field_what_is_wrong(
    client: Client, ines: User, field: str, value: str
) -> None:
    status, page = ask(client, **{field: value})
    assert status == 422
    assert f'aria-describedby="token-{field}_error"' in page
    assert f'id="token-{field}_error"' in page
    assert not Token.objects.exists()


def test_a_reader_is_offered_no_writing_and_gets_none(client: Client) -> None:
    client.force_login(create_user(name="omar", role=Role.READER)[0])
    assert re.search(r"<select[^>]*disabled", client.get("/account/").content.decode())
    assert ask(client, scope="")[0] == 201
    assert Token.objects.get().scope == Scope.READ
    status, page = ask(client, scope="write")
    assert status == 422
    assert "may not write" in page


def test_withdraws_my_token(client: Client, ines: User) -> None:
    token, secret = create_token(ines, name="feed")
    answer = client.post(f"/account/tokens/{token.pk}/revoke/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert find_token(secret) is None
    assert token.prefix not in client.get("/account/").content.decode()


def test_does_not_know_the_token_of_somebody_else(client: Client, ines: User) -> None:
    token, secret = create_token(create_user(name="omar", role=Role.READER)[0], name="feed")
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert find_token(secret)


def test_an_expired_token_is_marked(client: Client, ines: User) -> None:
    create_token(ines, name="feed", expires_at=timezone.now() + timedelta(days=1))
    long_ago = timezone.now() - timedelta(days=9)
    Token.objects.update(created_at=long_ago, expires_at=long_ago + timedelta(days=1))
    assert "over" in client.get("/account/").content.decode()


def test_tokens_are_made_and_withdrawn_by_post_after_sign_in(client: Client) -> None:
    for path in ("/account/tokens/", "/account/tokens/1/revoke/"):
        assert client.get(path).status_code == 405
        assert client.post(path)["Location"].startswith("/sign-in/")
