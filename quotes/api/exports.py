"""Dumps: everything that every reader may see, for programs that begin a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from rest_framework.exceptions import NotAuthenticated, PermissionDenied

from accounts.models import Role
from quotes.api.described.describe import READING, WRITING, describe, located
from quotes.api.described.examples_dump import DUMP as EXAMPLE
from quotes.api.described.shapes import LINK, MOMENT, OFFSET_UNIT, TEXT, asked, listed, record
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import answer, base_of, take_no_parameters
from quotes.api.protocol.bodies import Shape
from quotes.api.protocol.problems import Problem
from quotes.commands.dumps import KEPT, DumpUnderWay
from quotes.interchange.dumps import ask_for_dump
from quotes.queries.dumps import NoSuchDump, dumps, manifest_of

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

    from quotes.api.described.shapes import Schema

COUNT: Schema = {"type": "integer", "minimum": 0}
FILE = record(
    {
        "name": TEXT,
        "url": LINK,
        "media_type": TEXT,
        "rows": {**COUNT, "description": "How many objects it holds."},
        "bytes": COUNT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
    "A file of a dump, as it is on the disk.",
)
DUMP = record(
    {
        "name": {**TEXT, "description": "When it was begun, UTC."},
        "url": LINK,
        "created_at": MOMENT,
        "schema_version": {**TEXT, "description": "Another one where columns have changed."},
        "offset_unit": OFFSET_UNIT,
        "cursor": {**TEXT, "description": "From here on `/changes/` tells what happened after it."},
        "files": listed(FILE),
    },
    "Everything of one moment that every reader may see.",
)
ASKED = Shape(
    asked(
        {
            "keep": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000,
                "default": KEPT,
                "description": "So many dumps are kept, this one among them.",
            }
        }
    ),
    example={"keep": 3},
)


class ExportList(Endpoint):
    """The dumps there are."""

    @describe(
        "list_exports",
        "The dumps there are",
        {200: (record({"results": listed(DUMP)}), "The manifests, newest first.")},
        problems=READING,
        examples={200: {"results": [EXAMPLE]}},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the manifest of each."""
        take_no_parameters(request)
        return answer({"results": [_shown(each, request) for each in dumps()]})

    @describe(
        "make_export",
        "Make a dump, as an admin",
        {202: (None, "A worker makes it; its address answers 404 until it is whole.")},
        problems=(*WRITING, 409),
        body=ASKED,
        parameters=[located(202)],
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Ask workers for a dump."""
        take_no_parameters(request)
        _only_admins(request)
        keep = ASKED.read(request.data).get("keep", KEPT)
        try:
            name = ask_for_dump(base=base_of(request), keep=keep)
        except DumpUnderWay as under_way:
            raise Problem(409, "dump_under_way", str(under_way)) from None
        made = HttpResponse(status=202, headers={"Location": address_of(name, request)})
        del made.headers["Content-Type"]
        return made


class ExportDetail(Endpoint):
    """One dump."""

    @describe(
        "get_export",
        "What a dump holds",
        {200: (DUMP, "The manifest.")},
        problems=(*READING, 404),
        examples={200: EXAMPLE},
    )
    def get(self, request: Request, dump_name: str) -> HttpResponseBase:
        """Answer its manifest."""
        take_no_parameters(request)
        try:
            return answer(_shown(manifest_of(dump_name), request))
        except NoSuchDump:
            message = "There is no such dump, or not yet."
            raise Problem(404, "not_found", message) from None


def address_of(name: str, request: Request) -> str:
    """Answer where a dump is."""
    return f"{base_of(request)}/api/v1/exports/{name}/"


def _only_admins(request: Request) -> None:
    if not request.user.is_authenticated:
        raise NotAuthenticated
    if not request.user.is_at_least(Role.ADMIN):
        message = "This needs the role admin."
        raise PermissionDenied(message)


def _shown(manifest: dict[str, Any], request: Request) -> dict[str, Any]:
    url = address_of(manifest["name"], request)
    files = [{**file, "url": f"{url}{file['name']}"} for file in manifest["files"]]
    return {**manifest, "url": url, "files": files}
