"""How many by month: bars upwards, or support upwards and oppose downwards from one axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.charts.naming import shown_below
from quotes.charts.periods import Period, Unit, all_between, period_of, unit_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Counts = Mapping[str, int]

HEIGHT, EDGE = 100.0, 2.0
"""A timeline is a hundred high and one wide for each period; its bars keep off the edges."""
GAP = 0.14
BETWEEN = ("neutral", "mixed")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: "all", "support", "between" or "oppose"; where it stands, and whether it is lit."""

    kind: str
    x: float
    y: float
    height: float
    lit: bool = True

    @property
    def width(self) -> float:
        """How wide it is."""
        return 1 - 2 * GAP


@dataclass(frozen=True, slots=True)
class Column:
    """One period: its counts in the order of the table, its bars, and how its name is shown.

    `named` is "always", "broad" (not on a phone) or ""; `with_year` says that the name needs it.
    """

    period: Period
    counts: tuple[int, ...]
    bars: tuple[Bar, ...]
    named: str = ""
    with_year: bool = True


@dataclass(frozen=True, slots=True)
class Path:
    """All bars of one kind, as the outline that an SVG draws."""

    kind: str
    lit: bool
    d: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A chart by time: `series` names the counts of each column; `axis` and `grid` are heights.

    `ticks` are the numbers beside it, from the top down. `chosen` is the first and the last column
    (exclusive) of the period in view. Positions that are added up are those on one target.
    """

    unit: Unit
    series: tuple[str, ...]
    columns: tuple[Column, ...]
    axis: float
    grid: tuple[float, ...]
    ticks: tuple[int, ...]
    chosen: tuple[int, int] | None = None

    @property
    def totals(self) -> dict[str, int]:
        """How many there are of each series."""
        of_each = zip(*(column.counts for column in self.columns), strict=True)
        return dict(zip(self.series, map(sum, of_each), strict=False))

    @property
    def most(self) -> Column | None:
        """The column with most in it, the first where there are several."""
        return max(self.columns, key=lambda column: sum(column.counts), default=None)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Answer the bars as outlines, one for each kind, lit ones apart: a page stays small."""
        drawn: dict[tuple[str, bool], list[str]] = {}
        for column in self.columns:
            for bar in column.bars:
                drawn.setdefault((bar.kind, bar.lit), []).append(_outline(bar))
        return tuple(Path(kind, lit, "".join(d)) for (kind, lit), d in drawn.items())

    @property
    def width_chosen(self) -> int:
        """How many columns are in view."""
        return self.chosen[1] - self.chosen[0] if self.chosen else 0

    @property
    def grips(self) -> tuple[float, ...]:
        """Where the period in view begins and ends, as the left edges of two thin bars."""
        return tuple(edge - 0.03 for edge in self.chosen or ())


def plain_timeline(months: Counts, *, chosen: tuple[str, str] | None = None) -> Timeline:
    """Draw counts by month ("2031-08"); `chosen` are the first and the last month in view."""
    return _draw({month: {"all": n} for month, n in months.items()}, ("all",), chosen, None)


def stance_timeline(
    months: Mapping[str, Counts],
    *,
    between: bool = False,
    chosen: tuple[str, str] | None = None,
    top: int | None = None,
    spanning: Iterable[str] = (),
) -> Timeline:
    """Draw positions on one target by month: support up, oppose down, both off one axis.

    With `between`, neutral and mixed ones stand across the axis. `top` and `spanning` hold several
    charts to one scale and to the same months.
    """
    series = ("support", "between", "oppose") if between else ("support", "oppose")
    counted: dict[str, Counts] = {month: {} for month in spanning}
    for month, positions in months.items():
        across = sum(positions.get(each, 0) for each in BETWEEN) if between else 0
        counted[month] = {**positions, "between": across}
    return _draw(counted, series, chosen, top)


def small_multiples(charts: Sequence[Mapping[str, Counts]]) -> list[Timeline]:
    """Draw positions by month on several targets, each alone, all on one scale and time."""
    months = sorted({month for chart in charts for month in chart})
    drawn = [stance_timeline(chart, spanning=months) for chart in charts]
    top = max((chart.ticks[0] for chart in drawn), default=2)
    return [stance_timeline(chart, spanning=months, top=top) for chart in charts]


def round_up(number: float) -> int:
    """Answer the next even number that reads well on an axis: 2, 4, 6, 8, 10, 20, 30, 40."""
    step = 1
    while number > 10 * step:
        step *= 10
    unit = max(step, 2)
    return max(2, -(-int(-(-number // 1)) // unit) * unit)


def _draw(
    months: Mapping[str, Counts],
    series: tuple[str, ...],
    chosen: tuple[str, str] | None,
    top: int | None,
) -> Timeline:
    unit = unit_for([*months, *(chosen or ())])
    periods = all_between([*months, *(chosen or ())], unit)
    summed: dict[int, dict[str, int]] = {period.number: {} for period in periods}
    for month, counts in months.items():
        into = summed[period_of(month, unit).number]
        for name, n in counts.items():
            into[name] = into.get(name, 0) + n
    both = len(series) > 1
    top = top or round_up(max((_reach(each) for each in summed.values()), default=0))
    lit = _lit(periods, chosen, unit)
    rows = [summed[period.number] for period in periods]
    columns = tuple(
        Column(
            period,
            tuple(rows[at].get(name, 0) for name in series),
            tuple(_bars(at, rows[at], series, top, lit=lit is None or lit[0] <= at < lit[1])),
            *shown_below(at, periods),
        )
        for at, period in enumerate(periods)
    )
    half = HEIGHT / 2
    return Timeline(
        unit,
        series,
        columns,
        axis=half if both else HEIGHT - EDGE,
        grid=(EDGE, 26.0, 74.0, HEIGHT - EDGE) if both else (EDGE, half),
        ticks=(top, top // 2, 0, top // 2, top) if both else (top, top // 2, 0),
        chosen=lit,
    )


def _reach(counts: Counts) -> float:
    """Answer how far a column goes from its axis, on its longer side."""
    across = counts.get("between", 0) / 2
    sides = (counts.get("all", 0), counts.get("support", 0), counts.get("oppose", 0))
    return max(sides) + across


def _bars(at: int, counts: Counts, series: tuple[str, ...], top: int, *, lit: bool) -> list[Bar]:
    both = len(series) > 1
    axis = HEIGHT / 2 if both else HEIGHT - EDGE
    scale = (axis - EDGE) / top
    across = counts.get("between", 0) / 2 * scale if "between" in series else 0.0
    heights = {
        "all": (axis, -counts.get("all", 0) * scale),
        "support": (axis - across, -counts.get("support", 0) * scale),
        "between": (axis + across, -2 * across),
        "oppose": (axis + across, counts.get("oppose", 0) * scale),
    }
    return [
        Bar(
            name,
            at + GAP,
            round(min(start, start + rise), 2),
            round(max(abs(rise), 0.6), 2),
            lit=lit,
        )
        for name, (start, rise) in heights.items()
        if name in series and rise
    ]


def _lit(
    periods: list[Period], chosen: tuple[str, str] | None, unit: Unit
) -> tuple[int, int] | None:
    if not chosen:
        return None
    first, last = (period_of(month, unit).number - periods[0].number for month in chosen)
    return first, last + 1


def _outline(bar: Bar) -> str:
    wide = round(bar.width, 2)
    return f"M{bar.x:.2f} {bar.y:g}h{wide}v{bar.height:g}h-{wide}z"
