"""Seeded random views of quotes, as analysts ask for them, in named strata.

A stratum is a kind of word (none, rare, medium, common), how many filters (0 to 3), and how deep:
page 1 or page 10,000, or where a view has fewer, nine tenths down the list.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.management.filling import vocabulary
from quotes.management.filling.sizes import draw, skewed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

WORDS = ("none", "rare", "medium", "common")
FILTERS = (0, 1, 2, 3)
PAGES = (1, 10_000)
DEEP, NEARLY_ALL = 10_000, 0.9


@dataclass(frozen=True, kw_only=True)
class View:
    """What is asked for: the filters of an address, and how deep."""

    stratum: str
    query: tuple[tuple[str, str], ...]
    page: int


@dataclass(frozen=True, kw_only=True)
class Room:
    """What there is to choose from: so many of each, the first the most frequent."""

    speakers: int
    targets: int
    outlets: int
    seed: int


def room(seed: int) -> Room:
    """Ask the newsroom how big it is."""
    from articles.models import Outlet  # noqa: PLC0415  Django is set up by now
    from quotes.models import Speaker, Target  # noqa: PLC0415

    return Room(
        speakers=Speaker.objects.filter(article=None).count(),
        targets=Target.objects.count(),
        outlets=Outlet.objects.count(),
        seed=seed,
    )


def random_views(room: Room, each: int) -> Iterator[View]:
    """Yield so many views of each stratum, the same for the same seed."""
    chance, numbers = random.Random(room.seed), np.random.default_rng(room.seed)
    for words in WORDS:
        for filters in FILTERS:
            for page in PAGES:
                stratum = f"{words} · {filters} filters · page {page:,}"
                for _ in range(each):
                    query = dict(random_filters(room, chance, numbers, filters))
                    if words != "none":
                        query["q"] = chance.choice(vocabulary.of_stratum(words))
                    yield View(stratum=stratum, query=tuple(query.items()), page=page)


def random_filters(
    room: Room, chance: random.Random, numbers: np.random.Generator, count: int
) -> Iterator[tuple[str, str]]:
    """Yield so many filters of different fields; who is much quoted is asked for more often."""
    speaker, target = (
        int(draw(skewed(size, 0.8, 3.0), numbers, 1)[0]) + 1
        for size in (room.speakers, room.targets)
    )
    year, month = chance.randint(2016, 2025), chance.randint(1, 12)
    pool = [
        ("speaker", str(speaker)),
        ("organisation", str(speaker)),
        ("target", str(target)),
        ("stance", chance.choice(("support", "oppose", "mixed"))),
        ("kind", chance.choice(("direct", "indirect", "mixed"))),
        ("act", chance.choice(("said", "denied", "announced"))),
        ("sourcing", chance.choice(("named", "unnamed", "document"))),
        ("outlet", str(chance.randint(1, room.outlets))),
        ("language", chance.choice(("en", "de", "fr"))),
        ("block", chance.choice(("body", "headline"))),
        ("decided", chance.choice(("single", "batch"))),
        ("cue_class", chance.choice(("neutral", "endorsing", "distancing"))),
        ("published_from", f"{year}-{month:02}-01"),
        ("said_to", f"{year}-{month:02}-28"),
        ("not", f"kind:{chance.choice(('indirect', 'mixed'))}"),
    ]
    yield from chance.sample(pool, count)


def deep_place(view: View, length: int) -> tuple[datetime, int]:
    """Answer the place of the quote after which page 10,000 of a view begins."""
    most = int(NEARLY_ALL * _accepted())
    return _place(int(min(DEEP * length / _share(view), most)))


@cache
def _accepted() -> int:
    from quotes.models import QuoteSearch  # noqa: PLC0415  Django is set up by now

    return QuoteSearch.objects.filter(status="accepted").count()


@cache
def _place(rows: int) -> tuple[datetime, int]:
    from quotes.models import QuoteSearch  # noqa: PLC0415  Django is set up by now

    newest = QuoteSearch.objects.filter(status="accepted").order_by("-sort_at", "-quote")
    place: tuple[datetime, int] = newest.values_list("sort_at", "quote_id")[rows]
    return place


def _share(view: View) -> float:
    """Answer how much of the list a view keeps, about: only words are estimated."""
    query: dict[str, Any] = dict(view.query)
    if len(query) - ("q" in query):
        return 0.01
    if "q" not in query:
        return 1.0
    words = vocabulary.words().tolist()
    return float(vocabulary.shares_of_quotes()[words.index(query["q"])])
