from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.datastructures import MultiValueDict

from quotes.forms import NAMES, FilterRefused, read_filters
from quotes.interchange import brat, cas, dna, label_studio, verbatim, w3c
from quotes.interchange.dna.database import PASSWORD

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from quotes.queries.filters import QuoteFilters

FORMATS: dict[str, Callable[[QuoteFilters, Path, str], int]] = {
    "dna": lambda filters, path, _base: dna.write(filters, path),
    "verbatim": lambda filters, path, _base: verbatim.write(filters, path),
    "brat": lambda filters, path, _base: brat.write(filters, path),
    "cas": lambda filters, path, _base: cas.write(filters, path),
    "label-studio": lambda filters, path, _base: label_studio.write(filters, path),
    "w3c": lambda filters, path, base: w3c.write(filters, path, base=base),
}
"""How quotes are written in each format, to a file; it answers how many. Addresses in it begin
with the last argument."""
ZIPPED = {"brat", "cas"}
FILTERS = tuple(name for name in NAMES if name not in {"status", "waits"})


class Command(BaseCommand):
    """Writes accepted quotes in a format of another program."""

    help = (
        "Export accepted quotes that every reader may see, in a format of another program, to"
        " standard output or a file. The filters are those of the pages; given twice, a filter"
        " means either."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "format",
            choices=FORMATS,
            help="verbatim: our own, lossless, one record a line; w3c: Web Annotations as JSON-LD;"
            " brat: .txt and .ann files; cas: UIMA CAS XMI; label-studio: tasks as JSON; dna: a"
            " database of Discourse Network Analyzer 3, where every coder's password is"
            f" {PASSWORD!r}",
        )
        parser.add_argument(
            "--output",
            metavar="PATH",
            type=Path,
            help="not standard output; brat and cas, which are zips, are unpacked into a folder",
        )
        parser.add_argument(
            "--base",
            metavar="URL",
            default="http://localhost:8000",
            help="where this newsroom is: with that the addresses begin that a file has",
        )
        for name in FILTERS:
            parser.add_argument(
                f"--{name.replace('_', '-')}", metavar="VALUE", action="append", dest=name
            )

    def handle(self, *args: Any, output: Path | None, **options: Any) -> None:
        """Write the file whole before any of it is handed over."""
        if output is None and sys.stdout.isatty():
            message = "This is a file for programs: send it to one, as in > quotes.dna"
            raise CommandError(message)
        if output is not None and not output.absolute().parent.is_dir():
            message = f"There is no folder {output.absolute().parent}."
            raise CommandError(message)
        if output is not None and output.is_dir() and options["format"] not in ZIPPED:
            message = f"{output} is a folder, and this is one file."
            raise CommandError(message)
        filters = _filters(options)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "export"
            count = FORMATS[options["format"]](filters, path, options["base"].rstrip("/"))
            if output is None:
                with path.open("rb") as file:
                    shutil.copyfileobj(file, sys.stdout.buffer)
            elif output.is_dir():
                shutil.unpack_archive(path, output, "zip")
            else:
                shutil.copyfile(path, output)
        self.stderr.write(f"{count:,} quotes", self.style.SUCCESS)


def _filters(options: dict[str, Any]) -> QuoteFilters:
    query = MultiValueDict({name: options[name] for name in FILTERS if options[name]})
    try:
        return read_filters(query)
    except FilterRefused as refused:
        message = f"--{refused.field.replace('_', '-')}: {refused.message}"
        raise CommandError(message) from refused
