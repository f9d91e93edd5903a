"""What the API says of itself to programs: OpenAPI, made once in each process."""

from __future__ import annotations

import hashlib
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import orjson
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import etag, require_safe
from drf_spectacular.generators import SchemaGenerator

if TYPE_CHECKING:
    from django.http import HttpRequest

MEDIA_TYPE = "application/vnd.oai.openapi+json"
_MAKING = Lock()
"""Two threads that make the first document at once leave drf-spectacular broken for ever."""


def document() -> dict[str, Any]:
    """Answer the description, not to be changed; it takes a second the first time."""
    with _MAKING:
        return _made()


@cache
def _made() -> dict[str, Any]:
    made: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return made


@cache
def _written() -> tuple[bytes, str]:
    body = orjson.dumps(document())
    return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'


@csrf_exempt  # so that another method is told what there is, as everywhere else
@require_safe
@etag(lambda _request: _written()[1])
def schema(_request: HttpRequest) -> HttpResponse:
    """Answer the description to everybody, as JSON."""
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, no-cache"}
    return HttpResponse(_written()[0], content_type=MEDIA_TYPE, headers=headers)
