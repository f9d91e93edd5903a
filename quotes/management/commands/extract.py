"""`manage.py extract < articles.jsonl > quotes.jsonl`: suggested quotes, without a database."""

from __future__ import annotations

import os
import sys
from functools import partial
from io import BufferedReader, FileIO
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from quotes.extraction.rows import Answer, answer, as_rows
from quotes.management.collecting import collect_seldom
from quotes.management.streams import BrokenProcessPool, in_order, read_lines

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Iterator

__all__ = ["Command", "as_rows"]

_INTERRUPTED = 130


class Command(BaseCommand):
    """Reads an article a line, writes its quotes as a line; tells of bad lines and goes on."""

    help = (
        "Suggest quotes, without a database. Standard input: an article a line as JSON, "
        '{"id", "text"}, and "language" where it is known. Standard output: a line for each, '
        '{"id", "quotes": [{"content", "source", "cue", "type", "speaker", "confidence", '
        '"parent"}]}, in the same order and at once; offsets are Unicode code points. A line that '
        "is no article is told of on standard error with its number and left out; then the "
        "command ends with 1."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jobs", metavar="N", type=int, default=1, help="work in so many processes (1)"
        )
        parser.add_argument(
            "--explain",
            action="store_true",
            help="tell on standard error how each quote was found, what its confidence is made of, "
            "who its speaker is and why, and what was left out; standard output stays the same",
        )

    def handle(self, *, jobs: int, explain: bool, **_options: Any) -> None:
        """Stream standard input to standard output; end with an error if any line was refused."""
        if jobs < 1:
            message = "--jobs wants a number from 1 on"
            raise CommandError(message)
        try:
            refused = self._write(jobs, explain=explain)
        except BrokenPipeError:  # whoever read has enough, as in "| head"
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        if refused:
            message = f"{refused} {'line' if refused == 1 else 'lines'} refused, see above"
            raise CommandError(message)

    def _write(self, jobs: int, *, explain: bool) -> int:
        """Write the quotes of each article; return how many lines were refused."""
        collect_seldom()
        refused = done = 0
        # A reader of its own, never closed: a thread may still wait for it when the command ends.
        lines = read_lines(BufferedReader(FileIO(sys.stdin.fileno(), closefd=False)))
        try:
            for done, one in enumerate(_answers(lines, jobs, explain=explain), 1):
                refused += bool(one.refusal)
                self._tell(done, one)
        except BrokenProcessPool as error:
            message = (
                "a process was killed, perhaps for want of memory, at one of the lines from "
                f"{done + 1} on; those before it are written"
            )
            raise CommandError(message) from error
        return refused

    def _tell(self, number: int, one: Answer) -> None:
        if one.refusal:
            self.stderr.write(f"line {number}: {one.refusal}")
        if one.explained:
            self.stderr.write(one.explained, str)  # no refusal, so not in red
        if one.line:
            self.stdout.write(one.line)
            self.stdout.flush()


def _answers(lines: Iterable[bytes | None], jobs: int, *, explain: bool) -> Iterator[Answer]:
    return in_order(partial(answer, explained=explain), lines, jobs=jobs)
