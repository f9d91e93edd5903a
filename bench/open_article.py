"""Milliseconds of the server to answer GET /articles/<id>/, with all middleware, compressed.

Budgets: 30 for 5 kB with 20 quotes, 300 for 500 kB with 2,000.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from typing import TYPE_CHECKING, Any

from bench.articles import LONG, SHORT, annotator, take_in
from bench.database import own_database, verdict

if TYPE_CHECKING:
    from collections.abc import Callable

BUDGETS = {SHORT: 30, LONG: 300}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with own_database():
        user = annotator()
        for size, budget in BUDGETS.items():
            taken_in = take_in(size, by=user)
            client = client_of(user)
            address = f"/articles/{taken_in.article.pk}/"
            answer = client.get(address)
            times = measure(lambda: client.get(address), options.times)  # noqa: B023
            print(
                f"{taken_in.text_version.length} characters, {taken_in.quotes_suggested} quotes:"
                f" {times}, {len(answer.content) / 1000:.0f} kB compressed"
            )
            print("  " + verdict(times.median, budget, more_is_better=False))
            if options.profile:
                _profile(lambda: client.get(address))  # noqa: B023
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, this run included")


class Times:
    """Milliseconds a thing took, several times; on a busy machine the best says most."""

    def __init__(self, seconds: list[float]) -> None:
        self.median = statistics.median(seconds) * 1000
        self.best, self.worst = min(seconds) * 1000, max(seconds) * 1000

    def __str__(self) -> str:
        return f"{self.median:.1f} ms (best {self.best:.1f}, worst {self.worst:.1f})"


def measure(act: Callable[[], Any], times: int) -> Times:
    """Do something several times; the first one is not counted."""
    act()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return Times(seconds)


def client_of(user: Any) -> Any:
    """Return a client who is signed in and has opened a page, on a server that has warmed up."""
    from django.test import Client  # noqa: PLC0415  Django is set up by now

    from config.web_server import post_worker_init  # noqa: PLC0415

    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(user)
    client.get("/articles/")
    post_worker_init(None)
    return client


def _profile(act: Callable[[], Any]) -> None:
    import cProfile  # noqa: PLC0415
    import pstats  # noqa: PLC0415

    with cProfile.Profile() as profile:
        act()
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
