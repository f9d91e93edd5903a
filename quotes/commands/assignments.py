"""Who works on which article: it is taken, released, and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, TextVersion
from articles.queries import IN_STATE
from quotes.commands.refusals import Conflict, Missing
from quotes.commands.steps import recorded
from quotes.models import Quote
from quotes.models.waiting import UNDECIDED

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.models import User


class Undecided(Conflict):
    """Quotes of the article wait for a decision: `first` in the text of `count` of them."""

    def __init__(self, article_id: int, *, first: int, count: int) -> None:
        message = ngettext(
            "%(count)s quote is not decided yet; the first of them is in hand now",
            "%(count)s quotes are not decided yet; the first of them is in hand now",
            count,
        )
        super().__init__("article", article_id, message % {"count": count})
        self.first, self.count = first, count


def take_next_article(*, by: User) -> Article | None:
    """Give somebody the article that waits longest by its day in print; None where none waits.

    Two who ask at once get two articles: one that somebody is taking is passed over.
    Raises nothing.
    """
    with recorded("take_next_article", by=by):
        waiting = Article.objects.filter(IN_STATE["waiting"]).order_by("sort_at", "id")
        article = waiting.select_for_update(of=("self",), skip_locked=True).first()
        return article and _hand_over(article, to=by)


def take_article(article_id: int, *, by: User) -> Article:
    """Take an article, whoever had it: one may be abandoned, or done too early. Raises Missing."""
    with recorded("take_article", by=by):
        return _hand_over(_locked(article_id), to=by)


def give_articles(article_ids: list[int], *, to: User, by: User) -> list[Article]:
    """Give articles to somebody, whoever had them. Raises Missing, and then gives none."""
    with recorded("give_articles", by=by):
        return [_hand_over(_locked(article_id), to=to) for article_id in sorted(article_ids)]


def release_article(article_id: int, *, by: User) -> Article:
    """Let an article wait for anybody again. Raises Missing."""
    with recorded("release_article", by=by):
        article = _locked(article_id)
        article.assignee = article.assigned_at = article.done_by = article.done_at = None
        return _stored(article)


def finish_article(article_id: int, *, by: User) -> Article:
    """Say that an article is done. Raises Missing, or Undecided while quotes of its text wait."""
    with recorded("finish_article", by=by):
        article = _locked(article_id)
        if article.done_at is not None:
            return article
        _refuse_undecided(article)
        now = timezone.now()
        if article.assignee_id != by.pk:
            article.assignee, article.assigned_at = by, now
        article.done_by, article.done_at = by, now
        return _stored(article)


def go_on_from(article: Article, *, by: User) -> Article | None:
    """Answer the article to open next: one's own after this one, else one that waits for anybody.

    Else one's own from the start again; None where nothing is left. Raises nothing.
    """
    own = _open_articles(by).exclude(pk=article.pk)
    return (
        own.filter(assigned_at__gt=_taken_at(article)).first()
        or take_next_article(by=by)
        or own.first()
    )


def _open_articles(user: User) -> QuerySet[Article]:
    own = Article.objects.filter(IN_STATE["in-hand"], assignee=user)
    return own.order_by("assigned_at", "id")


def _taken_at(article: Article) -> datetime:
    return article.assigned_at or timezone.now()


def _locked(article_id: int) -> Article:
    found = Article.objects.select_for_update(of=("self",)).filter(pk=article_id).first()
    if found is None:
        raise Missing(
            "article",
            article_id,
            _("there is no article %(article_id)s") % {"article_id": article_id},
        )
    return found


def _hand_over(article: Article, *, to: User) -> Article:
    article.assignee, article.assigned_at = to, timezone.now()
    article.done_by = article.done_at = None
    return _stored(article)


def _stored(article: Article) -> Article:
    article.version += 1
    article.updated_at = timezone.now()
    changed = ("assignee", "assigned_at", "done_by", "done_at", "version", "updated_at")
    article.save(update_fields=changed)
    return article


def _refuse_undecided(article: Article) -> None:
    """Raise Undecided where suggestions of the newest text wait; those of older ones are past."""
    newest = TextVersion.objects.filter(article=article).order_by("-number").values("pk")[:1]
    waiting = Quote.objects.filter(UNDECIDED, text_version=newest)
    if count := waiting.count():
        first = waiting.order_by(F("content").asc(), "id").values_list("pk", flat=True)[0]
        raise Undecided(article.pk, first=first, count=count)
