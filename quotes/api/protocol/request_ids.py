"""A name for each request: what went wrong for a client is found by it in the log."""

from __future__ import annotations

import logging
import re
import secrets
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
KEPT = "verbatim.request_id"
SENDABLE = re.compile(r"[A-Za-z0-9._~-]{8,80}")

_current: ContextVar[str] = ContextVar("request_id", default="-")


def current_request() -> str:
    """Answer the id of the request that is being answered; `-` outside of any."""
    return _current.get()


def named_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its id: the one that it comes with, as from a proxy, else a new one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        sent = request.META.get("HTTP_X_REQUEST_ID", "")
        named = sent if SENDABLE.fullmatch(sent) else secrets.token_hex(8)
        request.META[KEPT] = named
        before = _current.set(named)
        try:
            return get_response(request)
        finally:
            _current.reset(before)

    return middleware


class RequestIds(logging.Filter):
    """Puts on each line of the log the id of the request that it is about."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        # Django's last line on a request is written when the answer has left the middleware.
        asked = getattr(getattr(record, "request", None), "META", {})
        record.request_id = asked.get(KEPT) or _current.get()
        return True
