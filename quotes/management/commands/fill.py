from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.models import Article
from quotes.commands.filling import Broken, fill_newsroom, highest_id
from quotes.management.collecting import collect_seldom
from quotes.management.filling.batches import rows_of
from quotes.management.filling.people import outlet_rows, speaker_rows, target_rows
from quotes.management.filling.rows import COLUMNS
from quotes.management.filling.sizes import Sizes
from quotes.management.streams import in_order

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

WIDTH = 30
ALONE = 50_000
"""Up to so many quotes are made by this process alone."""


class Command(BaseCommand):
    """Fills an empty database with an invented newsroom of any size, for benchmarks."""

    help = (
        "Fill an empty database with an invented newsroom of any size: articles of ten years, "
        "their quotes, who said them and where they stand. All of it is stored, or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=400, metavar="N")
        parser.add_argument("--quotes", type=int, default=5_000, metavar="N")
        parser.add_argument("--speakers", type=int, default=200, metavar="N")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same newsroom")
        parser.add_argument("--jobs", type=int, default=2, help="processes that make rows")
        parser.add_argument(
            "--anyway", action="store_true", help="add to a database that has articles already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["anyway"] and Article.objects.exists():
            message = "There are articles already; --anyway adds invented ones to them, for good."
            raise CommandError(message)
        begun, taken = time.monotonic(), highest_id()
        sizes = _read_sizes(options, taken)
        collect_seldom()
        self.total = sizes.quotes
        try:
            stored = fill_newsroom(
                _all_rows(sizes, jobs=options["jobs"]),
                columns=COLUMNS,
                taken=taken,
                progress=self._show_progress,
            )
        except (Broken, DatabaseError) as error:
            self._clear()
            message = f"Nothing was stored: {' '.join(str(error).split())}"
            raise CommandError(message) from error
        self._clear()
        counts = ("articles.Article", "quotes.Quote", "quotes.Speaker", "quotes.Stance")
        told = ", ".join(f"{stored[each]:,} {each.split('.')[1].lower()}s" for each in counts)
        self.stdout.write(f"{told} in {time.monotonic() - begun:,.0f} s")

    def _show_progress(self, what: str, count: int) -> None:
        """Draw how far it is, in place of what stood there, where a person looks on."""
        if self.stderr.isatty():
            full = WIDTH if what != "rows" else WIDTH * count // max(1, self.total)
            bar = "█" * full + "░" * (WIDTH - full)
            words = f"{count:,} quotes" if what == "rows" else what
            self.stderr.write(f"\r\x1b[K{bar} {words}", ending="")

    def _clear(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", ending="")


def _read_sizes(options: dict[str, Any], taken: int) -> Sizes:
    numbers = {name: options[name] for name in ("articles", "quotes", "speakers")}
    for name, number in {**numbers, "jobs": options["jobs"]}.items():
        if number < 1:
            message = f"--{name} is {number}; it begins at 1."
            raise CommandError(message)
    return Sizes(**numbers, seed=options["seed"], taken=taken)


def _all_rows(sizes: Sizes, *, jobs: int) -> Iterator[dict[str, bytes]]:
    yield outlet_rows(sizes).written()
    yield speaker_rows(sizes).written()
    yield target_rows(sizes).written()
    processes = 1 if sizes.quotes <= ALONE else jobs
    yield from in_order(partial(rows_of, sizes), sizes.batches, jobs=processes)
