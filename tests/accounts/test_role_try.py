"""An admin sees the pages as somebody with another role does."""

import pytest
from django.test import Client

from accounts.commands import create_user
from accounts.middleware import TRIED_ROLE
from accounts.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    user, _ = create_user(name="ada", role=Role.ADMIN)
    client.force_login(user)
    return user


def role_seen(client: Client) -> tuple[Role | None, Role]:
    user = client.get("/account/").context["request"].user
    return user.acting_role, user.effective_role


def test_an_admin_tries_each_role_and_comes_back(client: Client, ada: User) -> None:
    for role in (Role.READER, Role.ANNOTATOR, Role.REVIEWER):
        assert client.post("/account/role/", {"role": role}).status_code == 302
        assert role_seen(client) == (role, role)
    client.post("/account/role/", {"role": "admin"})
    assert role_seen(client) == (None, Role.ADMIN)


def test_while_trying_a_role_no_token_is_wider_than_it(client: Client, ada: User) -> None:
    client.post("/account/role/", {"role": "reader"})
    assert client.post("/account/tokens/", {"name": "x", "scope": "write"}).status_code == 422


@pytest.mark.parametrize("own", [Role.READER, Role.ANNOTATOR, Role.REVIEWER])
def test_nobody_else_tries_a_role(client: Client, own: Role) -> None:
    client.force_login(create_user(name="omar", role=own)[0])
    assert client.post("/account/role/", {"role": "reader"}).status_code == 403
    assert client.post("/account/role/", {"role": "admin"}).status_code == 403
    assert role_seen(client) == (None, own)


def test_a_session_that_claims_a_higher_role_raises_nothing(client: Client) -> None:
    client.force_login(create_user(name="omar", role=Role.READER)[0])
    session = client.session
    session[TRIED_ROLE] = "admin"
    session.save()
    assert role_seen(client) == (None, Role.READER)


def test_who_is_made_a_reader_while_trying_stays_a_reader(client: Client, ada: User) -> None:
    client.post("/account/role/", {"role": "reviewer"})
    User.objects.update(role=Role.READER)
    assert role_seen(client) == (None, Role.READER)


def test_an_unknown_role_is_refused(client: Client, ada: User) -> None:
    assert client.post("/account/role/", {"role": "owner"}).status_code == 422
    assert role_seen(client) == (None, Role.ADMIN)


def test_signing_out_ends_the_try(client: Client, ada: User) -> None:
    client.post("/account/role/", {"role": "reader"})
    client.post("/sign-out/")
    client.force_login(ada)
    assert role_seen(client) == (None, Role.ADMIN)


def test_leads_back_to_the_page_it_was_pressed_on(client: Client, ada: User) -> None:
    answer = client.post("/account/role/", {"role": "reader", "next": "/quotes/?q=harbour"})
    assert answer["Location"] == "/quotes/?q=harbour"
    answer = client.post("/account/role/", {"role": "reader", "next": "//evil.example/"})
    assert answer["Location"] == "/account/"
