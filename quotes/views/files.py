"""Figures as files to keep: numbers as CSV, a chart as a picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quotes.interchange.tables import csv_bytes
from quotes.queries.hits import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest

    from quotes.charts.pictures import Picture
    from quotes.interchange.tables import Cell


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Answer a table as a CSV file called after `name`."""
    return _file(csv_bytes(header, rows), "text/csv; charset=utf-8", f"{_plain(name)}.csv")


def svg_file(name: str, picture: Picture) -> HttpResponse:
    """Answer a picture as an SVG file called after `name`: an attachment, never a page."""
    drawn = render_to_string("charts/picture.svg", {"picture": picture})
    return _file(drawn.encode(), "image/svg+xml; charset=utf-8", f"{_plain(name)}.svg")


def source_line(request: HttpRequest) -> str:
    """Say where a picture is from, and of when: it will be seen without this page."""
    query = request.GET.copy()
    query.pop("as", None)
    here = f"{request.path}?{query.urlencode()}" if query else request.path
    told = {"address": request.build_absolute_uri(here), "day": date_format(timezone.localdate())}
    return _("Source: Verbatim, accepted quotes, act said. %(address)s, %(day)s.") % told


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _plain(name: str) -> str:
    """Answer a name that any file system takes."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:80] or "figure"
