"""Months and stretches of months: what figures compare, written 2031-05 and 2031-05..2031-10."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

UNDATED = -1
"""The number of the month of what has no date."""
EVER = 0
"""The number that stands for all months, the undated included."""
WRITTEN = re.compile(r"(\d{4})-(\d\d)(?:\.\.(\d{4})-(\d\d))?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1, 9999


@dataclass(frozen=True, order=True)
class Months:
    """From the first day of a month to the last day of another, both numbered year * 100 + month.

    Raises ValueError where one is no month, or they are the wrong way round.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        for each in (self.first, self.last):
            year, month = divmod(each, 100)
            if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):  # noqa: PLR2004
                message = f"{each} is no month"
                raise ValueError(message)
        if self.first > self.last:
            message = "it ends before it begins"
            raise ValueError(message)

    def __str__(self) -> str:
        return _written(self.first) + ("" if self.is_one else f"..{_written(self.last)}")

    def __len__(self) -> int:
        return _count(self.last) - _count(self.first) + 1

    def __contains__(self, month: int) -> bool:
        return self.first <= month <= self.last

    @property
    def is_one(self) -> bool:
        """Whether it is a single month."""
        return self.first == self.last

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(*divmod(self.first, 100), 1)

    @property
    def last_day(self) -> date:
        """The day it ends, which belongs to it."""
        if self.last == LAST_YEAR * 100 + 12:
            return date.max
        return date(*divmod(later(self.last, 1), 100), 1) - timedelta(days=1)

    def before(self) -> Months | None:
        """Answer as many months as these that end where these begin; None before the year 1."""
        try:
            return Months(later(self.first, -len(self)), later(self.first, -1))
        except ValueError:
            return None

    def each(self) -> list[int]:
        """Answer the number of every month, in order."""
        return [later(self.first, n) for n in range(len(self))]


def read_months(written: str) -> Months:
    """Read 2031-05 or 2031-05..2031-10. Raises ValueError."""
    found = WRITTEN.fullmatch(written)
    if not found:
        message = "it is not written as 2031-05 or 2031-05..2031-10"
        raise ValueError(message)
    first = int(found[1]) * 100 + int(found[2])
    return Months(first, int(found[3]) * 100 + int(found[4]) if found[3] else first)


def month_of(day: date | None) -> int:
    """Answer the number of the month a day is in."""
    return day.year * 100 + day.month if day else UNDATED


def ending_with(last: int, *, length: int) -> Months:
    """Answer so many months, of which this is the last."""
    return Months(max(later(last, 1 - length), FIRST_YEAR * 100 + 1), last)


def later(month: int, by: int) -> int:
    """Answer the number of the month so many months later, or earlier."""
    year, number = divmod(_count(month) + by, 12)
    return year * 100 + number + 1


def _count(month: int) -> int:
    return month // 100 * 12 + month % 100 - 1


def _written(month: int) -> str:
    return f"{month // 100:04}-{month % 100:02}"
