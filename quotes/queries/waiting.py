"""Quotes that wait for somebody: the shared queues of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import pgettext_lazy

from articles.queries import withdrawn_articles
from quotes.models import Attribution, Quote, Stance
from quotes.models.waiting import UNDECIDED, UNSURE, WITHOUT_SPEAKER, WITHOUT_STANCE
from quotes.queries.placements import waiting_placements
from quotes.sureness import AT_LEAST

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_WAITING = 1_000
"""A longer queue is counted as more than this."""
LOOKED_AT = 2_000
"""So many quotes that may wait are looked at, newest first, to count those that do."""

_NOBODY_NAMED = Attribution.objects.filter(quote=OuterRef("pk"), sourcing=Attribution.Sourcing.NONE)
_JUDGED = Stance.objects.filter(quote=OuterRef("pk"), position__isnull=False)

INDEXED: dict[str, Q] = {
    "speaker": WITHOUT_SPEAKER,
    "stance": WITHOUT_STANCE,
    "unsure": UNSURE,
    "guess": UNDECIDED & Q(confidence__lt=AT_LEAST["check"]),
    "altered": Q(pk__in=waiting_placements().values("quote")),
}
"""What an index of its own answers."""
QUEUES = {
    "speaker": pgettext_lazy("queue", "speaker"),
    "stance": pgettext_lazy("queue", "stance"),
    "unsure": pgettext_lazy("queue", "unsure"),
    "guess": pgettext_lazy("queue", "guess"),
    "altered": pgettext_lazy("queue", "altered"),
}
BESIDES: dict[str, Q] = {
    "speaker": Q(~Exists(_NOBODY_NAMED)),
    "stance": Q(~Exists(_JUDGED)),
}
"""What other rows say beside it: that the article names nobody, that a stance was given."""
WEAKEST_FIRST = {"guess": ("confidence", "id")}
NEWEST_FIRST = ("-sort_at", "-id")


@dataclass(frozen=True)
class Waiting:
    """How many quotes wait in a queue, and in how many articles; `more`: there may be more."""

    name: str
    count: int
    articles: int
    more: bool


def waits_in(queue: str) -> Q:
    """Answer which quotes wait in a queue."""
    return INDEXED[queue] & BESIDES.get(queue, Q())


def waiting_quotes(queue: str) -> QuerySet[Quote]:
    """Answer the quotes of a queue, in the order in which they are worked on."""
    order = WEAKEST_FIRST.get(queue, NEWEST_FIRST)
    return _in_sight(waits_in(queue)).order_by(*order)


def count_waiting(queue: str) -> Waiting:
    """Answer how many quotes wait in a queue: never an exact count of very many."""
    most = LOOKED_AT if queue in BESIDES else MOST_WAITING + 1
    rows = _in_sight(INDEXED[queue]).annotate(waits=BESIDES.get(queue, Q(pk__isnull=False)))
    if queue in BESIDES:
        rows = rows.order_by(*NEWEST_FIRST)
    looked_at = list(rows.values_list("article", "waits")[:most])
    articles = [article for article, waits in looked_at if waits]
    count = min(len(articles), MOST_WAITING)
    return Waiting(queue, count, len({*articles}), len(looked_at) == most)


def _in_sight(condition: Q) -> QuerySet[Quote]:
    """Answer quotes of articles that were not withdrawn: those wait for nobody."""
    withdrawn = withdrawn_articles().values("pk")
    return Quote.objects.filter(condition).exclude(article__in=withdrawn)
