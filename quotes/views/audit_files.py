"""Who is quoted, as files: shares and who was not heard as CSV, shares as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quotes.charts.bars import Stretch, share_bars
from quotes.charts.pictures import bars_picture
from quotes.templatetags.audits import group_name
from quotes.views.files import csv_file, source_line, svg_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from quotes.interchange.tables import Cell
    from quotes.queries.figures.audit import Audit
    from quotes.queries.figures.unheard import Unheard

DRAWN = 20


def audit_file(
    name: str, shares: Audit, unheard: Sequence[Unheard], request: HttpRequest
) -> HttpResponse:
    """Answer a part of the audit as the file of this name."""
    if name == "unheard.csv":
        return _unheard(unheard, request)
    return _shares(shares) if name == "shares.csv" else _picture(shares, request)


def _shares(shares: Audit) -> HttpResponse:
    header = ["key", shares.by, "voices", "share", "words", "share_of_words", "text_before"]
    rows: list[list[Cell]] = [
        [
            each.key,
            group_name(each, shares.by),
            each.voices,
            round(each.share, 5),
            each.words,
            round(each.word_share, 5),
            None if each.before is None else round(each.before, 4),
        ]
        for each in shares.groups
    ]
    return csv_file(f"who is quoted by {shares.by}", header, rows)


def _picture(shares: Audit, request: HttpRequest) -> HttpResponse:
    groups = shares.groups[:DRAWN]
    bars = share_bars([each.voices for each in groups])
    rows = [
        (
            group_name(each, shares.by),
            f"{each.share:.1%} ({each.voices:,})",
            [Stretch("all", 0, wide)],
        )
        for each, wide in zip(groups, bars, strict=True)
    ]
    title = _("Who is quoted, by %(by)s") % {"by": shares.by.replace("attribute:", "")}
    picture = bars_picture(
        rows,
        title=title,
        about=_("%(voices)s voices in %(quotes)s quotes.")
        % {"voices": shares.voices, "quotes": shares.quotes},
        source=source_line(request),
        legend=(),
        axis=False,
    )
    return svg_file(title, picture)


def _unheard(unheard: Sequence[Unheard], request: HttpRequest) -> HttpResponse:
    header = ["person_id", "person", "article_id", "title", "outlet", "printed_on", "declined"]
    rows: list[list[Cell]] = [
        [
            one.person.pk,
            one.person.name,
            each.article,
            each.title,
            each.outlet,
            each.printed_at.date().isoformat() if each.printed_at else None,
            "yes" if each.declined else "no",
            request.build_absolute_uri(f"/quotes/{each.quote}/"),
            request.build_absolute_uri(f"/articles/{each.article}/"),
        ]
        for one in unheard
        for each in one.without
    ]
    return csv_file("criticised without a word", [*header, "quote", "article"], rows)
