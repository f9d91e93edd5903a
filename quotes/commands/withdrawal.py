"""Articles taken out of sight: nothing is lost, and all of it can be brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from quotes.commands.refusals import Conflict, Missing, StaleVersion
from quotes.commands.steps import recorded

if TYPE_CHECKING:
    from accounts.models import User


def withdraw_article(
    article_id: int, *, by: User | None, reason: str = "", version: int | None = None
) -> Article:
    """Take an article and its quotes out of the sight of readers; who works here sees it marked.

    Raises Missing, StaleVersion, and Conflict where it is withdrawn already.
    """
    with recorded("withdraw_article", by=by):
        article = _locked(article_id, version)
        if article.withdrawn_at is not None:
            message = _("this article is withdrawn already")
            raise Conflict("article", article_id, message)
        return _store(article, at=timezone.now(), by=by, reason=reason.strip())


def restore_article(article_id: int, *, by: User | None, version: int | None = None) -> Article:
    """Bring a withdrawn article back.

    Raises Missing, StaleVersion, and Conflict where it is not away.
    """
    with recorded("restore_article", by=by):
        article = _locked(article_id, version)
        if article.withdrawn_at is None:
            message = _("this article is not withdrawn")
            raise Conflict("article", article_id, message)
        return _store(article, at=None, by=None, reason="")


def _locked(article_id: int, version: int | None) -> Article:
    found = Article.objects.select_for_update(of=("self",)).filter(pk=article_id).first()
    if found is None:
        raise Missing(
            "article",
            article_id,
            _("there is no article %(article_id)s") % {"article_id": article_id},
        )
    if version is not None and found.version != version:
        raise StaleVersion(sent=version, current=found.version)
    return found


def _store(article: Article, *, at: object, by: User | None, reason: str) -> Article:
    Article.objects.filter(pk=article.pk).update(
        withdrawn_at=at,
        withdrawn_by=by,
        withdrawal_reason=reason,
        version=F("version") + 1,
        updated_at=timezone.now(),
    )
    article.refresh_from_db()
    return article
