"""A chart as a file: everything that tells it is inside, and it draws in any program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from lxml import etree

from quotes.charts.bars import stance_bars
from quotes.charts.pictures import bars_picture, multiples_picture, timeline_picture
from quotes.charts.timeline import plain_timeline, small_multiples
from quotes.views.files import csv_file, svg_file

if TYPE_CHECKING:
    from quotes.charts.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = [("support", "supports"), ("oppose", "opposes")]


def timeline() -> Picture:
    chart = plain_timeline({"2031-08": 3, "2031-10": 5})
    return timeline_picture(
        chart,
        title="Quotes of Ona Vell & <others>",
        about="Eight.",
        source="Verbatim, 1 November 2031",
        names=["Aug", "Sep", "Oct"],
        legend=[("all", "quotes")],
    )


def multiples() -> Picture:
    charts = small_multiples([{"2031-08": {"support": 2}}, {"2031-09": {"oppose": 1}}])
    return multiples_picture(
        [("Pier rent", charts[0]), ("Fares", charts[1])],
        title="By target",
        about="Two targets.",
        source="Verbatim",
        names=["Aug", "Sep"],
        legend=LEGEND,
    )


def bars() -> Picture:
    counts = [{"support": 3, "oppose": 1}, {"neutral": 2}]
    rows = zip(["Pier rent", "Fares"], ["4", "2"], stance_bars(counts), strict=True)
    return bars_picture([*rows], title="Stances", about="Two.", source="Verbatim", legend=LEGEND)


@pytest.mark.parametrize("make", [timeline, multiples, bars])
def test_a_picture_says_what_it_is_and_where_it_is_from(make: object) -> None:
    picture: Picture = make()  # type: ignore[operator]
    drawn = render_to_string("charts/picture.svg", {"picture": picture})
    root = etree.fromstring(drawn.encode())
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert root.find(f"{SVG}title").text == picture.title
    assert words[0] == picture.title
    assert words[-1].startswith("Verbatim")
    assert not re.search(r"style|class=|<script|href", drawn)
    inside = [
        float(each.get("y")) for each in root.iter(f"{SVG}text", f"{SVG}rect") if each.get("y")
    ]
    assert max(inside) < picture.height


def test_bars_of_a_picture_are_the_bars_of_the_chart() -> None:
    tall = sorted(timeline().boxes, key=lambda box: -box.height)
    assert [round(box.height, 1) for box in tall] == [224.0, 134.4]


def test_a_file_is_an_attachment_with_a_plain_name() -> None:
    answer = svg_file("Éva Šumar: months/“all”", timeline())
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="eva-sumar-months-all.svg"'
    )
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert csv_file("“”", ["a"], []).headers["Content-Disposition"].endswith('"figure.csv"')
