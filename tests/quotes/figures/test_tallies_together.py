"""Tallies stay true whatever editors do, in any order, at once, and while they are folded."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, connection, connections

from quotes import commands
from quotes.models import Quote, Step
from tests.factories import make_article, make_quote, make_speaker, make_target
from tests.quotes.figures.counted_anew import assert_all_is_counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User

POSITIONS = ("support", "oppose", "neutral", "mixed", "unclear", None)
WORDS = ("The ferry will sail,", "It always has.", "a fine promise", "Nobody else spoke.")


@dataclass(frozen=True)
class Room:
    """A few articles, speakers, sides and targets, and somebody who works with them."""

    articles: list[int]
    quotes: list[int]
    speakers: list[int]
    sides: list[int]
    targets: list[int]
    by: User


def make_room(by: User) -> Room:
    articles = [make_article(published_at=f"2031-0{n}-05T10:00Z") for n in (3, 4, 5)]
    speakers = [make_speaker() for _ in range(4)]
    sides = [make_speaker(kind="organisation") for _ in range(2)]
    quotes = [
        make_quote(words, article=article, speaker=speakers[n % 4], status=status)
        for article in articles
        for n, (words, status) in enumerate(
            zip(WORDS, ("accepted", "suggested", "accepted", "rejected"), strict=True)
        )
    ]
    return Room(
        [each.pk for each in articles],
        [each.pk for each in quotes],
        [each.pk for each in speakers],
        [each.pk for each in sides],
        [make_target().pk for _ in range(3)],
        by,
    )


def edit(room: Room, chance: random.Random) -> None:
    """Do one thing an editor may do; what is refused changes nothing."""
    quote, by = chance.choice(room.quotes), room.by
    target, speaker = chance.choice(room.targets), chance.choice(room.speakers + room.sides)
    version = Quote.objects.filter(pk=quote).values_list("version", flat=True).first() or 1
    day = date(2031, chance.randint(1, 12), chance.randint(1, 28))
    known: dict[str, Any] = {"version": version, "by": by}
    side = chance.choice([*room.sides, None])
    sourcing = chance.choice(["named", "unnamed"])
    edits: list[Callable[[], object]] = [
        lambda: commands.set_stance(quote, target, position=chance.choice(POSITIONS), **known),
        lambda: commands.set_stance(quote, target, position="support", **known),
        lambda: commands.remove_stance(quote, target, **known),
        lambda: commands.accept_quote(quote, **known),
        lambda: commands.reject_quote(quote, **known),
        lambda: commands.set_speaker(quote, speaker=speaker, **known),
        lambda: commands.add_attribution(
            quote, changes={"speaker": speaker, "organisation": side}, **known
        ),
        lambda: commands.change_attribution(
            quote, changes={"sourcing": sourcing, "organisation": side}, **known
        ),
        lambda: commands.remove_attribution(quote, position=1, **known),
        lambda: commands.change_quote(
            quote, changes={"act": chance.choice(["said", "denied"])}, **known
        ),
        lambda: commands.change_quote(
            quote, changes={"said_on": day, "said_on_precision": "day"}, **known
        ),
        lambda: commands.change_quote(
            quote, changes={"relays": [commands.RelayInput(name="state media")]}, **known
        ),
        lambda: commands.withdraw_article(chance.choice(room.articles), by=by),
        lambda: commands.restore_article(chance.choice(room.articles), by=by),
        lambda: commands.restore_article(chance.choice(room.articles), by=by),
        lambda: commands.undo_step(_some_step(chance), by=by),
        lambda: commands.fold_tallies(batch=chance.randint(1, 9)),
    ]
    # Refused: somebody else was faster, or there was nothing to do.
    with suppress(commands.Refused, OperationalError):
        chance.choice(edits)()


def _some_step(chance: random.Random) -> int:
    steps = list(Step.objects.order_by("-id").values_list("pk", flat=True)[:10])
    return chance.choice(steps) if steps else 0


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_tallies_are_what_counting_gives(reviewer: User, seed: int) -> None:
    room, chance = make_room(reviewer), random.Random(seed)  # noqa: S311
    for _ in range(60):
        edit(room, chance)
    assert_all_is_counted()


def test_edits_at_once_lose_nothing_and_folding_meanwhile_neither(
    own_database: str, reviewer: User
) -> None:
    room = make_room(reviewer)

    def work(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311
        try:
            for _ in range(50):
                edit(room, chance)
        finally:
            connections.close_all()

    def fold() -> None:
        try:
            for _ in range(60):
                commands.fold_tallies(batch=5)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        done = [pool.submit(work, seed) for seed in range(4)]
        folds = [pool.submit(each) for each in repeat(fold, 2)]
        for each in (*done, *folds):
            each.result()
    assert Step.objects.count() > 40
    assert_all_is_counted()


@pytest.mark.django_db
def test_a_change_that_is_refused_leaves_no_trace(reviewer: User) -> None:
    room = make_room(reviewer)
    before = _deltas()
    with pytest.raises(commands.Refused):
        commands.set_stance(room.quotes[0], room.targets[0], position="x", version=1, by=reviewer)
    assert _deltas() == before
    assert_all_is_counted()


def _deltas() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from quotes_positiondelta")
        return int(cursor.fetchone()[0])
