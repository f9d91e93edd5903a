"""Bars by month: on one scale, off one axis, and no position added to another."""

from __future__ import annotations

import pytest

from quotes.charts.timeline import (
    Timeline,
    plain_timeline,
    round_up,
    small_multiples,
    stance_timeline,
)


def heights(chart: Timeline, kind: str) -> list[float]:
    return [bar.height for column in chart.columns for bar in column.bars if bar.kind == kind]


def test_bars_stand_on_the_axis_as_high_as_they_count() -> None:
    chart = plain_timeline({"2031-08": 10, "2031-10": 5})
    bars = [bar for column in chart.columns for bar in column.bars]
    assert (chart.ticks, chart.axis) == ((10, 5, 0), 98)
    assert [(bar.x, bar.y, bar.height) for bar in bars] == [(0.14, 2, 96), (2.14, 50, 48)]
    assert [column.counts for column in chart.columns] == [(10,), (0,), (5,)]


def test_support_goes_up_and_oppose_down_from_the_middle() -> None:
    chart = stance_timeline({"2031-08": {"support": 4, "oppose": 2, "neutral": 9}})
    assert chart.ticks == (4, 2, 0, 2, 4)
    up, down = chart.columns[0].bars
    assert (up.kind, up.y, up.height) == ("support", 2, 48)
    assert (down.kind, down.y, down.height) == ("oppose", 50, 24)
    assert chart.totals == {"support": 4, "oppose": 2}


def test_what_is_neither_stands_across_the_axis() -> None:
    chart = stance_timeline(
        {"2031-08": {"support": 2, "oppose": 2, "neutral": 3, "mixed": 1, "unclear": 5}},
        between=True,
    )
    bars = {bar.kind: bar for bar in chart.columns[0].bars}
    assert chart.series == ("support", "between", "oppose")
    assert chart.columns[0].counts == (2, 4, 2)
    assert bars["between"].y + bars["between"].height / 2 == 50
    assert bars["support"].y + bars["support"].height == bars["between"].y
    assert bars["oppose"].y == bars["between"].y + bars["between"].height


def test_what_is_out_of_view_is_drawn_but_not_lit() -> None:
    chart = plain_timeline({"2031-01": 1, "2031-08": 1}, chosen=("2031-07", "2031-09"))
    assert chart.chosen == (6, 9)
    assert [column.bars[0].lit for column in chart.columns if column.bars] == [False, True]
    assert len(chart.columns) == 9


def test_small_multiples_share_scale_and_months() -> None:
    one, two = small_multiples(
        [{"2031-01": {"support": 20}}, {"2031-03": {"oppose": 10}, "2031-04": {"support": 5}}]
    )
    assert len(one.columns) == len(two.columns) == 4
    assert heights(one, "support") == [48]
    assert heights(two, "oppose") == [24]


def test_years_of_months_are_added_up_to_quarters() -> None:
    chart = plain_timeline({"2011-01": 1, "2031-07": 2, "2031-08": 3})
    assert chart.unit == "quarter"
    assert chart.columns[-1].counts == (5,)


def test_few_periods_are_named_and_a_new_year_is_told() -> None:
    columns = plain_timeline({"2029-11": 1, "2031-10": 1}).columns
    named = [(column.period.key, column.with_year) for column in columns if column.named]
    assert named[:3] == [("2029-11", True), ("2030-02", True), ("2030-05", False)]
    assert len(named) <= 9
    assert 2 <= len([column for column in columns if column.named == "always"]) <= 5


def test_nothing_is_a_chart_without_columns() -> None:
    assert (plain_timeline({}).columns, plain_timeline({}).paths) == ((), ())
    assert plain_timeline({}).most is None
    assert stance_timeline({}).totals == {}
    assert small_multiples([]) == []


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 2), (1, 2), (3, 4), (9.5, 10), (11, 20), (48, 50), (101, 200), (999, 1000)],
)
def test_an_axis_ends_at_a_round_number(most: float, top: int) -> None:
    assert round_up(most) == top


def test_all_bars_of_a_kind_are_one_outline() -> None:
    (path,) = plain_timeline({"2031-08": 1, "2031-09": 2}).paths
    assert path.d == "M0.14 50h0.72v48h-0.72zM1.14 2h0.72v96h-0.72z"
