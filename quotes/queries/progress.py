"""How far the quotes of articles are decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from quotes.models import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.models import Article


@dataclass(frozen=True)
class Progress:
    """How many quotes of an article there are, and how many of them a person has decided on."""

    accepted: int = 0
    decided: int = 0
    quotes: int = 0

    @property
    def waiting(self) -> int:
        """How many nobody has decided on."""
        return self.quotes - self.decided


def progress_of(articles: Iterable[Article]) -> dict[int, Progress]:
    """Answer how far the quotes of each of these articles are decided, by its id."""
    accepted = Q(status=Quote.Status.ACCEPTED)
    found = Quote.objects.filter(article__in=[each.pk for each in articles])
    counted = (
        found.exclude(kind=Quote.Kind.TERM)
        .values_list("article")
        .annotate(
            accepted=Count("pk", filter=accepted),
            decided=Count("pk", filter=~Q(status=Quote.Status.SUGGESTED)),
            quotes=Count("pk"),
        )
    )
    return {article: Progress(*counts) for article, *counts in counted.order_by()}
