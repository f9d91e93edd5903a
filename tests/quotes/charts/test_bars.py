"""Stances in bars: oppose left, support right, all rows on one scale."""

from quotes.charts.bars import share_bars, stance_bars


def test_what_is_neither_stands_across_the_middle() -> None:
    (bar,) = stance_bars([{"oppose": 3, "mixed": 1, "neutral": 1, "support": 1}])
    assert [(each.kind, each.x, each.width) for each in bar] == [
        ("oppose", 0, 37.5),
        ("mixed", 37.5, 12.5),
        ("neutral", 50, 12.5),
        ("support", 62.5, 12.5),
    ]


def test_rows_share_one_scale() -> None:
    one, two, none = stance_bars([{"support": 10}, {"oppose": 5}, {}])
    assert (one[0].x, one[0].width) == (50, 50)
    assert (two[0].x, two[0].width) == (25, 25)
    assert none == ()


def test_shares_are_measured_against_the_largest() -> None:
    assert share_bars([4, 1, 0]) == [100, 25, 0]
    assert share_bars([]) == []
