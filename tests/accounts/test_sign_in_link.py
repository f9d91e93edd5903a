"""One-time links that sign a person in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.commands import LinkSpent, create_user, spend_sign_in_link
from accounts.links import sign_in_path
from accounts.models import Role, User


@pytest.fixture
def ines(db: None) -> User:
    return create_user(name="ines", role=Role.ADMIN)[0]


def test_a_link_signs_in_exactly_once(client: Client, ines: User) -> None:
    link = sign_in_path(ines)
    answer = client.get(link)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/account/").status_code == 200
    stranger = Client()
    assert stranger.get(link).status_code == 410
    assert stranger.get("/account/").status_code == 302


def test_a_link_made_and_used_within_one_second_of_a_sign_in_works_once(ines: User) -> None:
    ines.last_login = timezone.now().replace(microsecond=1)
    ines.save()
    *_, uid, token, _ = sign_in_path(ines).split("/")
    spend_sign_in_link(uidb64=uid, token=token)
    with pytest.raises(LinkSpent):
        spend_sign_in_link(uidb64=uid, token=token)


def test_of_two_who_use_a_link_at_the_same_moment_one_is_signed_in(own_database: str) -> None:
    *_, uid, token, _ = sign_in_path(create_user(name="ines", role=Role.ADMIN)[0]).split("/")
    both_ready = Barrier(2)

    def spend() -> bool:
        both_ready.wait()
        try:
            spend_sign_in_link(uidb64=uid, token=token)
        except LinkSpent:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as threads:
        answers = [threads.submit(spend), threads.submit(spend)]
    assert sorted(answer.result() for answer in answers) == [False, True]


def test_who_is_in_already_may_press_the_same_link_again(client: Client, ines: User) -> None:
    link = sign_in_path(ines)
    client.get(link)
    assert client.get(link).status_code == 302


def test_a_spent_link_does_not_say_who_it_was_for_and_offers_the_form(ines: User) -> None:
    link = sign_in_path(ines)
    Client().get(link)
    page = Client().get(link).content.decode()
    assert "This link no longer works." in page
    assert 'name="password"' in page
    assert "ines" not in page


def test_a_look_at_the_head_spends_nothing(client: Client, ines: User) -> None:
    link = sign_in_path(ines)
    assert client.head(link).status_code == 405
    assert client.get(link).status_code == 302


def test_any_other_sign_in_makes_the_link_void(client: Client, ines: User) -> None:
    link = sign_in_path(ines)
    client.force_login(ines)
    assert Client().get(link).status_code == 410


def test_a_new_password_makes_the_link_void(client: Client, ines: User) -> None:
    link = sign_in_path(ines)
    ines.set_password("something else entirely")
    ines.save()
    assert client.get(link).status_code == 410


def test_a_link_dies_of_age(client: Client, ines: User, settings: Settings) -> None:
    link = sign_in_path(ines)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert client.get(link).status_code == 410


def test_no_link_lives_longer_than_an_hour(settings: Settings) -> None:
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) <= timedelta(hours=1)


def test_a_link_signs_in_nobody_who_left(client: Client, ines: User) -> None:
    link = sign_in_path(ines)
    User.objects.update(is_active=False)
    assert client.get(link).status_code == 410


@pytest.mark.parametrize(
    "link",
    ["/sign-in/MQ/x-y/", "/sign-in/%00/a-b/", "/sign-in/OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk/a-b/"],
)
def test_an_invented_link_is_no_fault_of_ours(client: Client, ines: User, link: str) -> None:
    assert client.get(link).status_code == 410


def test_a_link_of_one_person_does_not_fit_another(client: Client, ines: User) -> None:
    *_, token, _ = sign_in_path(ines).split("/")
    omar = create_user(name="omar", role=Role.READER)[0]
    *_, uid, _, _ = sign_in_path(omar).split("/")
    assert client.get(f"/sign-in/{uid}/{token}/").status_code == 410
