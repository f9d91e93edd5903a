"""What an API client may do by its token."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from accounts.api import CanAnnotate, CanRead, TokenAuthentication
from accounts.commands import create_token, create_user, revoke_token
from accounts.models import Role, Scope, Token, User

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

pytestmark = pytest.mark.django_db


class Endpoint(APIView):
    authentication_classes = (TokenAuthentication,)
    permission_classes = (CanAnnotate,)

    def get(self, request: Request) -> Response:
        return Response({"user": str(request.user)})

    post = get


def ask(
    method: str = "get", authorization: str = "", needs: type[CanRead] = CanAnnotate
) -> HttpResponse:
    headers = {"Authorization": authorization} if authorization else {}
    request = getattr(APIRequestFactory(), method)("/", headers=headers)
    request.user = AnonymousUser()
    answer: HttpResponseBase = Endpoint.as_view(permission_classes=[needs])(request)
    if isinstance(answer, SimpleTemplateResponse):
        answer.render()
    assert isinstance(answer, HttpResponse)
    return answer


def said(answer: HttpResponse) -> str:
    return str(json.loads(answer.content)["detail"])


def make_token(role: Role = Role.ANNOTATOR, scope: Scope = Scope.WRITE) -> tuple[Token, str]:
    user, _ = create_user(name="ines", role=role)
    token, secret = create_token(user, name="feed", scope=scope)
    return token, f"Bearer {secret}"


def test_a_token_acts_for_its_owner() -> None:
    token, bearer = make_token()
    answer = ask("post", bearer)
    assert (answer.status_code, json.loads(answer.content)) == (200, {"user": "ines"})
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_the_word_bearer_is_understood_in_any_case() -> None:
    _, bearer = make_token()
    assert ask("get", bearer.replace("Bearer", "bearer")).status_code == 200


@pytest.mark.parametrize("header", ["Bearer vbt_" + "0" * 64, "Bearer", "Bearer \xe9 x", "bearer "])
def test_an_unknown_token_is_refused_even_where_reading_is_public(
    header: str, settings: Settings
) -> None:
    settings.PUBLIC_READING = True
    answer = ask("get", header)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "not known" in said(answer)


def test_a_withdrawn_token_is_refused_and_told_so() -> None:
    token, bearer = make_token()
    revoke_token(token, by=token.user)
    answer = ask("get", bearer)
    assert answer.status_code == 401
    assert f"{token.prefix}… was withdrawn" in said(answer)


def test_an_expired_token_is_refused_and_told_so() -> None:
    token, bearer = make_token()
    long_ago = timezone.now() - timedelta(days=9)
    Token.objects.update(created_at=long_ago, expires_at=long_ago + timedelta(days=1))
    answer = ask("get", bearer)
    assert answer.status_code == 401
    assert f"{token.prefix}… expired" in said(answer)


def test_the_token_of_who_left_is_refused() -> None:
    _, bearer = make_token()
    User.objects.update(is_active=False)
    assert ask("get", bearer).status_code == 401


def test_a_token_that_reads_does_not_write() -> None:
    _, bearer = make_token(scope=Scope.READ)
    assert ask("get", bearer).status_code == 200
    answer = ask("post", bearer)
    assert answer.status_code == 403
    assert "may only read" in said(answer)


def test_a_token_is_never_wider_than_what_its_owner_may_now() -> None:
    _, bearer = make_token(role=Role.ANNOTATOR)
    assert ask("post", bearer, CanAnnotate).status_code == 200
    User.objects.update(role=Role.READER)
    assert ask("post", bearer, CanAnnotate).status_code == 403
    assert ask("get", bearer, CanAnnotate).status_code == 200


def test_without_a_token_reading_works_only_where_it_is_public(settings: Settings) -> None:
    settings.PUBLIC_READING = True
    assert ask("get").status_code == 200
    settings.PUBLIC_READING = False
    answer = ask("get")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_without_a_token_nobody_writes(settings: Settings) -> None:
    settings.PUBLIC_READING = True
    assert ask("post").status_code == 401


def test_the_cookie_of_the_pages_is_no_way_into_the_api(client: Client, settings: Settings) -> None:
    settings.PUBLIC_READING = False
    client.force_login(create_user(name="ines", role=Role.ADMIN)[0])
    assert client.get("/api/v1/quotes/").status_code == 401
