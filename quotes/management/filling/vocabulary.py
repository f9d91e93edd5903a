"""Invented words, and how many quotes each of them stands in: what benchmarks ask for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from quotes.management.filling.sizes import skewed

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = 120_000
POWER, SHIFT = 1.05, 2.5
SHORTEST, MEAN, LONGEST = 4, 24, 80
"""Words of a quote."""
_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
_ENDS = ("", "n", "r", "st", "é", "ö")
_LIKELY = (0.5, 0.19, 0.15, 0.12, 0.02, 0.02)
STRATA = {"rare": (0.00001, 0.00004), "medium": (0.001, 0.01), "common": (0.05, 0.6)}
"""The share of quotes that a word of each stratum stands in: from, to."""


@cache
def words() -> NDArray[np.object_]:
    """Answer all words, the most frequent first; the frequent are short."""
    rng = np.random.default_rng(31)
    found: dict[str, None] = {}
    while len(found) < WORDS:
        length = 1 + len(found) ** 0.12
        for size in np.maximum(1, rng.normal(length, 0.7, 1_000).round()).astype(int).tolist():
            syllables = rng.integers(0, len(_SYLLABLES), size).tolist()
            end = _ENDS[int(rng.choice(len(_ENDS), p=_LIKELY))]
            found["".join(_SYLLABLES[each] for each in syllables) + end] = None
    return np.array([*found][:WORDS], dtype=object)


@cache
def running_shares() -> NDArray[np.float64]:
    """Answer the running shares of the words, in their order."""
    return skewed(WORDS, POWER, SHIFT)


def shares_of_quotes() -> NDArray[np.float64]:
    """Answer the share of quotes that each word stands in, about."""
    shares = np.diff(running_shares(), prepend=0)
    quotes: NDArray[np.float64] = 1 - (1 - shares) ** MEAN
    return quotes


def of_stratum(name: str) -> list[str]:
    """Answer the words of a stratum, the most frequent first."""
    low, high = STRATA[name]
    shares = shares_of_quotes()
    chosen: list[str] = words()[(shares >= low) & (shares < high)].tolist()
    return chosen


def lengths(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
    """Draw how many words so many quotes have."""
    drawn = rng.gamma(3, (MEAN - SHORTEST) / 3, count).round().astype(np.int64)
    return np.minimum(drawn + SHORTEST, LONGEST)
