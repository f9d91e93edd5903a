"""`manage.py feed_lag`: how far the feed of changes is behind, for who watches over it."""

from typing import Any

from django.core.management.base import BaseCommand

from quotes.queries.feed import feed_lag


class Command(BaseCommand):
    """Prints seconds; what is long means that a transaction has been open for so long."""

    help = (
        "Print for how many seconds changes have waited in the feed until transactions that began"
        " before them end; the API tells the same as `lag`."
    )

    def handle(self, **_options: Any) -> None:
        """Print the lag."""
        self.stdout.write(f"{feed_lag():.3f}")
