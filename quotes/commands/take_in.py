"""Taking in articles and suggesting their quotes: for the page, the command line and the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError

from articles.commands import store_article, store_articles
from articles.drafts import DraftRefused
from quotes.commands.refusals import Refused
from quotes.commands.steps import recorded
from quotes.commands.suggestions import suggest_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from articles.commands import Stored
    from articles.drafts import Draft
    from articles.models import Article, TextVersion


@dataclass(frozen=True)
class TakenIn:
    """What became of a draft: `change` is "new", "same" (nothing added) or "changed" (new text)."""

    article: Article
    text_version: TextVersion
    change: str
    quotes_suggested: int


def take_in_article(draft: Draft, *, by: User | None) -> TakenIn:
    """Store an article, or a changed text of one already here, and suggest its quotes.

    The same article again adds nothing. Quotes of an older text stay with that text. Raises
    DraftRefused.
    """
    with recorded("take_in_article", by=by):
        stored = store_article(draft, by=by)
        (taken_in,) = _suggest([stored])
    return taken_in


def take_in_articles(
    drafts: Sequence[Draft], *, by: User | None
) -> list[TakenIn | DraftRefused | Refused]:
    """Take in many, each as `take_in_article` would; answer what became of each, or its refusal.

    All in one transaction, which is several times faster; where one is refused, each in its own, so
    that none undoes another. What is answered as taken in is stored for good.
    """
    try:
        with recorded("take_in_article", by=by):
            return [*_suggest(store_articles(drafts, by=by))]
    except (OperationalError, InterfaceError):  # the database is gone: no article is to blame
        raise
    except Exception:  # noqa: BLE001 - which article it was, and why, comes out one by one
        return [_take_in_or_refuse(draft, by=by) for draft in drafts]


def _take_in_or_refuse(draft: Draft, *, by: User | None) -> TakenIn | DraftRefused | Refused:
    try:
        return take_in_article(draft, by=by)
    except (DraftRefused, Refused) as refused:
        return refused
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others are taken in
        reason = f"It cannot be read or stored ({type(error).__name__}: {error})."
        return DraftRefused("text", draft.text, reason)


def _suggest(stored: Sequence[Stored]) -> list[TakenIn]:
    fresh = [one for one in stored if one.change != "same"]
    counts = suggest_quotes([(one.text_version, one.article.language) for one in fresh])
    suggested = dict(zip((one.text_version.pk for one in fresh), counts, strict=True))
    return [
        TakenIn(one.article, one.text_version, one.change, suggested.get(one.text_version.pk, 0))
        for one in stored
    ]
