"""Lists of speakers and targets, and how far the quotes of articles are decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Article
from articles.paging import Order, Page, page_of
from quotes.models import Quote, Stance, Target
from quotes.models.speakers import Fold
from quotes.queries.filters import may_see_undecided
from quotes.queries.names import matching, visible_targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

PAGE_LENGTH = 50
NEWEST_WAITING = 2_000
"""So many of the newest suggestions tell which articles wait: a bound, however many wait."""
MOST = 10_000
"""Quotes of one speaker are counted up to one more than this."""
BY_NAME = Order("folded", descending=False)


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


@dataclass(frozen=True)
class StanceCounts:
    """How many quotes are about a target, and how many support and oppose it."""

    quotes: int = 0
    supporting: int = 0
    opposing: int = 0


def list_targets(q: str, *, user: User | AnonymousUser, cursor: str | None) -> Page[Any]:
    """Answer a page of targets by name, each with its StanceCounts.

    For letters, those they fit best instead. Raises paging.BadCursor.
    """
    targets: QuerySet[Any] = visible_targets(user)
    page = _best(matching(targets, q)) if q else _by_name(targets, cursor)
    taken = _taken(page.rows)
    return Page([(each, taken.get(each.pk, StanceCounts())) for each in page.rows], page.next)


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


def waiting_articles(*, user: User | AnonymousUser, limit: int) -> list[Article]:
    """Answer the newest articles in which suggestions wait, for those who may decide on them."""
    if not may_see_undecided(user):
        return []
    suggested = Quote.objects.filter(status=Quote.Status.SUGGESTED).exclude(kind=Quote.Kind.TERM)
    newest = suggested.order_by("-sort_at", "-id").values("article")[:NEWEST_WAITING]
    waiting = Article.objects.filter(pk__in=newest).select_related("outlet")
    return list(waiting.order_by("-sort_at", "-id")[:limit])


def _taken(targets: Iterable[Target]) -> dict[int, StanceCounts]:
    ids = [each.pk for each in targets]
    one = Target.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids))
    rows = Stance.objects.filter(target__in=one, status=Quote.Status.ACCEPTED)
    counted = (
        rows.exclude(quote__kind=Quote.Kind.TERM)
        .values_list(Coalesce("target__merged_into", "target"))
        .annotate(
            n=Count("quote", distinct=True),
            supporting=_quotes_that(Stance.Position.SUPPORT),
            opposing=_quotes_that(Stance.Position.OPPOSE),
        )
    )
    return {target: StanceCounts(*counts) for target, *counts in counted.order_by()}


def _quotes_that(position: str) -> Count:
    return Count("quote", distinct=True, filter=Q(position=position))


def _by_name(rows: QuerySet[Any], cursor: str | None) -> Page[Any]:
    named = rows.annotate(folded=Fold("name"))
    return page_of(named, filters={}, cursor=cursor, limit=PAGE_LENGTH, order=BY_NAME)


def _best(rows: QuerySet[Any]) -> Page[Any]:
    return Page(list(rows.order_by("match", "name", "id")[:PAGE_LENGTH]), None)
