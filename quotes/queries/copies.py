"""The copies of an article that other outlets printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.models import Article
from quotes.queries.filters import may_see_undecided

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

SHOWN = 20


def copies_of(article: Article, *, user: User | AnonymousUser) -> list[Article]:
    """Answer the articles of its family that this person may see, in the order of print.

    This one among them, so that it is told which was the first; none where there is no other.
    """
    if article.family_id is None:
        return []
    family = Article.objects.filter(family=article.family_id).select_related("outlet")
    if not may_see_undecided(user):
        family = family.filter(withdrawn_at=None)
    found = list(family.order_by("sort_at", "id")[:SHOWN])
    return found if len(found) > 1 else []
