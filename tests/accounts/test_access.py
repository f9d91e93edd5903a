"""Who may open a page, by the decorator that stands on it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from accounts.access import annotating, may, reading, signed_in
from accounts.models import Role, User

GUARDS = {
    Role.READER: reading,
    Role.ANNOTATOR: annotating,
}
VISITOR = AnonymousUser()


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the page")


def open_page(
    guard: Callable[..., Callable[..., object]], user: User | AnonymousUser, **headers: str
) -> HttpResponse:
    request = RequestFactory().get("/quotes/?q=harbour", headers=headers)
    request.user = user
    answer = guard(page)(request)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("needed", GUARDS)
@pytest.mark.parametrize("role", Role)
def test_opens_to_the_role_and_those_above(needed: Role, role: Role) -> None:
    person = User(username="ines", role=role)
    if role.includes(needed):
        assert open_page(GUARDS[needed], person).content == b"the page"
    else:
        with pytest.raises(PermissionDenied, match=needed):
            open_page(GUARDS[needed], person)


def test_reading_is_open_to_visitors_only_where_it_is_public(settings: Settings) -> None:
    settings.PUBLIC_READING = True
    assert open_page(reading, VISITOR).content == b"the page"
    settings.PUBLIC_READING = False
    assert open_page(reading, VISITOR).status_code == 302


def test_public_reading_opens_nothing_else(settings: Settings) -> None:
    settings.PUBLIC_READING = True
    for guard in (annotating, signed_in):
        answer = open_page(guard, VISITOR)
        assert answer["Location"] == "/sign-in/?next=/quotes/%3Fq%3Dharbour"
    assert not may(VISITOR, Role.ANNOTATOR)


def test_an_admin_who_tries_a_role_sees_what_it_sees() -> None:
    ada = User(username="ada", role=Role.ADMIN)
    ada.acting_role = Role.READER
    with pytest.raises(PermissionDenied):
        open_page(annotating, ada)


def test_a_fragment_moves_the_whole_page_to_sign_in_and_back_to_the_page_in_view() -> None:
    seen = {"HX-Request": "true", "HX-Current-URL": "http://testserver/articles/7/?quote=3"}
    answer = open_page(annotating, VISITOR, **seen)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/sign-in/?next=/articles/7/%3Fquote%3D3"
    assert b"the page" not in answer.content


def test_a_form_leads_back_to_the_page_it_stood_on_never_to_its_own_address() -> None:
    request = RequestFactory().post(
        "/quotes/3/accept/", headers={"Referer": "http://testserver/articles/7/"}
    )
    request.user = VISITOR
    answer = annotating(page)(request)
    assert answer.headers["Location"] == "/sign-in/?next=/articles/7/"


def test_a_page_of_another_host_is_no_way_back() -> None:
    seen = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/articles/7/"}
    assert open_page(annotating, VISITOR, **seen)["HX-Redirect"] == "/sign-in/?next=/"
