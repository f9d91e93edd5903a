"""`manage.py dump`: everything that every reader may see, as files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quotes.commands.dumps import KEPT, DumpRefused, keep_dumps
from quotes.interchange.dumps import write_dump


class Command(BaseCommand):
    """Makes a dump; programs that keep a copy load it and go on by the feed from its cursor."""

    help = (
        "Write all articles, quotes, speakers and targets that every reader may see, as they are at"
        " this moment, into a new folder: NDJSON, CSV, Parquet and manifest.json."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what may be asked for."""
        parser.add_argument(
            "--to",
            metavar="FOLDER",
            type=Path,
            help="where the dump's folder is made; else where /api/v1/exports/ finds it",
        )
        parser.add_argument(
            "--keep",
            metavar="N",
            type=int,
            default=KEPT,
            help="so many of the newest are kept, older ones go (%(default)s)",
        )
        parser.add_argument(
            "--base",
            metavar="URL",
            default="http://localhost:8000",
            help="where this newsroom is: with that the addresses begin",
        )
        parser.add_argument(
            "--raw", action="store_true", help="CSV exactly as stored, not safe for spreadsheets"
        )

    def handle(self, *, to: Path | None, keep: int, base: str, raw: bool, **_options: Any) -> None:
        """Make it, and tell what it holds."""
        if keep < 1:
            message = "--keep wants a number from 1 on."
            raise CommandError(message)
        folder = to or settings.EXPORTS
        try:
            manifest = write_dump(folder, base=base.rstrip("/"), raw=raw)
        except DumpRefused as refused:
            raise CommandError(str(refused)) from refused
        keep_dumps(keep, folder)
        for file in manifest["files"]:
            self.stdout.write(f"{file['rows']:>12,}  {file['bytes']:>14,}  {file['name']}")
        self.stderr.write(str(folder / manifest["name"]), self.style.SUCCESS)
