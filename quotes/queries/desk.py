"""What the desk shows: one's own articles, what waits for anybody, and what was done today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.queries import IN_STATE
from quotes.models import Presence, Quote
from quotes.models.presence import GONE_AFTER
from quotes.queries.waiting import INDEXED, MOST_WAITING, Waiting, count_waiting

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

OWN = 40
"""So many of somebody's own open articles are listed."""
PEOPLE = 6


@dataclass(frozen=True)
class Today:
    """What somebody did since midnight in the newsroom; counts stop one above `MOST_WAITING`."""

    articles: int
    quotes: int
    since: datetime | None


@dataclass(frozen=True)
class States:
    """How many articles are in each state, at most one more than `MOST_WAITING`, and with whom."""

    waiting: int
    in_hand: int
    done: int
    people: list[tuple[User, int]]


def own_articles(user: User) -> QuerySet[Article]:
    """Answer the articles somebody has taken and not done, in the order they were taken."""
    own = Article.objects.filter(IN_STATE["in-hand"], assignee=user)
    return own.select_related("outlet").order_by("assigned_at", "id")


def today_of(user: User) -> Today:
    """Answer what somebody did today."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    done = Article.objects.filter(done_by=user, done_at__gte=midnight)
    decided = Quote.objects.filter(decided_by=user, decided_at__gte=midnight)
    some = decided.order_by("decided_at").values("decided_at")[: MOST_WAITING + 1]
    told = some.aggregate(count=Count("*"), since=Min("decided_at"))
    return Today(_some(done), told["count"], told["since"])


def states() -> States:
    """Answer how many articles wait, are in hand and are done, and who has most in hand."""
    found = {name: Article.objects.filter(is_so) for name, is_so in IN_STATE.items()}
    return States(
        waiting=_some(found["waiting"]),
        in_hand=_some(found["in-hand"]),
        done=_some(found["done"]),
        people=_people(found["in-hand"]),
    )


def here_now(user: User) -> list[Presence]:
    """Answer who else has an article open, each at the one they looked at last, with both."""
    since = timezone.now() - timedelta(seconds=GONE_AFTER)
    there = Presence.objects.filter(seen_at__gt=since).exclude(user=user)
    last = there.order_by("user", "-seen_at").distinct("user")
    return list(last.select_related("user", "article")[:PEOPLE])


def queues() -> list[Waiting]:
    """Answer every queue of quotes that is not empty."""
    counted = [count_waiting(name) for name in INDEXED]
    return [each for each in counted if each.count]


@dataclass(frozen=True)
class InHand:
    """Who has an article, and where it stands among somebody's own open ones.

    `number` counts from 1, None where it is none of them; `previous` and `next` are ids: of an
    article of somebody else the last and the first of one's own.
    """

    state: str
    is_own: bool
    number: int | None
    total: int
    previous: int | None
    next: int | None


def hand_of(article: Article, *, user: User) -> InHand:
    """Answer who has an article and which of one's own come before and after it."""
    own = list(own_articles(user).values_list("pk", flat=True)[:OWN])
    place = own.index(article.pk) if article.pk in own else None
    before, after = own[:place], own if place is None else own[place + 1 :]
    return InHand(
        state=state_of(article),
        is_own=article.assignee_id == user.pk,
        number=None if place is None else place + 1,
        total=len(own),
        previous=before[-1] if before else None,
        next=after[0] if after else None,
    )


def state_of(article: Article) -> str:
    """Answer the state of an article, one of `articles.queries.IN_STATE`."""
    if article.done_at:
        return "done"
    return "in-hand" if article.assignee_id else "waiting"


def _some(rows: QuerySet[Article]) -> int:
    return rows.order_by().values("pk")[: MOST_WAITING + 1].count()


def _people(in_hand: QuerySet[Article]) -> list[tuple[User, int]]:
    newest = in_hand.order_by().values("pk")[: MOST_WAITING + 1]
    counted = Article.objects.filter(pk__in=newest).values_list("assignee")
    most = list(counted.annotate(n=Count("pk")).order_by("-n", "assignee")[:PEOPLE])
    people = User.objects.in_bulk([pk for pk, _ in most])
    return [(people[pk], n) for pk, n in most]
