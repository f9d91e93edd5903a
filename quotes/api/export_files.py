"""The files of dumps, whole or a part of them: a download that was cut goes on where it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseNotModified, StreamingHttpResponse
from rest_framework.negotiation import DefaultContentNegotiation

from quotes.api.described.describe import IF_NONE_MATCH, READING, describe, header
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import HEADERS, take_no_parameters
from quotes.api.protocol.preconditions import is_fresh
from quotes.api.protocol.problems import Fault, Problem
from quotes.queries.dumps import GZIP, PARQUET, NoSuchDump, file_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

AT_ONCE = 256 * 1024
_ASKED = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
RANGE = header("Range", "A part of it: `bytes=1000-1999`, `bytes=1000-` or `bytes=-500`.")
IF_RANGE = header("If-Range", "The ETag of what you have of it; if it is another: all of it.")
CONTENT_RANGE = header("Content-Range", "Which part: `bytes 1000-1999/5000`.", answers=[206, 416])
ETAG = header("ETag", "The SHA-256 of the whole file, in quotes.", answers=[200, 206, 304])


class AsItIs(DefaultContentNegotiation):
    """A file is what it is, whatever the client says to accept; problems are JSON."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: Any = None
    ) -> tuple[Any, str]:
        """Answer the first, which only problems ask for."""
        return renderers[0], renderers[0].media_type


class ExportFile(Endpoint):
    """A file of a dump."""

    content_negotiation_class = AsItIs

    @describe(
        "get_export_file",
        "A file of a dump, or a part of it",
        {206: (None, "The part that was asked for."), 304: (None, "You have it.")},
        files={GZIP: "NDJSON or CSV, as gzip.", PARQUET: "The quotes as a table."},
        examples={GZIP: "\x1f\x8b…", PARQUET: "PAR1…"},
        problems=(*READING, 404, 416),
        parameters=[RANGE, IF_RANGE, IF_NONE_MATCH, CONTENT_RANGE, ETAG],
    )
    def get(self, request: Request, dump_name: str, file_name: str) -> HttpResponseBase:
        """Answer all of the file, or the part between two places."""
        take_no_parameters(request)
        try:
            told, path = file_of(dump_name, file_name)
        except NoSuchDump:
            raise _not_there() from None
        tag = f'"{told["sha256"]}"'
        headers = {**HEADERS, "ETag": tag, "Accept-Ranges": "bytes"}
        if is_fresh(request, tag):
            return HttpResponseNotModified(headers=headers)
        part = _asked_for(request, tag, told["bytes"])
        return _answer(path, told, part, headers=headers)


def _answer(
    path: Path, told: dict[str, Any], part: tuple[int, int] | None, *, headers: dict[str, str]
) -> StreamingHttpResponse:
    first, last = part or (0, told["bytes"] - 1)
    headers["Content-Length"] = str(last - first + 1)
    headers["Content-Disposition"] = f'attachment; filename="{told["name"]}"'
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{told['bytes']}"
    try:
        content = _Part(path, first, last - first + 1)
    except FileNotFoundError:
        raise _not_there() from None
    return StreamingHttpResponse(
        content, content_type=told["media_type"], headers=headers, status=206 if part else 200
    )


def _not_there() -> Problem:
    return Problem(404, "not_found", "There is no such file of a dump.")


def _asked_for(request: Request, tag: str, size: int) -> tuple[int, int] | None:
    """Answer the first and the last byte, None for all.

    What is no range of one part is passed over, as HTTP wants it. The problem is 416 where nothing
    of it is there.
    """
    asked = _ASKED.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = asked.groups()
    if not first:
        part = (max(size - int(last), 0), size - 1)
    else:
        part = (int(first), min(int(last or size), size - 1))
    if first and last and int(last) < int(first):
        return None
    if part[0] > part[1]:
        message = f"The file has {size} bytes."
        fault = Fault(header="Range", code="range_not_satisfiable", detail=message)
        headers = {"Content-Range": f"bytes */{size}"}
        raise Problem(416, "range_not_satisfiable", message, faults=[fault], headers=headers)
    return part


class _Part:
    """So many bytes of an open file: they can be read to the end, though it be forgotten."""

    def __init__(self, path: Path, first: int, length: int) -> None:
        self._file, self._left = path.open("rb"), length
        self._file.seek(first)
        self.close = self._file.close

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (piece := self._file.read(min(AT_ONCE, self._left))):
            self._left -= len(piece)
            yield piece
