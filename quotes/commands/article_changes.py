"""What is known of an article beside its text, put right: its quotes follow by triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.commands import name_outlet
from articles.drafts import Metadata
from articles.models import Article, Outlet
from quotes.commands.explain import explained
from quotes.commands.refusals import AlreadyKnown, Conflict, Missing, StaleVersion
from quotes.commands.steps import step
from quotes.commands.undo import OWN_UNDO

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from quotes.models import Step

COLUMNS = {"outlet": "outlet_id"}
"""The columns whose names are not those of what they hold."""
FIELDS = ("title", "outlet", "byline", "published_at", "url", "language", "external_id")
NOWHERE_ELSE = ("url", "external_id")


class ArticleChanges(TypedDict, total=False):
    """What of an article is to change; what is left out stays, what is empty becomes unknown."""

    title: str
    outlet: int | str | None
    byline: str
    published_at: datetime | None
    url: str
    language: str
    external_id: str


def change_article(
    article_id: int, *, version: int, by: User | None, changes: ArticleChanges
) -> Article:
    """Change what `changes` names; what changes nothing is no step. An outlet is an id or a name.

    Raises DraftRefused, Missing, StaleVersion, AlreadyKnown or Conflict.
    """
    with explained(), transaction.atomic():
        article = lock_article(article_id, version)
        wanted = _wanted(article, changes)
        changed = [name for name in wanted if _now(article, name) != wanted[name]]
        if not changed:
            return article
        detail = {"changed": changed}
        with step("change_article", article_id=article_id, quote_id=None, by=by, detail=detail):
            _store(article, {name: wanted[name] for name in changed})
        return article


def lock_article(article_id: int, version: int | None) -> Article:
    """Answer the article, locked until the transaction ends; raises Missing or StaleVersion."""
    found = Article.objects.select_for_update(of=("self",), no_key=True).filter(pk=article_id)
    article = found.first()
    if article is None:
        message = _("there is no article %(article_id)s") % {"article_id": article_id}
        raise Missing("article", article_id, message)
    if version is not None and article.version != version:
        raise StaleVersion(sent=version, current=article.version)
    return article


def _wanted(article: Article, changes: ArticleChanges) -> dict[str, Any]:
    """Answer the values to be, as they are kept, by field; the outlet as its id."""
    given: dict[str, Any] = dict(changes)
    outlet = given.pop("outlet", None)
    name = outlet if isinstance(outlet, str) else ""
    checked = Metadata(**given, outlet=name)
    wanted = {field: getattr(checked, field) for field in given}
    for field in NOWHERE_ELSE:
        if field in wanted:
            wanted[field] = wanted[field] or None
            _refuse_used(article, field, wanted[field])
    if "outlet" in changes:
        wanted["outlet"] = _outlet(outlet if isinstance(outlet, int) else checked.outlet)
    return wanted


def _outlet(ref: int | str) -> int | None:
    if isinstance(ref, str):
        return name_outlet(ref).pk if ref else None
    if not Outlet.objects.filter(pk=ref).exists():
        raise Missing("outlet", ref, _("there is no outlet %(outlet)s") % {"outlet": ref})
    return ref


def _refuse_used(article: Article, field: str, value: str | None) -> None:
    if value is None:
        return
    other = Article.objects.filter(**{field: value}).exclude(pk=article.pk).first()
    if other:
        raise AlreadyKnown(field, value, [(other.pk, other.title)])


def _now(article: Article, name: str) -> object:
    return getattr(article, COLUMNS.get(name, name))


def _store(article: Article, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(article, COLUMNS.get(name, name), value)
    article.version += 1
    article.updated_at = timezone.now()
    article.save(update_fields=[*values, "version", "updated_at"])


def _undo_change(found: Step, *, by: User) -> None:
    """Give back what a change took, where that is still as it left it. Raises Conflict."""
    article = lock_article(found.article_id or 0, None)
    events = apps.get_model("articles", "ArticleEvent")._default_manager
    after = events.filter(pgh_context_id=found.context, pgh_obj_id=article.pk).latest("pgh_id")
    before = events.filter(pgh_obj_id=article.pk, pgh_id__lt=after.pgh_id).latest("pgh_id")
    changed = [name for name in FIELDS if _now(before, name) != _now(after, name)]
    if any(_now(article, name) != _now(after, name) for name in changed):
        raise Conflict("undo", found.pk, _("this was changed since; change it by hand"))
    detail = {**found.detail, "of": "change_article"}
    command = "redo" if found.command == "undo" else "undo"
    with step(command, article_id=article.pk, quote_id=None, by=by, undoes=found, detail=detail):
        _store(article, {name: _now(before, name) for name in changed})


OWN_UNDO["change_article"] = _undo_change
