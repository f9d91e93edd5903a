"""`manage.py move_merged`: quotes come to name whom their speakers were merged into."""

from typing import Any

from django.core.management.base import BaseCommand

from quotes.commands import move_merged


class Command(BaseCommand):
    """Moves what waits, batch by batch; killed, it goes on where it was."""

    help = "Let quotes name whom their speakers were merged into. Pages resolve merges without it."

    def handle(self, **_options: Any) -> None:
        """Move all that waits, and tell how many quotes that were."""
        moved, batches = 0, 0
        while (some := move_merged()) is not None:
            moved, batches = moved + some, batches + 1
        self.stdout.write(f"{moved} quotes moved in {batches} batches")
