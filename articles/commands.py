"""What changes: taking in an article's text. Whoever calls opens the history's context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from articles.drafts import Draft, DraftRefused
from articles.models import Article, Outlet, TextVersion, TextVersionKind
from articles.queries import current_text, current_texts

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

Change = Literal["new", "same", "changed"]


@dataclass(frozen=True)
class Stored:
    """An article after it was sent: `new`, the `same` as before, or its text has `changed`."""

    article: Article
    text_version: TextVersion
    change: Change


@transaction.atomic
def store_article(
    draft: Draft,
    *,
    by: User | None,
    kind: TextVersionKind = TextVersionKind.UPDATE,
    dated: date | None = None,
    note: str = "",
) -> Stored:
    """Store an article, or find the one it is: by external_id, else by url, else by its very text.

    A text that is there already adds nothing; a changed one becomes the next text version, of the
    given `kind`. What is known about the article beside its text stays as it was. Raises
    `DraftRefused` where external_id and url are those of two articles.
    """
    _wait_for_others(draft)
    article = _find_article(draft)
    if article is None:
        article = _create(draft, by=by)
        return Stored(article, _add_text(article, draft, by=by), "new")
    current = current_text(article)
    if current.sha256 == draft.sha256:
        return Stored(article, current, "same")
    next_one = TextVersion(number=current.number + 1, kind=kind, dated=dated, note=note)
    return Stored(_raise_version(article), _add_text(article, draft, next_one, by=by), "changed")


def name_outlet(name: str) -> Outlet:
    """Find the outlet of this name in any case, or make it; two at once make one."""
    found = Outlet.objects.named(name).first()
    if found is None:
        Outlet.objects.bulk_create([Outlet(name=name)], ignore_conflicts=True)
    return found or Outlet.objects.named(name).get()


def _wait_for_others(draft: Draft) -> None:
    """Let only one transaction at a time take in what has this url, external_id or text."""
    marks = [f"external_id {draft.external_id}", f"url {draft.url}", f"sha256 {draft.sha256}"]
    given = [bool(draft.external_id), bool(draft.url), True]
    keys = sorted(mark for mark, is_given in zip(marks, given, strict=True) if is_given)
    with connection.cursor() as cursor:
        for key in keys:  # sorted, so that two that share keys never wait for each other
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, 0))", ["articles " + key]
            )


def _find_article(draft: Draft) -> Article | None:
    """Find and lock the article that a draft is about."""
    articles = Article.objects.select_for_update(of=("self",)).select_related("outlet")
    by_id = articles.filter(external_id=draft.external_id).first() if draft.external_id else None
    by_url = articles.filter(url=draft.url).first() if draft.url else None
    if by_id and by_url and by_id != by_url:
        message = f"This address is that of article {by_url.pk}, external_id of {by_id.pk}."
        raise DraftRefused("url", draft.url, message)
    if by_id or by_url:
        return by_id or by_url
    same_text = current_texts().filter(sha256=draft.sha256).values("article")
    return articles.filter(_could_be(draft), pk__in=same_text).order_by("pk").first()


def _could_be(draft: Draft) -> Q:
    """Tell which articles of the same text it can be: one elsewhere is a copy."""
    fits = Q()
    if draft.external_id:
        fits &= Q(external_id=draft.external_id)
    if draft.url:
        fits &= Q(url=draft.url)
    if draft.outlet:
        fits &= Q(outlet=None) | Q(outlet__in=Outlet.objects.named(draft.outlet))
    return fits


def _create(draft: Draft, *, by: User | None) -> Article:
    return Article.objects.create(
        title=draft.title,
        outlet=name_outlet(draft.outlet) if draft.outlet else None,
        byline=draft.byline,
        published_at=draft.published_at,
        url=draft.url or None,
        external_id=draft.external_id or None,
        language=draft.language,
        created_by=by,
    )


def _raise_version(article: Article) -> Article:
    article.version += 1
    article.updated_at = timezone.now()
    article.save(update_fields=["version", "updated_at"])
    return article


def _add_text(
    article: Article, draft: Draft, version: TextVersion | None = None, *, by: User | None
) -> TextVersion:
    version = version or TextVersion(number=1, kind=TextVersionKind.FIRST)
    version.article, version.text, version.blocks = article, draft.text, list(draft.blocks)
    version.source_format, version.created_by = draft.source_format, by
    version.save()
    return version
