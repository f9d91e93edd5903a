"""Time on the axis of a chart: months, and where there are too many, quarters or years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Unit = Literal["month", "quarter", "year"]
LENGTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
MOST = 120
"""So many columns are told apart in the width of a page: ten years of months."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, a quarter or a year; `number` counts those of its length since the year 0."""

    number: int
    unit: Unit

    @property
    def first(self) -> date:
        """The first day of it."""
        year, month = divmod(self.number * LENGTHS[self.unit], 12)
        return date(year, month + 1, 1)

    @property
    def last(self) -> date:
        """The last day of it."""
        following = Period(self.number + 1, self.unit).first
        return date.fromordinal(following.toordinal() - 1)

    @property
    def key(self) -> str:
        """What it is called in a file: "2031-08", "2031-Q3" or "2031"."""
        year, month = self.first.year, self.first.month
        names = {"month": f"{year}-{month:02}", "quarter": f"{year}-Q{month // 3 + 1}"}
        return names.get(self.unit, str(year))


def period_of(month: str, unit: Unit) -> Period:
    """Answer the period that a month like "2031-08" is in."""
    return Period(_number(month) // LENGTHS[unit], unit)


def unit_for(months: Iterable[str], *, most: int = MOST) -> Unit:
    """Answer in what these months are drawn: months up to ten years, quarters up to thirty."""
    numbers = [_number(month) for month in months]
    span = max(numbers) - min(numbers) + 1 if numbers else 0
    for unit in ("month", "quarter"):
        if span <= most * LENGTHS[unit]:
            return unit
    return "year"


def all_between(months: Iterable[str], unit: Unit) -> list[Period]:
    """Answer every period from the first of these months to the last, empty ones included."""
    numbers = [period_of(month, unit).number for month in months]
    if not numbers:
        return []
    return [Period(number, unit) for number in range(min(numbers), max(numbers) + 1)]


def _number(month: str) -> int:
    year, _, rest = month.partition("-")
    return int(year) * 12 + int(rest) - 1
