"""Steps that were taken: what a person did last, and the whole history, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article
from articles.paging import Page, Position, read_cursor, write_cursor
from quotes.models import Quote, Step
from quotes.queries.people import NOBODY
from quotes.queries.wording import UNDO, root_command, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

PAGE_LENGTH = 50
SLOT = "\x00"


@dataclass(frozen=True)
class Taken:
    """One step, and the quote it was about, None where that is gone; `who` is "You" for oneself."""

    step: Step
    quote: Quote | None
    who: str

    @property
    def words(self) -> tuple[str, str]:
        """What was done, to be read after `who`: what stands before the quote, and behind it."""
        slot = SLOT if self.quote else ""
        before, __, after = words_of(self.step, slot).partition(SLOT)
        return before, after

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back since."""
        return hasattr(self.step, "undone_by")

    @property
    def button(self) -> str:
        """What the button that takes it back says."""
        if self.step.command == UNDO or root_command(self.step).startswith("unmerge"):
            return _("Redo")
        if root_command(self.step).startswith("merge"):
            return _("Unmerge")
        count = int(self.step.detail.get("count") or 0)
        return _("Undo all %(count)s") % {"count": count} if count > 1 else _("Undo")


def newest_standing(article_id: int, *, by: User, is_undo: bool) -> Step | None:
    """Answer the newest undo, or else the newest other step, of a person that nobody took back."""
    standing = Step.objects.filter(article_id=article_id, by=by, undone_by=None)
    found = standing.filter(command=UNDO) if is_undo else standing.exclude(command=UNDO)
    return found.order_by("-id").first()


@dataclass(frozen=True)
class StepFilters:
    """Whose steps, in which article; None means any."""

    by: int | None = None
    article: int | None = None


def last_steps(*, user: User, limit: int) -> list[Taken]:
    """Answer what this person did last, newest first, each with its quote while that exists."""
    return _taken(_steps(StepFilters(by=user.pk))[:limit], user=user)


def list_steps(filters: StepFilters, *, user: User, cursor: str | None) -> Page[Taken]:
    """Answer a page of steps, newest first. Raises paging.BadCursor."""
    given = {"by": filters.by, "article": filters.article}
    steps = _steps(filters)
    if cursor:
        steps = steps.filter(pk__lt=read_cursor(cursor, filters=given).id)
    found = list(steps[: PAGE_LENGTH + 1])
    kept = found[:PAGE_LENGTH]
    is_last = len(found) <= PAGE_LENGTH
    after = None if is_last else write_cursor(Position("", kept[-1].pk), filters=given)
    return Page(_taken(kept, user=user), after)


def people_with_steps() -> list[User]:
    """Answer who has ever taken a step, by name: these can be asked for."""
    by = Step.objects.exclude(by=None).order_by().values("by").distinct()
    return sorted(User.objects.filter(pk__in=by), key=lambda user: user.shown_name.casefold())


def article_named(article_id: int | None) -> Article | None:
    """Answer the article the list is narrowed to."""
    return Article.objects.filter(pk=article_id).first() if article_id else None


def _steps(filters: StepFilters) -> QuerySet[Step]:
    steps = Step.objects.select_related("by", "article", "undone_by", "undoes__undoes")
    if filters.by is not None:
        steps = steps.filter(by=filters.by)
    if filters.article is not None:
        steps = steps.filter(article=filters.article)
    return steps.order_by("-id")


def _taken(steps: Iterable[Step], *, user: User) -> list[Taken]:
    found = list(steps)
    ids = {step.quote_id for step in found if step.quote_id}
    quotes = Quote.objects.only("content_words").in_bulk(ids)
    return [Taken(step, quotes.get(step.quote_id or 0), _who(step, user)) for step in found]


def _who(step: Step, user: User) -> str:
    if step.by is None:
        return NOBODY
    return _("You") if step.by == user else step.by.shown_name
