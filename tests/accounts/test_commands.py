"""People, tokens and links as pages, API and command line change them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.commands import (
    AccountRefused,
    create_token,
    create_user,
    revoke_token,
    touch_token,
)
from accounts.models import Role, Scope, Token, User
from accounts.queries import find_token, find_tokens, why_refused

pytestmark = pytest.mark.django_db


def make_user(name: str = "ines", role: Role = Role.ANNOTATOR) -> User:
    return create_user(name=name, role=role)[0]


def test_a_new_person_can_use_the_password_that_was_told_once() -> None:
    user, password = create_user(name="ines", role=Role.READER, display_name="Ines Okoro")
    user.refresh_from_db()
    assert user.check_password(password)
    assert (user.role, user.shown_name, user.is_superuser) == (Role.READER, "Ines Okoro", False)


@pytest.mark.parametrize(
    ("field", "name", "role"),
    [
        ("name", "INES", "reader"),
        ("role", "omar", "owner"),
        ("username", "o mar", "reader"),
        ("username", "", "reader"),
    ],
)
def test_refuses_a_person_and_says_which_field(field: str, name: str, role: str) -> None:
    make_user("ines")
    with pytest.raises(AccountRefused) as refused:
        create_user(name=name, role=role)
    assert refused.value.field == field
    assert User.objects.count() == 1


def test_only_an_admin_adds_people() -> None:
    with pytest.raises(AccountRefused, match="admin"):
        create_user(name="omar", role=Role.ADMIN, by=make_user(role=Role.REVIEWER))


def test_a_secret_finds_its_token_and_is_stored_nowhere() -> None:
    token, secret = create_token(make_user(), name="feed", scope=Scope.WRITE)
    assert len(secret) == len("vbt_") + 64
    assert find_token(secret) == token
    stored = Token.objects.values_list().get()
    assert not [value for value in stored if secret in str(value) or secret[4:] in str(value)]


def test_two_secrets_are_never_the_same() -> None:
    user = make_user()
    assert create_token(user, name="a")[1] != create_token(user, name="a")[1]


@pytest.mark.parametrize(
    ("field", "asked"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "n" * 81}),
        ("scope", {"name": "feed", "scope": "admin"}),
        ("expires_at", {"name": "feed", "expires_at": timezone.now() - timedelta(seconds=1)}),
    ],
)
def test_refuses_a_token_and_says_which_field(field: str, asked: dict[str, Any]) -> None:
    with pytest.raises(AccountRefused) as refused:
        create_token(make_user(), **asked)
    assert refused.value.field == field
    assert not Token.objects.exists()


def test_a_reader_gets_no_token_that_writes() -> None:
    with pytest.raises(AccountRefused, match="may not write"):
        create_token(make_user(role=Role.READER), name="feed", scope=Scope.WRITE)


def test_a_withdrawn_token_is_found_no_more_and_stays_withdrawn() -> None:
    user = make_user()
    token, secret = create_token(user, name="feed")
    first = revoke_token(token, by=user).revoked_at
    assert find_token(secret) is None
    assert "withdrawn" in why_refused(secret)
    assert revoke_token(token, by=user).revoked_at == first
    assert not find_tokens(user)


def test_others_do_not_withdraw_my_token_but_an_admin_does() -> None:
    token, _ = create_token(make_user(), name="feed")
    with pytest.raises(AccountRefused, match="owner"):
        revoke_token(token, by=make_user("omar", Role.REVIEWER))
    assert revoke_token(token, by=make_user("ada", Role.ADMIN)).revoked_at


def test_an_expired_token_is_listed_but_found_no_more() -> None:
    token, secret = create_token(
        make_user(), name="feed", expires_at=timezone.now() + timedelta(days=1)
    )
    long_ago = timezone.now() - timedelta(days=9)
    Token.objects.update(created_at=long_ago, expires_at=long_ago + timedelta(days=1))
    assert find_token(secret) is None
    assert "expired" in why_refused(secret)
    assert list(find_tokens(token.user)) == [token]


def test_the_token_of_who_left_is_found_no_more() -> None:
    user = make_user()
    _, secret = create_token(user, name="feed")
    User.objects.update(is_active=False)
    assert find_token(secret) is None
    assert "no longer works here" in why_refused(secret)


def test_a_use_is_noted_at_most_once_a_minute(django_assert_num_queries: Any) -> None:
    token, _ = create_token(make_user(), name="feed")
    with django_assert_num_queries(1):
        touch_token(token)
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    with django_assert_num_queries(0):
        touch_token(token)
    Token.objects.update(last_used_at=first - timedelta(minutes=2))
    token.refresh_from_db()
    touch_token(token)
    token.refresh_from_db()
    assert token.last_used_at is not None
    assert token.last_used_at > first - timedelta(minutes=2)
