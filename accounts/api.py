"""How API clients say who they are, and what they may do."""

from typing import TYPE_CHECKING, Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission

from accounts.access import may
from accounts.commands import touch_token
from accounts.models import Role, Scope, Token, User
from accounts.queries import find_token, why_refused

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


class TokenAuthentication(BaseAuthentication):
    """Signs in by `Authorization: Bearer TOKEN`; stands first in a view's list, to answer 401."""

    def authenticate(self, request: "Request") -> tuple[User, Token] | None:
        scheme, _, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = find_token(secret.strip())
        if token is None:
            raise AuthenticationFailed(why_refused(secret.strip()))
        touch_token(token)
        return token.user, token

    def authenticate_header(self, request: "Request") -> str:
        del request
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the tokens in the OpenAPI schema."""

    target_class = "accounts.api.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        del auto_schema
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token from the account page or `create_token`.",
        }


class CanRead(BasePermission):
    """Reading: everybody where PUBLIC_READING is on, elsewhere a sign-in or a token is needed."""

    message = "Reading needs a sign-in or a token here."

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        del view
        return may(request.user, Role.READER)


class CanAnnotate(CanRead):
    """Reading as CanRead; writing: annotators and above, and tokens of theirs that may write."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        if request.method in SAFE_METHODS:
            return super().has_permission(request, view)
        if isinstance(request.auth, Token) and request.auth.scope != Scope.WRITE:
            self.message = f"The token {request.auth.prefix}… may only read, not write."
            return False
        self.message = f"Writing here needs the role {Role.ANNOTATOR} or above."
        return may(request.user, Role.ANNOTATOR)
