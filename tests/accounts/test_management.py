"""People, tokens and links from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.commands import create_user
from accounts.models import Role, Scope, Token, User
from accounts.queries import find_token

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def alone_on_its_line(printed: str) -> str:
    secret, end = printed.split("\n")
    assert secret
    assert not end
    assert secret == secret.strip()
    return secret


def test_create_user_prints_the_password_alone_on_its_line() -> None:
    password = alone_on_its_line(run("create_user", "ines", "--role", "reviewer"))
    ines = User.objects.get(username="ines")
    assert ines.check_password(password)
    assert ines.role == Role.REVIEWER


def test_create_token_prints_the_secret_alone_on_its_line() -> None:
    create_user(name="ines", role=Role.ANNOTATOR)
    token = find_token(alone_on_its_line(run("create_token", "Ines", "--scope", "write")))
    assert token is not None
    assert (token.user.username, token.scope, token.expires_at) == ("ines", Scope.WRITE, None)


def test_a_token_reads_unless_asked_otherwise_and_may_have_an_end() -> None:
    create_user(name="ines", role=Role.ANNOTATOR)
    run("create_token", "ines", "--for", "archive", "--days", "30")
    token = Token.objects.get()
    assert (token.name, token.scope) == ("archive", Scope.READ)
    assert token.expires_at is not None
    assert (token.expires_at - token.created_at).days in (29, 30)


def test_sign_in_link_prints_a_link_that_signs_in(client: Client) -> None:
    create_user(name="ines", role=Role.READER)
    link = alone_on_its_line(run("sign_in_link", "ines", "--base-url", "http://localhost:8123/"))
    assert link.startswith("http://localhost:8123/sign-in/")
    client.get(link.removeprefix("http://localhost:8123"))
    assert "ines" in client.get("/account/").content.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("create_user", "ines", "--role", "reader"), "'ines' is taken"),
        (("create_user", "omar", "--role", "owner"), "'owner' is no role; there are reader, "),
        (("create_user", "o mar", "--role", "reader"), "'o mar' cannot be a username"),
        (("create_user", "omar"), "--role"),
        (("create_token", "omar"), "nobody named 'omar'"),
        (("create_token", "ines", "--scope", "all"), "'all' is no scope; there are read, write"),
        (("create_token", "ines", "--scope", "write"), "A reader may not write"),
        (("create_token", "ines", "--days", "0"), "expire before"),
        (("sign_in_link", "omar"), "nobody named 'omar'"),
    ],
)
def test_says_what_is_wrong_and_changes_nothing(words: tuple[str, ...], told: str) -> None:
    create_user(name="ines", role=Role.READER)
    with pytest.raises(CommandError, match=told) as refused:
        run(*words)
    assert refused.value.returncode == 1
    assert User.objects.count() == 1
    assert not Token.objects.exists()


def test_no_link_is_made_for_who_left() -> None:
    create_user(name="ines", role=Role.READER)
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="no longer works here"):
        run("sign_in_link", "ines")
