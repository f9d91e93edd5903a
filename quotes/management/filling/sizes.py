"""How big a made-up newsroom is, and what of it falls to which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FIRST, LAST = datetime(2016, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
DAYS = (LAST - FIRST).days
A_DAY = 86_400
TOGETHER = 4_000
"""Quotes made and stored at a time, about."""
COPIED, FARTHEST = 0.04, 4
"""Share of articles that are syndicated copies, and how far behind their originals they come."""
OPEN = 0.08
"""The newest articles, on which work is not done."""


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """What is asked for, and the ids that are taken already: new ones go on from there."""

    articles: int
    quotes: int
    speakers: int
    seed: int = 1
    taken: int = 0

    @property
    def outlets(self) -> int:
        """How many outlets publish the articles."""
        return max(3, min(40, self.articles // 20))

    @property
    def targets(self) -> int:
        """How many targets are argued about."""
        return max(12, min(500, self.speakers // 20))

    @property
    def step(self) -> int:
        """How many articles make one batch."""
        return max(FARTHEST + 1, TOGETHER * self.articles // max(1, self.quotes))

    @property
    def batches(self) -> Sequence[range]:
        """The articles of each batch, counted from 0."""
        starts = range(0, self.articles, self.step)
        return [range(start, min(start + self.step, self.articles)) for start in starts]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """For each article: when, how many quotes, whose copy it is (-1: nobody's)."""

    seconds: NDArray[np.int64]
    quotes: NDArray[np.int64]
    copy_of: NDArray[np.int64]

    @cached_property
    def before(self) -> NDArray[np.int64]:
        """How many quotes the articles before have."""
        return np.concatenate(([0], np.cumsum(self.quotes)[:-1]))

    @cached_property
    def copied(self) -> frozenset[int]:
        """The articles that others copy."""
        return frozenset(self.copy_of[self.copy_of >= 0].tolist())


@cache
def plan(sizes: Sizes) -> Plan:
    """Answer the plan of all articles, in order of time, the same for the same sizes."""
    rng = np.random.default_rng((sizes.seed, 0))
    days = np.sort((DAYS * rng.random(sizes.articles) ** 0.8).astype(np.int64))
    # Late in the morning: the same day in the time zone of nearly every newsroom.
    seconds = np.sort(days * A_DAY + 36_000 + rng.integers(0, 7_000, sizes.articles))
    copy_of = _copies(sizes, rng)
    copies = copy_of >= 0
    seconds[copies] = seconds[copy_of[copies]] + A_DAY
    return Plan(seconds=seconds, copy_of=copy_of, quotes=_quotes_each(sizes, copy_of, rng))


def _copies(sizes: Sizes, rng: np.random.Generator) -> NDArray[np.int64]:
    """Let some articles copy one a little before them, of the same batch, that copies nobody."""
    number = np.arange(sizes.articles)
    back = rng.integers(1, FARTHEST + 1, sizes.articles)
    copies = (rng.random(sizes.articles) < COPIED) & (number % sizes.step >= back)
    of = np.where(copies, number - back, -1)
    return np.where(copies & (of[of] < 0), of, -1)


def _quotes_each(
    sizes: Sizes, copy_of: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    weights = rng.gamma(1.5, size=sizes.articles) + 0.05
    quotes = rng.multinomial(sizes.quotes, weights / weights.sum()).astype(np.int64)
    copies = copy_of >= 0
    quotes[copies] = quotes[copy_of[copies]]
    alone = np.setdiff1d(np.flatnonzero(~copies), copy_of[copies])
    while (missing := int(sizes.quotes - quotes.sum())) != 0:
        changed = rng.choice(alone, min(abs(missing), len(alone)), replace=False)
        quotes[changed] = np.maximum(quotes[changed] + (1 if missing > 0 else -1), 0)
    return quotes


def skewed(count: int, power: float, shift: float) -> NDArray[np.float64]:
    """Answer running shares of so many things, the first the most frequent: Zipf-Mandelbrot."""
    shares = (np.arange(count) + shift) ** -power
    running: NDArray[np.float64] = np.cumsum(shares / shares.sum())
    return running


def draw(
    running: NDArray[np.float64], rng: np.random.Generator, size: int | tuple[int, ...]
) -> NDArray[np.int64]:
    """Draw numbers from 0 by their running shares."""
    drawn = np.searchsorted(running, rng.random(size))
    return np.minimum(drawn, len(running) - 1)
