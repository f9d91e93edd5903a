"""Where everything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.api.described.describe import READING, describe
from quotes.api.described.shapes import LINK, record
from quotes.api.endpoint import Endpoint
from quotes.api.protocol.answers import answer, base_of, take_no_parameters

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from rest_framework.request import Request

PARTS = (
    *(
        "articles",
        "changes",
        "exports",
        "facets",
        "matrix",
        "network",
        "outlets",
        "quotes",
        "speakers",
    ),
    *("targets", "timeline", "schema"),
)


class Root(Endpoint):
    """The endpoints there are."""

    @describe(
        "get_root",
        "Where everything is",
        {200: (record(dict.fromkeys(PARTS, LINK)), "The addresses of the lists.")},
        problems=READING,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Answer the address of each list."""
        take_no_parameters(request)
        return answer({part: f"{base_of(request)}/api/v1/{part}/" for part in PARTS})
