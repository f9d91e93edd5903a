"""Which columns of a chart by time are named below it: few enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.charts.periods import Period, Unit

LABELS, FEW_LABELS = 8, 4
"""So many names of periods have room below a chart, and below one on a phone."""
STEPS: dict[Unit, tuple[int, ...]] = {
    "month": (1, 2, 3, 6, 12, 24),
    "quarter": (1, 2, 4, 8, 20, 40),
    "year": (1, 2, 5, 10, 20, 50, 100),
}


def shown_below(at: int, periods: list[Period]) -> tuple[str, bool]:
    """Answer whether a period's name is shown below its column, and with its year."""
    unit = periods[0].unit
    step, sparse = (_step(len(periods), labels, unit) for labels in (LABELS, FEW_LABELS))
    if at % step or (at and len(periods) - at < step / 2):
        return "", True
    new_year = not at or periods[at].first.year != periods[at - step].first.year
    return "always" if not at % (step * -(-sparse // step)) else "broad", new_year


def _step(columns: int, labels: int, unit: Unit) -> int:
    """Answer every how many columns one is named: by steps that divide a year, or ten."""
    least = -(-columns // labels) or 1
    return next((step for step in STEPS[unit] if step >= least), -(-least // 100) * 100)
