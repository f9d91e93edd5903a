"""What holds for each answer on its way: who may keep it, what it varies with, how long it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from django.http import StreamingHttpResponse

from quotes.api.protocol import request_ids
from quotes.api.protocol.problems import Problem

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

VARIES_WITH = "Authorization, Accept, Accept-Encoding"
BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
WITHOUT_BODY = (204, 304)


def finish(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Put on an answer what it lacks: nobody keeps what does not say that it may be kept."""
    answer.headers.setdefault("Cache-Control", "no-store")
    # Neither cookies nor languages: those are the pages', whose middleware adds them.
    answer.headers["Vary"] = VARIES_WITH
    answer.headers[request_ids.HEADER] = request_ids.current_request()
    if answer.status_code in WITHOUT_BODY:
        answer.headers.pop("Content-Length", None)
    elif not answer.streaming:
        answer.headers["Content-Length"] = str(len(getattr(answer, "content", b"")))
    if request.method == "HEAD":
        _without_body(answer)


def refuse_broken_query(query: str) -> None:
    """Refuse parameters that are not written as they have to be, as nobody knows what was meant."""
    if "%" not in query and query.isascii():
        return
    if found := BROKEN.search(query):
        cut = query[found.start() : found.start() + 3]
        message = f"“{cut}” in the parameters is no percent-encoding; a percent sign itself is %25."
        raise Problem(400, "invalid_query", message)
    try:
        unquote_to_bytes(query.encode("latin-1", "replace")).decode()
    except UnicodeDecodeError as error:
        message = "The parameters are not UTF-8 in percent-encoding."
        raise Problem(400, "invalid_query", message) from error


def _without_body(answer: HttpResponseBase) -> None:
    if isinstance(answer, StreamingHttpResponse):
        answer.streaming_content = ()  # what was to be streamed is closed with the answer
    elif hasattr(answer, "content"):
        answer.content = b""
