"""Asking for pages as a reader does, and what that costs."""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

TIMES = 3
FINE, MISSING = 200, 404


def a_reader() -> Client:
    """Answer a browser in which a reader is signed in, who has a token for the API, too."""
    from django.test import Client  # noqa: PLC0415  Django is set up by now

    from accounts.commands import create_token  # noqa: PLC0415
    from accounts.models import Role, User  # noqa: PLC0415

    user = User.objects.filter(username="bench-reader").first() or User.objects.create_user(
        "bench-reader", role=Role.READER
    )
    _, secret = create_token(user, name="bench")
    client = Client(
        headers={"host": "localhost:8000", "authorization": f"Bearer {secret}"},
        raise_request_exception=False,
    )
    client.force_login(user)
    return client


def milliseconds(ask: Callable[[], Any], *, busy: bool, times: int = TIMES) -> float:
    """Answer what asking takes, its quickest of some, the first not counted.

    `busy` counts the time this process and its database connection had a processor, for a machine
    on which much else runs: else what passes on the clock. Raises SystemExit for a refusal.
    """
    clock = _at_work if busy else time.perf_counter
    taken = []
    for _ in range(times + 1):
        begun = clock()
        answer = ask()
        taken.append((clock() - begun) * 1000)
        if answer.status_code != FINE:
            request = answer.request
            message = f"{answer.status_code}: {request['PATH_INFO']}?{request['QUERY_STRING']}"
            raise SystemExit(message)
    return min(taken[1:])


def _at_work() -> float:
    """Answer the seconds this process and those of its database connections had a processor."""
    return time.process_time() + sum(_of_process(each) for each in _backends())


def _backends() -> list[int]:
    """Answer the processes of the server at the other end of this process' connections."""
    from django.db import connection  # noqa: PLC0415  Django is set up by now

    pool = getattr(connection, "pool", None)
    if pool is None:
        return [connection.connection.info.backend_pid] if connection.connection else []
    return [each.info.backend_pid for each in [*pool._pool, connection.connection] if each]  # noqa: SLF001


def _of_process(number: int) -> float:
    try:
        return int(Path(f"/proc/{number}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def show(work: Callable[[], Any]) -> None:
    """Print what some work asks the database, the longest first."""
    for sql, spent in asked(work)[:4]:
        print(f"  {spent * 1000:7.1f} ms {' '.join(sql.split())[:1500]}")


def asked(work: Callable[[], Any]) -> list[tuple[str, float]]:
    """Answer each statement that some work asks the database with its seconds, longest first."""
    from django.db import connection  # noqa: PLC0415  Django is set up by now

    seconds: dict[str, float] = defaultdict(float)

    def timed(execute: Any, sql: str, params: Any, *more: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, *more)
        finally:
            seconds[f"{sql} -- {params}"] += time.perf_counter() - begun

    with connection.execute_wrapper(timed):
        work()
    return sorted(seconds.items(), key=lambda one: -one[1])
