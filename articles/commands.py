"""What changes: taking in an article's text. Whoever calls opens the history's context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from articles.drafts import Draft, DraftRefused
from articles.models import Article, Outlet, TextVersion, TextVersionKind
from articles.queries import current_text, current_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from accounts.models import User

Change = Literal["new", "same", "changed"]


@dataclass(frozen=True)
class Stored:
    """An article after it was sent: `new`, the `same` as before, or its text has `changed`."""

    article: Article
    text_version: TextVersion
    change: Change


@transaction.atomic
def store_article(draft: Draft, *, by: User | None, article_id: int | None = None) -> Stored:
    """Store an article, or find the one it is: by external_id, else by url, else by its very text.

    `article_id` says which article it is a text of, whatever the draft says. A text that is there
    already adds nothing; a changed one becomes the next text version, of the draft's `kind`. What
    is known about the article beside its text stays as it was. Raises `DraftRefused` where
    external_id and url are those of two articles, and Article.DoesNotExist.
    """
    _wait_for_others([draft])
    article = _find_article(draft) if article_id is None else _locked().get(pk=article_id)
    if article is None:
        article = _create(draft, by=by)
        return Stored(article, _add_text(article, draft, by=by), "new")
    current = current_text(article)
    if current.sha256 == draft.sha256:
        return Stored(article, current, "same")
    next_one = TextVersion(number=current.number + 1, kind=draft.kind)
    return Stored(_open_again(article), _add_text(article, draft, next_one, by=by), "changed")


@transaction.atomic
def store_articles(drafts: Sequence[Draft], *, by: User | None) -> list[Stored]:
    """Store many articles at once, each as `store_article` would; one refused undoes them all.

    Raises DraftRefused.
    """
    _wait_for_others(drafts)
    new = _nowhere_yet(drafts)
    stored = dict(zip(new, _create_together([drafts[place] for place in new], by=by), strict=True))
    for place, draft in enumerate(drafts):
        if place not in stored:
            stored[place] = store_article(draft, by=by)
    return [stored[place] for place in range(len(drafts))]


def name_outlet(name: str) -> Outlet:
    """Find the outlet of this name in any case, or make it; two at once make one."""
    found = Outlet.objects.named(name).first()
    if found is None:
        Outlet.objects.bulk_create([Outlet(name=name)], ignore_conflicts=True)
    return found or Outlet.objects.named(name).get()


def _marks(draft: Draft) -> list[tuple[str, str]]:
    """What it can be known by: external_id, url, and always the hash of its text."""
    marks = [("external_id", draft.external_id), ("url", draft.url), ("sha256", draft.sha256)]
    return [(field, value) for field, value in marks if value]


def _wait_for_others(drafts: Sequence[Draft]) -> None:
    """Let only one transaction at a time take in what has these urls, external_ids or texts."""
    keys = [f"articles {field} {value}" for draft in drafts for field, value in _marks(draft)]
    with connection.cursor() as cursor:
        cursor.execute(LOCK_IN_ORDER, [keys])


# In order, so that two that share keys never wait for each other.
LOCK_IN_ORDER = """
    select pg_advisory_xact_lock(key) from (
        select distinct hashtextextended(mark, 0) as key from unnest(%s::text[]) mark order by key
    ) keys
"""


def _nowhere_yet(drafts: Sequence[Draft]) -> list[int]:
    """Tell the places of drafts that share nothing with what is stored, nor with one before."""
    wanted: dict[str, set[str]] = {"external_id": set(), "url": set(), "sha256": set()}
    for draft in drafts:
        for field, value in _marks(draft):
            wanted[field].add(value)
    known = {
        (field, value)
        for field, values in wanted.items()
        for value in _stored(field).filter(**{f"{field}__in": values}).values_list(field, flat=True)
    }
    places = []
    for place, draft in enumerate(drafts):
        if known.isdisjoint(marks := _marks(draft)):
            places.append(place)
        known.update(marks)
    return places


def _stored(field: str) -> QuerySet[Any]:
    return TextVersion.objects.all() if field == "sha256" else Article.objects.all()


def _create_together(drafts: Sequence[Draft], *, by: User | None) -> list[Stored]:
    names = sorted({draft.outlet for draft in drafts if draft.outlet})
    outlets = {name: name_outlet(name) for name in names}
    articles = Article.objects.bulk_create(
        _article(draft, outlets.get(draft.outlet), by=by) for draft in drafts
    )
    versions = TextVersion.objects.bulk_create(
        _text(article, draft, by=by) for article, draft in zip(articles, drafts, strict=True)
    )
    return [
        Stored(article, version, "new") for article, version in zip(articles, versions, strict=True)
    ]


def _find_article(draft: Draft) -> Article | None:
    """Find and lock the article that a draft is about."""
    articles = _locked()
    by_id = articles.filter(external_id=draft.external_id).first() if draft.external_id else None
    by_url = articles.filter(url=draft.url).first() if draft.url else None
    if by_id and by_url and by_id != by_url:
        message = f"This address is that of article {by_url.pk}, external_id of {by_id.pk}."
        raise DraftRefused("url", draft.url, message)
    if by_id or by_url:
        return by_id or by_url
    same_text = current_texts().filter(sha256=draft.sha256).values("article")
    return articles.filter(_could_be(draft), pk__in=same_text).order_by("pk").first()


def _locked() -> QuerySet[Article]:
    """Articles with their outlets, locked; whoever only names one, as a step does, goes on."""
    return Article.objects.select_for_update(of=("self",), no_key=True).select_related("outlet")


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
    article = _article(draft, name_outlet(draft.outlet) if draft.outlet else None, by=by)
    article.save(force_insert=True)
    return article


def _article(draft: Draft, outlet: Outlet | None, *, by: User | None) -> Article:
    return Article(
        title=draft.title,
        outlet=outlet,
        byline=draft.byline,
        published_at=draft.published_at,
        url=draft.url or None,
        external_id=draft.external_id or None,
        language=draft.language,
        created_by=by,
    )


def _open_again(article: Article) -> Article:
    """Raise the version; one that was done is not any more: whoever had it has its new text."""
    article.version += 1
    article.updated_at = timezone.now()
    article.done_by = article.done_at = None
    article.save(update_fields=["version", "updated_at", "done_by", "done_at"])
    return article


def _add_text(
    article: Article, draft: Draft, version: TextVersion | None = None, *, by: User | None
) -> TextVersion:
    version = _text(article, draft, version, by=by)
    version.save(force_insert=True)
    return version


def _text(
    article: Article, draft: Draft, version: TextVersion | None = None, *, by: User | None
) -> TextVersion:
    version = version or TextVersion(number=1, kind=TextVersionKind.FIRST)
    version.article, version.text, version.blocks = article, draft.text, list(draft.blocks)
    version.source_format, version.created_by = draft.source_format, by
    version.dated, version.note = draft.dated, draft.note
    return version
