"""Statements, counted: each one, or once an article, week, month, year, or ever."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import date

    from quotes.networks.choices import Choice, Duplicates

    Key = Hashable


class Statement(NamedTuple):
    """Who says what of a target, where and when; `day` is None where it is not known.

    An actor or a target that is None or "" is nobody's name.
    """

    actor: Key
    target: Key
    position: str
    article: Key = None
    day: date | None = None


class Count(NamedTuple):
    """How many statements of an actor on a target take one position."""

    actor: Key
    target: Key
    position: str
    n: int


def counts_of(statements: Iterable[Statement], choice: Choice) -> tuple[list[Count], int]:
    """Count statements that are given first in time first; and how many were left out unnamed.

    Left out are those of a position that takes no part, too, without being counted. Two statements
    are the same if actor and target are, and the position where it is not ignored.
    """
    taking_part = [each for each in statements if each.position in choice.positions]
    named = [each for each in taking_part if _is_named(each.actor) and _is_named(each.target)]
    ignoring = choice.qualifier == "ignore"
    kept = once(named, choice.duplicates, ignoring_position=ignoring)
    counted = Counter((each.actor, each.target, each.position) for each in kept)
    counts = [Count(*key, n) for key, n in counted.items()]
    return counts, len(taking_part) - len(named)


def once(
    statements: Iterable[Statement], duplicates: Duplicates, *, ignoring_position: bool = False
) -> Iterator[Statement]:
    """Leave out what was said before in the same article, week (from Monday), month, year, or ever.

    Those without a day are of one period, which is no other's.
    """
    seen = set()
    for each in statements:
        position = None if ignoring_position else each.position
        said = (each.actor, each.target, position, _period(each, duplicates))
        if duplicates == "all" or said not in seen:
            seen.add(said)
            yield each


def _is_named(key: Key) -> bool:
    return key is not None and key != ""


def _period(each: Statement, duplicates: Duplicates) -> Key:
    if duplicates == "article":
        return each.article
    if duplicates in {"all", "ever"} or each.day is None:
        return None
    if duplicates == "week":
        return each.day.isocalendar()[:2]
    return (each.day.year, each.day.month) if duplicates == "month" else each.day.year
