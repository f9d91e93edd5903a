"""The articles of a file: those known already, and those that are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.commands import store_article, store_articles
from articles.drafts import DraftRefused
from articles.models import TextVersion
from quotes.commands.refusals import Conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from articles.drafts import Draft
    from quotes.commands.loading.given import GivenArticle


def find_or_add_articles(
    articles: Sequence[GivenArticle], *, by: User | None
) -> tuple[dict[str, TextVersion], int]:
    """Answer the text meant by each key, and how many articles are new.

    Raises Conflict where an article is here with another text, or its metadata cannot be stored.
    """
    texts = _known(articles)
    new = [each for each in articles if each.key not in texts and each.text_of is None]
    try:
        stored = store_articles([each.draft for each in new], by=by)
    except DraftRefused as refused:
        raise Conflict(refused.field, refused.value, refused.message) from refused
    for article, one in zip(new, stored, strict=True):
        if one.change == "changed":
            raise _another_text(article, one.article.pk)
        texts[article.key] = one.text_version
    for article in articles:
        if article.key not in texts and article.text_of is not None:
            first = texts[article.text_of].article_id
            texts[article.key] = store_article(article.draft, by=by, article_id=first).text_version
    return texts, sum(one.change == "new" for one in stored)


def _known(articles: Sequence[GivenArticle]) -> dict[str, TextVersion]:
    """Find texts that are here, also those that a later one of their article replaced."""
    hashes = [article.draft.sha256 for article in articles]
    same: dict[str, list[TextVersion]] = {}
    versions = TextVersion.objects.filter(sha256__in=hashes).select_related("article__outlet")
    for version in versions.order_by("article", "number"):
        same.setdefault(version.sha256, []).append(version)
    known: dict[str, TextVersion] = {}
    for fits in (_is_named_by, _could_be):
        for article in articles:
            taken = {version.pk for version in known.values()}
            candidates = [] if article.key in known else same.get(article.draft.sha256, [])
            found = [one for one in candidates if one.pk not in taken and fits(one, article.draft)]
            if found:
                known[article.key] = found[0]
    return known


def _is_named_by(version: TextVersion, draft: Draft) -> bool:
    """Say whether a draft names the article of a text by its external_id or address."""
    article = version.article
    return bool(
        (draft.external_id and draft.external_id == article.external_id)
        or (draft.url and draft.url == article.url)
    )


def _could_be(version: TextVersion, draft: Draft) -> bool:
    """Say whether a text can be that of a draft: one of another address or outlet is a copy."""
    article = version.article
    outlet = article.outlet.name.lower() if article.outlet else ""
    pairs = (
        (draft.external_id, article.external_id),
        (draft.url, article.url),
        (draft.outlet.lower(), outlet),
    )
    return all(not given or not there or given == there for given, there in pairs)


def _another_text(article: GivenArticle, pk: int) -> Conflict:
    message = _(
        "%(place)s is article %(number)s here, which has another text; add this one there as a new"
        " text first, so that its quotes follow"
    ) % {"place": article.place or article.draft.title, "number": pk}
    return Conflict("text", pk, message)
