from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from accounts.commands import AccountRefused
from quotes.commands import Conflict, Refused
from quotes.commands.loading import Loaded, import_quotes
from quotes.interchange import brat, dna, verbatim, w3c
from quotes.interchange.refusals import FileRefused, refuse_for
from quotes.management.collecting import collect_seldom

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence

    from quotes.commands.loading import Given

FORMATS: dict[str, Callable[[Path], Given]] = {
    "dna": dna.read,
    "verbatim": verbatim.read,
    "w3c": w3c.read,
    "brat": brat.read,
}
"""How a file of each format is read."""


class Command(BaseCommand):
    """Imports the quotes of a file: all of it, or nothing, unless what is sound was asked for."""

    help = (
        "Import quotes that were marked in another program, with their articles, speakers and"
        " targets. All of the file is imported or nothing of it; importing it again adds nothing."
        " One line for each item that is refused says where it stands and why."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "format",
            choices=FORMATS,
            help="dna: a database of Discourse Network Analyzer 3; verbatim: our own, lossless;"
            " w3c: Web Annotations as JSON-LD; brat: a folder or zip of .txt and .ann files",
        )
        parser.add_argument("path", metavar="PATH", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would be imported, and store nothing"
        )
        parser.add_argument(
            "--partial",
            action="store_true",
            help="import what is sound of a file of which some is refused",
        )
        parser.add_argument(
            "--speaker",
            metavar="NAME=ID",
            action="append",
            default=[],
            dest="choices",
            help="whom a name means that several go by: the id of a speaker, or NAME=new for"
            " somebody who is not here yet",
        )

    def handle(self, *args: Any, path: Path, choices: Sequence[str], **options: Any) -> None:
        """Import the file and tell what became of it."""
        collect_seldom()
        chosen = dict(map(_choice, choices))
        try:
            given = FORMATS[options["format"]](path)
            if not options["partial"]:
                refuse_for(given.refused)
            loaded = import_quotes(given, by=None, choices=chosen, dry_run=options["dry_run"])
        except FileRefused as refused:
            raise CommandError(_nothing(refused.message)) from refused
        except AccountRefused as refused:
            raise CommandError(_nothing(refused.message)) from refused
        except Refused as refused:
            message = refused.message
            if isinstance(refused, Conflict) and refused.field == "speaker":
                message += "\n--speaker 'NAME=ID', or 'NAME=new', once for each of them"
            raise CommandError(_nothing(message)) from refused
        self._tell(loaded, dry_run=options["dry_run"])
        for line in given.refused:
            self.stderr.write(line)
        if given.refused:
            sys.exit(1)

    def _tell(self, loaded: Loaded, *, dry_run: bool) -> None:
        counts = [
            f"{count:,} {name}"
            for name, count in (
                ("articles", loaded.articles),
                ("quotes", loaded.quotes),
                ("stances", loaded.stances),
                ("speakers", loaded.speakers),
                ("targets", loaded.targets),
            )
        ]
        begin = "Would import" if dry_run else "Imported"
        self.stdout.write(f"{begin} {', '.join(counts)}; {loaded.known:,} were here already.")
        for line in loaded.told:
            self.stdout.write(f"- {line}")


def _choice(given: str) -> tuple[str, int | None]:
    name, _equals, who = given.rpartition("=")
    if not name or not (who == "new" or who.isdecimal()):
        message = f"--speaker wants NAME=ID or NAME=new, not {given!r}"
        raise CommandError(message)
    return name, None if who == "new" else int(who)


def _nothing(message: str) -> str:
    return f"{message}\nNothing was imported."
