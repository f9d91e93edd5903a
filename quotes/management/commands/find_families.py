"""`manage.py find_families`: copies and printings among what was here before they were told."""

from typing import Any

from django.core.management.base import BaseCommand

from quotes.commands import find_families


class Command(BaseCommand):
    """Look at all articles that were never looked at, and at all accepted quotes; can be killed."""

    help = "Find copies of articles and printings of statements among what is here already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell how far it is, batch by batch."""
        done = 0
        for more in find_families():
            done += more
            self.stdout.write(f"{done:,} looked at")
