"""Charts on a page: told in words, with a table, with the way to the quotes behind each count."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from lxml import html

from quotes.charts.bars import stance_bars
from quotes.charts.timeline import plain_timeline, small_multiples, stance_timeline
from quotes.templatetags.charts import name_below, stance_bar
from tests.pages import text_of


def drawn(template: str, **context: Any) -> html.HtmlElement:
    return html.fromstring(f"<div>{render_to_string(f'charts/{template}.html', context)}</div>")


def label(page: html.HtmlElement) -> str:
    return str(page.xpath("//*[@role='img']/@aria-label")[0])


def test_a_timeline_is_told_in_one_sentence() -> None:
    page = drawn("_timeline", chart=plain_timeline({"2029-11": 3, "2031-10": 4}), name="By month")
    assert label(page) == (
        "By month, November 2029 to October 2031: 7 in all, most in October 2031"
    )
    stances = stance_timeline({"2031-10": {"support": 1, "oppose": 2}})
    assert label(drawn("_timeline", chart=stances, name="Fares")) == (
        "Fares, October 2031 to October 2031: 1 support, 2 oppose, most in October 2031"
    )
    assert label(drawn("_timeline", chart=plain_timeline({}), name="By month")) == "By month: none"


def test_each_row_of_the_table_opens_its_quotes() -> None:
    page = drawn(
        "_timeline",
        chart=plain_timeline({"2031-01": 3, "2031-02": 1204}),
        name="By month",
        opens="/quotes/?speaker=7",
    )
    (row,) = page.xpath("//tbody/tr[2]")
    assert text_of(row) == "Feb 2031 1,204".replace(" 1", "1")
    assert row.xpath(".//a/@href") == ["/quotes/?speaker=7&said_from=2031-02-01&said_to=2031-02-28"]


def test_files_are_offered_where_there_are_any() -> None:
    chart = plain_timeline({"2031-01": 3})
    page = drawn("_timeline", chart=chart, name="By month", csv="?as=csv", picture="?as=svg")
    assert page.xpath("//a[@download]/@href") == ["?as=csv", "?as=svg"]
    assert not drawn("_timeline", chart=chart, name="By month").xpath("//a")


def test_years_of_quarters_are_said_to_be_such() -> None:
    page = drawn("_timeline", chart=plain_timeline({"2001-01": 1, "2031-10": 4}), name="By month")
    assert "Drawn by year: more than thirty years." in text_of(page)
    quarters = plain_timeline({"2021-02": 1, "2031-10": 4})
    assert "Q4 2031" in text_of(drawn("_timeline", chart=quarters, name="By month"))
    assert [name_below(each) for each in quarters.columns if each.named][:3] == [
        "Q1 2021",
        "Q1 2023",
        "Q1 2025",
    ]


def test_small_multiples_have_one_table() -> None:
    one, two = small_multiples([{"2031-08": {"support": 2}}, {"2031-09": {"oppose": 1}}])
    charts = [("Pier rent", "/targets/1/", 2, one), ("Fares", "", 1, two)]
    assert len(drawn("_multiples", charts=charts).xpath("//*[@role='img']")) == 2
    rows = drawn("_multiples_table", charts=charts, name="By target").xpath("//tbody/tr")
    assert [[text_of(cell) for cell in row] for row in rows] == [
        ["Aug 2031", "2", "0", "0", "0"],
        ["Sep 2031", "0", "0", "0", "1"],
    ]


def test_a_bar_is_told_in_words() -> None:
    counts = {"support": 3, "oppose": 1, "neutral": 0}
    context = stance_bar(stance_bars([counts])[0], counts)
    assert text_of(drawn("_stance_bar", **context)) == "3 support, 1 oppose"
