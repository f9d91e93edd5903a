from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Article
from quotes.management.demo import load_newsroom, read_room
from quotes.models import Quote


class Command(BaseCommand):
    """Loads the demo newsroom into an empty one, and leaves one that holds anything alone."""

    help = "Load the demo newsroom, unless there are articles already."

    def handle(self, *args: Any, **options: Any) -> None:
        urls = set(Article.objects.values_list("url", flat=True)[:100])
        if urls == {article["url"] for article in read_room()["articles"]}:
            self.stdout.write("The demo newsroom is here already.")
        elif urls:
            self.stdout.write("There are articles already, so the demo newsroom is not loaded.")
        else:
            load_newsroom()
            quotes = Quote.objects.exclude(status="rejected").count()
            self.stdout.write(f"Demo newsroom: {Article.objects.count()} articles, {quotes} quotes")
