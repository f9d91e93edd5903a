"""What the database promises about people and tokens, whatever route a write takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.models import KeptAnswer, Role, Token, User

pytestmark = pytest.mark.django_db


def make_user(name: str = "ines", role: Role = Role.ANNOTATOR) -> User:
    return User.objects.create(username=name, role=role)


def make_row(user: User | None = None, **overrides: object) -> Token:
    values = {"name": "feed", "prefix": "vbt_0123abcd", "digest": "0" * 64}
    return Token.objects.create(user=user or make_user(), **{**values, **overrides})


def test_refuses_a_role_nobody_knows() -> None:
    with pytest.raises(IntegrityError, match="user_role_known"):
        User.objects.create(username="ines", role="owner")


def test_refuses_two_names_that_differ_by_case_alone() -> None:
    make_user("ines")
    with pytest.raises(IntegrityError, match="user_name_once_in_any_case"):
        make_user("Ines")


def test_refuses_the_same_secret_twice() -> None:
    token = make_row()
    with pytest.raises(IntegrityError, match="token_digest_once"):
        make_row(user=token.user)


@pytest.mark.parametrize(
    ("constraint", "overrides"),
    [
        ("token_digest_is_sha256", {"digest": "vbt_a-secret-in-the-clear"}),
        ("token_prefix_is_ours", {"prefix": "abc_0123abcd"}),
        ("token_scope_known", {"scope": "admin"}),
        ("token_has_a_name", {"name": ""}),
        ("token_expires_after_it_was_made", {"expires_at": timezone.now() - timedelta(days=1)}),
    ],
)
def test_refuses_a_token_that_breaks(constraint: str, overrides: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make_row(**overrides)


def test_each_role_may_do_what_the_ones_before_it_may() -> None:
    assert [role for role in Role if make_user(role, role).is_at_least(Role.REVIEWER)] == [
        Role.REVIEWER,
        Role.ADMIN,
    ]


def test_a_tried_role_lowers_rights_and_never_raises_them() -> None:
    user = make_user(role=Role.REVIEWER)
    user.acting_role = Role.READER
    assert not user.is_at_least(Role.ANNOTATOR)
    user.acting_role = Role.ADMIN
    assert user.effective_role == Role.REVIEWER


def test_who_left_may_do_nothing() -> None:
    user = make_user(role=Role.ADMIN)
    user.is_active = False
    assert not user.is_at_least(Role.READER)


@pytest.mark.parametrize(
    ("name", "initials"), [("Ines Maria Okoro", "IO"), ("ines", "I"), ("Zoë Żak", "ZŻ")]
)
def test_initials_are_those_of_the_first_and_last_word(name: str, initials: str) -> None:
    assert User(username="x", display_name=name).initials == initials


def make_kept(user: User | None = None, **overrides: Any) -> KeptAnswer:
    values = {"key": "k", "fingerprint": "0" * 64, "status": 201, "headers": {}, "body": b"{}"}
    return KeptAnswer.objects.create(user=user or make_user(), **{**values, **overrides})


def test_keeps_one_answer_for_each_key_of_a_person() -> None:
    first = make_kept()
    make_kept(user=make_user("jonas"))
    with pytest.raises(IntegrityError, match="kept_answer_once_a_key"):
        make_kept(user=first.user)


@pytest.mark.parametrize(
    ("constraint", "overrides"),
    [
        ("kept_answer_fingerprint_is_sha256", {"fingerprint": "the body itself"}),
        ("kept_answer_is_no_refusal", {"status": 422}),
        ("kept_answer_is_no_refusal", {"status": 100}),
    ],
)
def test_refuses_a_kept_answer_that_breaks(constraint: str, overrides: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make_kept(**overrides)


def test_what_is_written_at_each_request_is_not_logged() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relpersistence from pg_class where relname = 'accounts_bucket'")
        assert cursor.fetchone() == ("u",)
