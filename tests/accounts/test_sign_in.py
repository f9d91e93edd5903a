"""The sign-in page, and signing out."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.commands import create_user
from accounts.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> dict[str, str]:
    _, password = create_user(name="ines", role=Role.READER)
    return {"username": "ines", "password": password}


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def test_name_and_password_sign_in_and_lead_to_the_desk(
    client: Client, ines: dict[str, str]
) -> None:
    answer = client.post("/sign-in/", ines)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_the_case_of_the_name_does_not_matter(client: Client, ines: dict[str, str]) -> None:
    client.post("/sign-in/", ines | {"username": "Ines"})
    assert is_signed_in(client)


def test_leads_back_to_the_page_that_asked(client: Client, ines: dict[str, str]) -> None:
    answer = client.get("/account/")
    assert answer["Location"] == "/sign-in/?next=/account/"
    page = client.get(answer["Location"])
    assert '<input type="hidden" name="next" value="/account/">' in page.content.decode()
    assert client.post("/sign-in/", ines | {"next": "/account/"})["Location"] == "/account/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "\t//e"],
)
def test_leads_to_no_other_host(client: Client, ines: dict[str, str], elsewhere: str) -> None:
    assert client.post("/sign-in/", ines | {"next": elsewhere})["Location"] == "/"
    assert client.post(f"/sign-in/?next={elsewhere}", ines)["Location"] == "/"


@pytest.mark.parametrize(
    "wrong", [{"password": "not this one"}, {"username": "nobody"}, {"password": "\x00"}]
)
def test_a_wrong_pair_is_told_beside_the_password_and_signs_nobody_in(
    client: Client, ines: dict[str, str], wrong: dict[str, str]
) -> None:
    answer = client.post("/sign-in/", ines | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-describedby="id_password_error"' in page
    assert '<p class="err" id="id_password_error">' in page
    assert not is_signed_in(client)


def test_who_left_is_answered_like_a_wrong_password(client: Client, ines: dict[str, str]) -> None:
    User.objects.update(is_active=False)
    answer = client.post("/sign-in/", ines)
    assert "Name and password do not match." in answer.content.decode()


def test_the_password_typed_is_not_sent_back(client: Client, ines: dict[str, str]) -> None:
    answer = client.post("/sign-in/", ines | {"username": "nobody"})
    assert ines["password"] not in answer.content.decode()


def test_a_form_from_another_site_is_refused(ines: dict[str, str]) -> None:
    assert Client(enforce_csrf_checks=True).post("/sign-in/", ines).status_code == 403


def test_signing_out_wants_a_post_and_ends_the_session(
    client: Client, ines: dict[str, str]
) -> None:
    client.post("/sign-in/", ines)
    assert client.get("/sign-out/").status_code == 405
    assert is_signed_in(client)
    client.post("/sign-out/")
    assert not is_signed_in(client)
