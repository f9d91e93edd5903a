"""What every address of the API has in common."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS
from rest_framework.views import APIView

from quotes.api.protocol import limits, once

if TYPE_CHECKING:
    from rest_framework.request import Request


class Endpoint(APIView):
    """One address of the API: counts who asks, and does once what is sent twice under a key."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse who may not ask, or asks too often, before anything is read or done."""
        _count(request)
        super().initial(request, *args, **kwargs)
        method = str(request.method).lower()
        if request.method in SAFE_METHODS or once.HEADER not in request.headers:
            return
        if handler := getattr(self, method, None):  # an endpoint serves one request
            setattr(self, method, partial(once.answer_once, handler))

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # as every other method here
        """Answer by the header Allow alone; the description is at /api/v1/schema/."""
        del request, args, kwargs
        nothing = HttpResponse(status=204)
        del nothing.headers["Content-Type"]
        return nothing


def _count(request: Request) -> None:
    """Count the request; one with a token that is not valid is its address's."""
    try:
        token = request.auth
    except AuthenticationFailed:
        limits.count(request._request)  # noqa: SLF001  Django's own, which the middleware has
        raise
    limits.count(request._request, token)  # noqa: SLF001
