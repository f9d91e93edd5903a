"""`manage.py prune_changes`: what the feed of changes need not tell any more is taken away."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quotes.commands import prune_changes
from quotes.commands.feed import KEPT_FOR


class Command(BaseCommand):
    """Prunes the feed; who begins to follow without a cursor still gets all there is."""

    help = (
        "Take away changes that newer ones have overtaken, and deletions, once they are old;"
        " workers do so each night. Cursors from before are answered 410 from then on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what may be asked for."""
        parser.add_argument(
            "--older-than",
            type=int,
            default=KEPT_FOR.days,
            metavar="DAYS",
            help=f"how old they have to be; {KEPT_FOR.days} unless said",
        )

    def handle(self, *, older_than: int, **_options: Any) -> None:
        """Prune, and tell how many went."""
        if older_than < 0:
            message = "--older-than wants a number of days from 0 on."
            raise CommandError(message)
        pruned = prune_changes(older_than=timedelta(days=older_than))
        self.stdout.write(f"{pruned} changes pruned")
