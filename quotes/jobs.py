"""Jobs: what takes longer than a person waits, done by workers (`manage.py worker`).

    @job
    def move_quotes(*, merge_id: int) -> None: ...

    move_quotes.defer(merge_id=7)  # in a command: it is there when the command's changes are

Arguments are plain JSON. A worker may be killed at any moment and another begins the job again, so
each has to be safe to be done twice. The functions stand in `quotes.commands`, where workers find
them, and are called like any other where there is no hurry.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from collections.abc import Callable

    from procrastinate.tasks import Task

P = ParamSpec("P")
AGAIN = RetryStrategy(max_attempts=6, exponential_wait=3)
"""After 3, 9, 27 … seconds: a database that restarts is back by then."""


def job(function: Callable[P, None]) -> Task[P, None, P]:
    """Let workers run a function; `.defer(**arguments)` asks for it, once the transaction holds."""
    name = f"{function.__module__}.{function.__qualname__}"
    return app.task(name=name, retry=AGAIN)(function)


def job_each_minute(function: Callable[[], None]) -> Task[..., None, Any]:
    """Let workers run a function each minute, however many there are; it has to be cheap to do."""
    return _periodically(function, "* * * * *")


def job_each_day(function: Callable[[], None]) -> Task[..., None, Any]:
    """Let a worker run a function each night."""
    return _periodically(function, "40 3 * * *")


def _periodically(function: Callable[[], None], cron: str) -> Task[..., None, Any]:
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def at(timestamp: int = 0) -> None:  # noqa: ARG001  procrastinate says when it was due
        function()

    task = app.task(name=name, queueing_lock=name)(at)
    return app.periodic(cron=cron, periodic_id=name)(task)
