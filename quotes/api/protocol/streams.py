"""Lists whole, as one stream: a line for each object, all of one moment, in constant memory."""

from __future__ import annotations

import zlib
from contextlib import closing
from dataclasses import replace
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

import orjson
from django.http import StreamingHttpResponse
from rest_framework.renderers import JSONRenderer

from quotes.api.protocol.answers import HEADERS
from quotes.api.protocol.problems import Problem, wrong_parameter
from quotes.queries.feed import feed_cursor_now
from quotes.queries.snapshots import one_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from rest_framework.request import Request

    from quotes.api.protocol.asked_for import Asked

    Pages = Callable[[Asked], tuple[Generator[list[bytes]], str | None]]
    """Answers the objects of a page as JSON, some at a time, and the cursor of the next page."""

TOGETHER = 5000
"""Objects that are read at once."""
AT_ONCE = 2
"""Streams of one process: each holds a connection, and others want to be answered meanwhile."""
SECONDS = "10"
ONE_PAGE = ("limit", "count", "include")
ENDS = (
    'One object a line. The last line is `{"_end": true, "count": …, "cursor": …}`: without it'
    " the stream was cut. All lines are of one moment; from `cursor` on, `/changes/` tells what"
    " happened after it."
)
EXAMPLE = '{"id":36,"display":"…"}\n{"_end":true,"count":1,"cursor":"eyJhIjo"}\n'
_places = BoundedSemaphore(AT_ONCE)


class Ndjson(JSONRenderer):
    """What a list is answered as where the client accepts no JSON but this."""

    media_type = "application/x-ndjson"
    format = "ndjson"


RENDERERS = [JSONRenderer, Ndjson]
STREAMED = {Ndjson.media_type: ENDS}
STREAMED_EXAMPLE: dict[int | str, object] = {Ndjson.media_type: EXAMPLE}


def is_streamed(request: Request) -> bool:
    """Tell whether the client wants all of a list rather than a page of it."""
    return bool(request.accepted_renderer.format == Ndjson.format)


def answer_stream(request: Request, asked: Asked, pages: Pages) -> StreamingHttpResponse:
    """Answer all that is on this page and those after it. The problem is 503 while many read."""
    refuse_page(request)
    pages(replace(asked, limit=1))  # a bad cursor is told before anything is sent
    return answer_pieces(request, _lines(asked, pages), Ndjson.media_type)


def at_once(bodies: Iterable[str]) -> Generator[list[bytes]]:
    """Answer objects that are all here already."""
    yield [body.encode() for body in bodies]


def refuse_page(request: Request, names: Iterable[str] = ONE_PAGE) -> None:
    """Refuse the parameters that only a page has."""
    for name in names:
        if name in request.query_params:
            told = "is for pages; a stream holds all there is"
            raise wrong_parameter(name, request.query_params[name], told)


def answer_pieces(
    request: Request, pieces: Generator[bytes], media_type: str
) -> StreamingHttpResponse:
    """Answer pieces as they are made, while there is a place; else the problem is 503."""
    if not _places.acquire(blocking=False):
        message = "Others are reading whole lists; ask again in some seconds."
        raise Problem(503, "too_many_streams", message, headers={"Retry-After": SECONDS})
    accepted = request.headers.get("Accept-Encoding", "").replace(" ", "")
    squeezed = "gzip" in accepted and "gzip;q=0" not in accepted
    headers = {**HEADERS, **({"Content-Encoding": "gzip"} if squeezed else {})}
    stream = _Stream(_squeezed(pieces) if squeezed else pieces)
    return StreamingHttpResponse(stream, content_type=media_type, headers=headers)


class _Stream:
    """Pieces on their way; the place they take is free once this is closed, however it ends."""

    def __init__(self, pieces: Generator[bytes]) -> None:
        self._pieces = pieces
        self._is_open = True

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        """Let go of the connection and the place, also in the middle."""
        try:
            self._pieces.close()
        finally:
            if self._is_open:
                self._is_open = False
                _places.release()


def _lines(asked: Asked, pages: Pages) -> Generator[bytes]:
    asked, count = replace(asked, limit=TOGETHER), 0
    with one_snapshot():
        end = str(feed_cursor_now())
        while True:
            page, following = pages(asked)
            with closing(page):  # before the snapshot ends, also where the client went away
                for some in page:
                    count += len(some)
                    yield b"\n".join([*some, b""])
            if following is None:
                break
            asked = replace(asked, cursor=following)
        yield orjson.dumps({"_end": True, "count": count, "cursor": end}) + b"\n"


def _squeezed(pieces: Generator[bytes]) -> Generator[bytes]:
    """Answer pieces as gzip, quick rather than small."""
    gzip = zlib.compressobj(level=1, wbits=31)
    with closing(pieces):
        for piece in pieces:
            if squeezed := gzip.compress(piece):
                yield squeezed
        yield gzip.flush()
