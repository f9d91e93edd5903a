"""Time on an axis: nothing between is left out, and much of it is drawn coarser."""

import pytest

from quotes.charts.periods import Unit, all_between, period_of, unit_for


def test_months_without_anything_have_their_place() -> None:
    periods = all_between(["2030-02", "2029-11"], "month")
    assert [each.key for each in periods] == ["2029-11", "2029-12", "2030-01", "2030-02"]


@pytest.mark.parametrize(
    ("months", "unit"),
    [
        ([], "month"),
        (["2031-08"], "month"),
        (["2021-09", "2031-08"], "month"),
        (["2021-08", "2031-08"], "quarter"),
        (["2002-01", "2031-08"], "quarter"),
        (["1623-01", "2031-08"], "year"),
    ],
)
def test_ten_years_are_drawn_by_month_thirty_by_quarter(months: list[str], unit: str) -> None:
    assert unit_for(months) == unit


@pytest.mark.parametrize(
    ("month", "unit", "key", "days"),
    [
        ("2028-02", "month", "2028-02", "2028-02-01 to 2028-02-29"),
        ("2031-12", "quarter", "2031-Q4", "2031-10-01 to 2031-12-31"),
        ("2031-12", "year", "2031", "2031-01-01 to 2031-12-31"),
    ],
)
def test_a_period_knows_its_days(month: str, unit: Unit, key: str, days: str) -> None:
    period = period_of(month, unit)
    assert (period.key, f"{period.first} to {period.last}") == (key, days)
