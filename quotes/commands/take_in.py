"""Taking in articles and suggesting their quotes: for the page, the command line and the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from articles.commands import store_article, store_articles
from articles.drafts import DraftRefused
from quotes.anchoring import Doubles
from quotes.commands.copies import join_copies
from quotes.commands.follow import Anchored, find_places, move_by_themselves
from quotes.commands.refusals import Overtaken, Refused
from quotes.commands.steps import recorded
from quotes.commands.suggestions import suggest_quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from accounts.models import User
    from articles.commands import Stored
    from articles.drafts import Draft
    from articles.models import Article, TextVersion


@dataclass(frozen=True)
class TakenIn:
    """What became of a draft: `change` is "new", "same" (nothing added) or "changed" (new text).

    `anchored` says how the quotes of a changed article stand in its new text.
    """

    article: Article
    text_version: TextVersion
    change: str
    quotes_suggested: int
    anchored: Anchored | None = None


def take_in_article(
    draft: Draft, *, by: User | None, article_id: int | None = None, replace: bool = False
) -> TakenIn:
    """Store an article, or a changed text of one already here, and suggest its quotes.

    The same article again adds nothing. `article_id` says of which article it is a text. The quotes
    of a changed article follow to its new text where that is sure, in one step that can be undone;
    the others wait. Raises DraftRefused, and TooFewPlaced where under half of them can be placed,
    unless `replace`.
    """
    (taken_in,) = _take_in(
        lambda: [store_article(draft, by=by, article_id=article_id)], by=by, replace=replace
    )
    return taken_in


def take_in_articles(
    drafts: Sequence[Draft], *, by: User | None
) -> list[TakenIn | DraftRefused | Refused]:
    """Take in many, each as `take_in_article` would; answer what became of each, or its refusal.

    All in one transaction, which is several times faster; where one is refused, each in its own, so
    that none undoes another. What is answered as taken in is stored for good.
    """
    try:
        return [*_take_in(lambda: store_articles(drafts, by=by), by=by, replace=False)]
    except (OperationalError, InterfaceError, Overtaken):  # no article is to blame
        raise
    except Exception:  # noqa: BLE001 - which article it was, and why, comes out one by one
        return [_take_in_or_refuse(draft, by=by) for draft in drafts]


def _take_in_or_refuse(draft: Draft, *, by: User | None) -> TakenIn | DraftRefused | Refused:
    try:
        return take_in_article(draft, by=by)
    except (DraftRefused, Refused) as refused:
        return refused
    except (OperationalError, InterfaceError, Overtaken):
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others are taken in
        reason = _("It cannot be read or stored (%(name)s: %(error)s).") % {
            "name": type(error).__name__,
            "error": error,
        }
        return DraftRefused("text", draft.text, reason)


@transaction.atomic
def _take_in(
    store: Callable[[], Sequence[Stored]], *, by: User | None, replace: bool
) -> list[TakenIn]:
    """Store, suggest, and let quotes follow: these moves are steps, the rest cannot be undone."""
    with recorded("take_in_article", by=by):
        stored = store()
        followed = {
            one.text_version.pk: find_places(one.article, one.text_version, replace=replace)
            for one in stored
            if one.change == "changed"
        }
        there = {pk: Doubles(following.taken) for pk, following in followed.items()}
        fresh = [one for one in stored if one.change != "same"]
        join_copies([one.text_version for one in fresh])
        counts = suggest_quotes(
            [(one.text_version, one.article.language) for one in fresh],
            wanted=lambda text, content: text.pk not in there or not there[text.pk].has(content),
        )
    for following in followed.values():
        move_by_themselves(following, by=by)
    suggested = dict(zip((one.text_version.pk for one in fresh), counts, strict=True))
    return [
        TakenIn(
            one.article,
            one.text_version,
            one.change,
            suggested.get(one.text_version.pk, 0),
            followed[one.text_version.pk].anchored if one.change == "changed" else None,
        )
        for one in stored
    ]
