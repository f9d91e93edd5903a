"""What is asked: articles newest first, and their texts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Role, User
from articles.drafts import FIRST_YEAR, LAST_YEAR
from articles.models import Article, Outlet, TextVersion
from articles.paging import NEWEST_FIRST, Order, Page, count_rows, page_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

PAGE_LENGTH = 50
IN_STATE: dict[str, Q] = {
    "waiting": Q(assignee=None, done_at=None, withdrawn_at=None),
    "in-hand": Q(assignee__isnull=False, done_at=None, withdrawn_at=None),
    "done": Q(done_at__isnull=False),
}
"""The states of an article; each has an index of its own."""


@dataclass(frozen=True, kw_only=True)
class ArticleFilters:
    """Which articles; days are inclusive and the newsroom's. Several outlets or languages: any.

    `state` is one of `IN_STATE`; `assignee` the id of who has them.
    """

    outlets: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    words: str = ""
    published_from: date | None = None
    published_to: date | None = None
    state: str = ""
    assignee: int | None = None


def find_articles(
    filters: ArticleFilters,
    *,
    user: User | AnonymousUser | None = None,
    cursor: str | None = None,
    limit: int = PAGE_LENGTH,
    order: Order = NEWEST_FIRST,
) -> Page[Article]:
    """Answer one page of articles with their outlets. Raises `paging.BadCursor`."""
    articles = chosen_articles(filters, user=user).select_related("outlet", "assignee")
    return page_of(articles, filters=asdict(filters), cursor=cursor, limit=limit, order=order)


def count_articles(filters: ArticleFilters, *, user: User | AnonymousUser | None = None) -> int:
    """Answer how many articles there are, at most one more than `paging.COUNTED`."""
    return count_rows(chosen_articles(filters, user=user))


def visible_to(user: User | AnonymousUser | None) -> QuerySet[Article]:
    """The articles this person may know of: withdrawn ones only who works on them."""
    if isinstance(user, User) and user.is_at_least(Role.ANNOTATOR):
        return Article.objects.all()
    return Article.objects.filter(withdrawn_at=None)


def is_visible_to(user: User | AnonymousUser | None, article: Article) -> bool:
    """Whether this person may know of an article that was read already; see `visible_to`."""
    works_here = isinstance(user, User) and user.is_at_least(Role.ANNOTATOR)
    return works_here or article.withdrawn_at is None


def withdrawn_articles() -> QuerySet[Article]:
    """The articles that were taken out of the sight of readers: few, by an index of their own."""
    return Article.objects.filter(withdrawn_at__isnull=False)


def chosen_articles(
    filters: ArticleFilters, *, user: User | AnonymousUser | None = None
) -> QuerySet[Article]:
    """The articles that the filters choose, in no order. Words are looked for in the headline."""
    articles = visible_to(user)
    if filters.outlets:
        articles = articles.filter(outlet__in=filters.outlets)
    if filters.languages:
        articles = articles.filter(language__in=filters.languages)
    for word in filters.words.split():
        articles = articles.filter(title__unaccent__icontains=word)
    if filters.state:
        articles = articles.filter(IN_STATE[filters.state])
    if filters.assignee:
        articles = articles.filter(assignee=filters.assignee)
    # sort_at is published_at wherever that is known, and has the index.
    if filters.published_from:
        day = _beginning(filters.published_from)
        articles = articles.filter(published_at__isnull=False, sort_at__gte=day)
    if filters.published_to:
        day_after = _beginning(filters.published_to) + timedelta(days=1)
        articles = articles.filter(published_at__isnull=False, sort_at__lt=day_after)
    return articles


def article_at(url: str) -> Article | None:
    """Answer the article with this address, if it is here."""
    return Article.objects.filter(url=url).first() if url else None


def current_text(article: Article) -> TextVersion:
    """The newest text of an article. Raises `TextVersion.DoesNotExist` where it has none."""
    return article.text_versions.latest("number")


def current_texts() -> QuerySet[TextVersion]:
    """The newest text of every article."""
    newer = TextVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    return TextVersion.objects.filter(~Exists(newer))


def shows_text(article: Article, *, user: User | AnonymousUser) -> bool:
    """Whether this person may read the whole article: its outlet may allow only who works on it."""
    if article.outlet is None or article.outlet.shows_full_text:
        return True
    return isinstance(user, User) and user.is_at_least(Role.ANNOTATOR)


def outlets_seen_by(user: User | AnonymousUser, *, letters: str = "") -> QuerySet[Outlet]:
    """Outlets whose names hold these letters; those of withdrawn articles alone as `visible_to`."""
    works_here = isinstance(user, User) and user.is_at_least(Role.ANNOTATOR)
    outlets = Outlet.objects.all() if works_here else outlets_by_name()
    return outlets.filter(name__unaccent__icontains=letters) if letters else outlets


def outlets_by_name() -> QuerySet[Outlet]:
    """Every outlet, for a person to choose from, but those all of whose articles are withdrawn."""
    own = Article.objects.filter(outlet=OuterRef("pk"))
    withdrawn = withdrawn_articles().filter(outlet=OuterRef("pk"))
    shown = ~Exists(withdrawn) | Exists(own.filter(withdrawn_at=None))
    return Outlet.objects.filter(shown).order_by("name", "id")


def _beginning(day: date) -> datetime:
    day = min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
    return timezone.make_aware(datetime.combine(day, time.min))
