"""`manage.py fold_tallies`: what changed is folded into the roll-ups that figures read."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quotes.commands import fold_tallies, rebuild_tallies


class Command(BaseCommand):
    """Folds what waits, batch by batch; figures are exact without it, and quicker with it."""

    help = "Fold what changed into the tallies that figures read; workers do so each minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what may be asked for."""
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="count all of it anew; changes of quotes wait until it is done",
        )

    def handle(self, *, rebuild: bool, **_options: Any) -> None:
        """Fold all that waits, or count anew, and tell how much that was."""
        if rebuild:
            rebuild_tallies()
            self.stdout.write("All tallies are counted anew")
            return
        folded = 0
        while some := fold_tallies():
            folded += some
        self.stdout.write(f"{folded} changes folded")
