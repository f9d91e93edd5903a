"""Quotes a second, marked by the API in batches of a thousand, through WSGI.

Each batch: twenty new articles, twenty speakers and ten targets called by their names, a source
with its mention and a stance to each quote. Beside the time stands how long our process and that of
PostgreSQL computed for one quote, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from itertools import islice
from typing import Any

from bench.api_page import fill
from bench.api_single import Sent, client, computed, new_quotes
from bench.database import own_database, verdict

LEAST = 300.0
POSITIONS = ("support", "oppose", "neutral", "mixed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quotes", type=int, default=5_000, help="that are there before")
    parser.add_argument("--size", type=int, default=1_000)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with own_database():
        fill(options.quotes)
        ask, quotes = client(), new_quotes(in_article=50)
        first = _batch([*islice(quotes, 50)], name="first")
        ask(first)  # what is read once in a process has been read
        for number in range(options.times):
            _print(ask, _batch([*islice(quotes, options.size)], name=f"b{number}"), options.size)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, this run included")


def _batch(quotes: list[Any], *, name: str) -> Sent:
    for number, quote in enumerate(quotes):
        quote["op"], quote["external_id"] = "create", f"{name}-{number}"
        quote["attributions"][0]["speaker"] = {"name": f"Speaker Number {number % 20}"}
        target = {"name": f"Target number {number % 10}"}
        quote["stances"] = [{"target": target, "position": POSITIONS[number % 4]}]
    return Sent("POST", "/quotes/batch/", json.dumps({"items": quotes}).encode())


def _print(ask: Any, sent: Sent, size: int) -> None:
    started, before = time.perf_counter(), (time.process_time(), computed())
    results = json.loads(ask(sent))["results"]
    taken = time.perf_counter() - started
    by_us = (time.process_time() - before[0]) * 1000 / size
    by_it = (computed() - before[1]) * 1000 / size
    if any(each["status"] != 201 for each in results):  # noqa: PLR2004  created
        raise SystemExit(str(results[0]))
    print(
        f"{size} quotes in {taken:.1f} s, {size / taken:.0f} a second:"
        f" {verdict(size / taken, LEAST, more_is_better=True)};"
        f" computed {by_us:.2f} ms by us, {by_it:.2f} by PostgreSQL for each"
    )


if __name__ == "__main__":
    main()
