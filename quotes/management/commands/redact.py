"""`manage.py redact`: words of an article are covered for good, in its texts and all history."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.queries import find_user
from quotes.commands import Refused, redact
from quotes.queries.redactions import NothingToCover, ToCover, count_quotes, find_covered


class Command(BaseCommand):
    """Redacts, after telling how much that would be; the words come by standard input.

    Words in the command line would stay in the history of the shell and the list of processes.
    """

    help = (
        "Cover words of an article with █ in its texts, its quotes and all their history, for good."
        " The words are read from standard input, one stretch a line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what may be asked for."""
        parser.add_argument("article", type=int, help="the number of the article")
        parser.add_argument("--reason", required=True, help="why; kept, so without the words")
        parser.add_argument("--by", metavar="NAME", help="who decided it")
        parser.add_argument(
            "--names",
            action="store_true",
            help="also from names of speakers and targets and from saved views",
        )
        parser.add_argument(
            "--yes", action="store_true", help="do it; without, only how much it would be is told"
        )

    def handle(
        self, *, article: int, reason: str, by: str | None, names: bool, yes: bool, **_options: Any
    ) -> None:
        """Tell what would be covered, and with --yes cover it."""
        words = [line.strip() for line in sys.stdin if line.strip()]
        what = ToCover(words=words, names=names)
        user = find_user(by) if by else None
        if by and user is None:
            message = f"There is nobody named {by!r}."
            raise CommandError(message)
        try:
            if not yes:
                covered = find_covered(article, what)
                quotes = count_quotes(covered)
                self.stdout.write(f"{covered.how_many} places, {quotes} quotes; --yes covers them")
                return
            done = redact(article, what, by=user, reason=reason)
        except (Refused, NothingToCover) as refused:
            raise CommandError(refused.message) from None
        self.stdout.write(
            f"{done.code_points} code points at {done.places} places are covered,"
            f" {done.quotes} quotes have other words"
        )
