"""Documents as articles."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.drafts import Draft, DraftRefused
from quotes.commands.loading import GivenArticle, GivenRow
from quotes.interchange.dna.schema import LONGEST
from quotes.interchange.fingerprints import fingerprint
from quotes.interchange.refusals import refuse_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quotes.interchange.dna.contents import Contents, Document

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = ("section", "type", "notes")
"""What is known of a document that an article has no place for."""


def seconds_of(moment: datetime) -> int:
    """Answer a moment as the program keeps it: what the newsroom's clock showed, as if in UTC."""
    shown = timezone.localtime(moment).replace(tzinfo=UTC, microsecond=0)
    return (shown - EPOCH) // timedelta(seconds=1)


def read_articles(contents: Contents) -> dict[int, GivenArticle]:
    """Answer the articles by the numbers of their documents. Raises FileRefused."""
    coded = {statement.document for statement in contents.statements}
    articles, problems = dict[int, GivenArticle](), list[str]()
    for document in contents.documents.values():
        if not document.text.strip("\ufeff \t\r\n") and document.pk not in coded:
            continue
        try:
            articles[document.pk] = _article(document, contents.own)
        except DraftRefused as refused:
            problems.append(f"{document.place}: {refused.message}")
        except OverflowError:
            message = _("%(place)s: %(date)s seconds since 1970 are no date.")
            problems.append(message % {"place": document.place, "date": document.date})
    refuse_for(problems)
    return articles


def key_of(document: Document) -> str:
    """Answer what a document is known by, made of what it says."""
    return fingerprint(
        *(document.title, document.text, document.author, document.source, document.date)
    )


def _article(document: Document, own: Mapping[str, Mapping[int, Any]]) -> GivenArticle:
    key, meta = key_of(document), own["article"].get(document.pk, {})
    sent = meta.get("draft", {"external_id": f"dna:{key}"})
    kept = {name: value for name in KEPT if (value := getattr(document, name))}
    published_at = EPOCH + timedelta(seconds=document.date)
    draft = {
        "title": document.title.strip(),
        "byline": document.author.strip(),
        "outlet": document.source.strip(),
        "published_at": timezone.make_aware(published_at.replace(tzinfo=None)),
        **_unchanged(document, sent),
    }
    return GivenArticle(
        key=str(document.pk),
        draft=Draft(text=document.text, **draft),
        text_of=str(meta["text_of"]) if meta.get("text_of") else None,
        row=GivenRow(key=f"document {key}", data=kept) if kept else None,
        place=document.place,
    )


def _unchanged(document: Document, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Answer what an export of ours said beside the document, where nobody has changed that."""
    told = dict(sent)
    published_at = told.pop("published_at", None)
    shown = {"title": document.title, "byline": document.author, "outlet": document.source}
    for name, value in shown.items():
        if name in told and told[name][:LONGEST] != value:
            del told[name]
    if told.pop("seconds", None) == document.date:
        told["published_at"] = published_at and datetime.fromisoformat(published_at)
    if told.get("dated"):
        told["dated"] = date.fromisoformat(told["dated"])
    if "blocks" in told:
        told["blocks"] = tuple(told["blocks"])
    return told
