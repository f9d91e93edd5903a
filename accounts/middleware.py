"""Lets an admin see the pages as somebody with another role does."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import Role, User

TRIED_ROLE = "tried_role"


def acting_role(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell `request.user` which role an admin is trying; it can only lower what they may."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Without this cookie there is no session: nothing is read, the page does not vary on it.
        # Nor is it for programs, whose tokens say who they are.
        with_session = settings.SESSION_COOKIE_NAME in request.COOKIES and not (
            request.path_info.startswith("/api/")
        )
        tried = request.session.get(TRIED_ROLE) if with_session else None
        if (
            tried in Role.values
            and isinstance(request.user, User)
            and request.user.role == Role.ADMIN
        ):
            request.user.acting_role = Role(tried)
        return get_response(request)

    return middleware
