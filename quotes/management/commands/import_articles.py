from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.drafts import Draft, DraftRefused, Metadata
from articles.readers import FORMATS
from quotes.commands import TakenIn, import_articles, take_in_articles
from quotes.management.collecting import collect_seldom
from quotes.management.files import Item, find_files, read_items, read_sources

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Iterator

    from articles.readers import Format
    from articles.readers.sources import Source

TOGETHER, CHARACTERS = 200, 2_000_000
"""Articles stored by one transaction, at most; what becomes of them is told after it."""


class Command(BaseCommand):
    """Takes in articles from files and folders; what is refused is told and leaves the rest."""

    help = (
        "Take in articles from files, and from folders with all that is in them. One line for each "
        "article that is refused says why. Importing again adds nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", metavar="PATH", nargs="+", type=Path)
        parser.add_argument(
            "--outlet", metavar="NAME", default="", help="who published them, whatever a file says"
        )
        parser.add_argument(
            "--format",
            choices=FORMATS,
            default="auto",
            help="auto goes by the end of each file's name, then by how it begins",
        )

        parser.add_argument(
            "--background",
            action="store_true",
            help="store them as they are and leave the rest to workers (manage.py worker)",
        )

    def handle(self, *args: Any, paths: list[Path], outlet: str, **options: Any) -> None:
        _check(paths, outlet)
        if options["background"]:
            self._leave_to_workers(paths, outlet, options["format"])
            return
        collect_seldom()
        tz = timezone.get_current_timezone()
        items = (
            _published_by(outlet, item)
            for path in find_files(paths)
            for item in read_items(path, format=options["format"], tz=tz)
        )
        told = Counter[str]()
        for some in _batches(items):
            self._take_in(some, told)
            self._show_progress(f"{told.total():,} articles")
        self._show_progress("")
        changes = ("new", "changed", "same", "refused")
        self.stdout.write(", ".join(f"{told[change]:,} {change}" for change in changes))
        if told["refused"]:
            sys.exit(1)

    def _leave_to_workers(self, paths: list[Path], outlet: str, format_: Format) -> None:
        unread = 0

        def sources() -> Iterator[Source]:
            nonlocal unread
            for number, path in enumerate(find_files(paths), start=1):
                try:
                    yield from read_sources(path, format=format_)
                except OSError as error:
                    unread += 1
                    self.stderr.write(f"{path}: file: The file cannot be read: {error.strerror}.")
                self._show_progress(f"{number:,} files")

        batch = import_articles(sources(), outlet=outlet, by=None)
        self._show_progress("")
        count = batch.items.count()
        self.stdout.write(f"{count:,} articles wait for workers: /imports/{batch.pk}/")
        if unread:
            sys.exit(1)

    def _take_in(self, items: list[Item], told: Counter[str]) -> None:
        drafts = [item.draft for item in items if isinstance(item.draft, Draft)]
        answers = iter(take_in_articles(drafts, by=None) if drafts else [])
        for item in items:
            outcome = next(answers) if isinstance(item.draft, Draft) else item.draft
            if isinstance(outcome, TakenIn):
                told[outcome.change] += 1
                continue
            told["refused"] += 1
            self._show_progress("")
            self.stderr.write(f"{item.place}: {outcome.field}: {outcome.message}")

    def _show_progress(self, words: str) -> None:
        """Put words in place of those before, where a person looks on."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{words}", ending="")


def _check(paths: list[Path], outlet: str) -> None:
    """Stop before anything is stored where the command line itself is wrong."""
    for path in paths:
        if not path.exists():
            message = f"There is no file or folder {path}."
            raise CommandError(message)
    try:
        Metadata(outlet=outlet)
    except DraftRefused as refused:
        message = f"--outlet: {refused.message}"
        raise CommandError(message) from refused


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch, length = list[Item](), 0
    for item in items:
        batch.append(item)
        length += len(item.draft.text) if isinstance(item.draft, Draft) else 0
        if len(batch) == TOGETHER or length >= CHARACTERS:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _published_by(outlet: str, item: Item) -> Item:
    if outlet and isinstance(item.draft, Draft):
        return replace(item, draft=replace(item.draft, outlet=outlet))
    return item
