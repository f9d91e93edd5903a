"""How much of a quota is used: one row for each who asks, shared by all processes.

The generic cell rate algorithm: a row says when all of the quota will be there again; each request
puts that off by its share of the minute, and one that would put it off beyond a minute is too many.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from django.db import DatabaseError, connection

WINDOW = 60  # seconds
LONGEST_WAIT = 200  # milliseconds for a row that somebody holds, who should not

# Nobody waits long for a count: whoever cannot be counted at once is let in.
LIMITED = f"set local lock_timeout = {LONGEST_WAIT};"
COUNT = """
insert into accounts_bucket as bucket (whose, free_at, is_over)
values (%(whose)s, now() + make_interval(secs => %(step)s), false)
on conflict (whose) do update set
    free_at = greatest(bucket.free_at, now()) + make_interval(secs => case
        when bucket.free_at > now() + make_interval(secs => %(room)s) then 0 else %(step)s end),
    is_over = bucket.free_at > now() + make_interval(secs => %(room)s)
returning extract(epoch from free_at - now())::float8, is_over
"""


@dataclass(frozen=True)
class Quota:
    """How many requests a minute, and by what name clients know this limit."""

    name: str
    rate: int

    @property
    def step(self) -> float:
        """What one request takes of the minute, in seconds."""
        return WINDOW / self.rate


@dataclass(frozen=True)
class Spent:
    """Where somebody stands after a request: `used` seconds of the minute, and whether too many."""

    quota: Quota
    used: float
    is_over: bool

    @property
    def left(self) -> int:
        """How many more requests are let in now."""
        return max(0, round((WINDOW - self.used) / self.quota.step))

    @property
    def whole_in(self) -> int:
        """In how many seconds all of the quota is there again."""
        return math.ceil(self.used)

    @property
    def next_in(self) -> int:
        """In how many seconds the next request is let in, at least one."""
        return max(1, math.ceil(self.used + self.quota.step - WINDOW))


def spend(whose: str, quota: Quota) -> Spent | None:
    """Count one request; None where it cannot be counted now, as in a database that only reads.

    Raises OperationalError where there is no database.
    """
    # A little more room: a seventh of a minute is no whole number of microseconds.
    terms: dict[str, str | float] = {
        "whose": whose,
        "step": quota.step,
        "room": WINDOW - quota.step * 0.999,
    }
    try:
        used, is_over = _count(terms)
    except DatabaseError as error:
        if isinstance(error.__cause__, UNCOUNTED):
            return None
        raise
    return Spent(quota, used, is_over)


UNCOUNTED = (
    psycopg.errors.ReadOnlySqlTransaction,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.QueryCanceled,
    psycopg.errors.InsufficientPrivilege,
)


def _count(terms: Mapping[str, str | float]) -> tuple[float, bool]:
    # Alone, the two are one transaction; inside another, the limit would last to its end.
    statements = COUNT if connection.in_atomic_block else LIMITED + COUNT
    with connection.cursor() as cursor:
        cursor.execute(statements, terms)
        while cursor.description is None:
            cursor.nextset()
        used, is_over = cursor.fetchone()
        return used, is_over
