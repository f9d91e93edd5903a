"""gunicorn's threads, which refuse in one shape: what is no HTTP is answered as problem JSON, too.

Django never sees such a request, so its middleware cannot do it.
"""

from __future__ import annotations

import json
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from gunicorn.http.errors import (
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.workers.gthread import ThreadWorker

if TYPE_CHECKING:
    from socket import socket

LONGEST_LINE = 8190
"""Bytes of an address with its parameters, the most that gunicorn reads."""
REFUSALS: dict[type[Exception], tuple[int, str, str]] = {
    LimitRequestLine: (
        414,
        "uri_too_long",
        f"The address with its parameters has more than {LONGEST_LINE} bytes.",
    ),
    LimitRequestHeaders: (
        431,
        "headers_too_large",
        "There are too many headers, or one is too long.",
    ),
    UnsupportedTransferCoding: (
        501,
        "not_implemented",
        "Send the whole body at once, with Content-Length.",
    ),
}
OTHERWISE = (400, "bad_request", "The request is not HTTP as it should be.")


class Worker(ThreadWorker):
    """Threads that answer what they cannot read as problem JSON."""

    def handle_error(self, req: Any, client: socket, addr: Any, exc: BaseException) -> None:
        """Answer what is no request of ours; everything else is as in gunicorn."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Not read, from %s: %s", addr[0] if addr else "a socket", exc)
        known = (refusal for kind, refusal in REFUSALS.items() if isinstance(exc, kind))
        client.sendall(refused(*next(known, OTHERWISE)))


def refused(number: int, code: str, detail: str) -> bytes:
    """Answer all bytes of a refusal."""
    status = HTTPStatus(number)
    body = json.dumps(
        {
            "type": f"/api/docs/#{code.replace('_', '-')}",
            "title": status.phrase,
            "status": status.value,
            "detail": detail,
            "instance": "",
            "code": code,
            "errors": [],
            "request_id": secrets.token_hex(8),
        }
    ).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
