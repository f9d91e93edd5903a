"""The desk: what waits, for me and for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import annotating, may, reading
from accounts.models import Role, User
from quotes.queries.cards import cards
from quotes.queries.desk import OWN, here_now, own_articles, queues, states, today_of
from quotes.queries.duplicates import COUNTED, count_duplicates
from quotes.queries.filters import QuoteFilters
from quotes.queries.progress import Progress, progress_of
from quotes.queries.search import MOST, count, find_page
from quotes.queries.steps import last_steps
from quotes.queries.waiting import INDEXED, MOST_WAITING, waiting_quotes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.access import SignedInRequest

NEWEST, STEPS = 5, 8
NOON, EVENING = 12, 18


@require_safe
@reading
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for somebody who annotates, and what is new to everybody else."""
    user = request.user
    works_here = isinstance(user, User) and may(user, Role.ANNOTATOR)
    context: dict[str, Any] = {"greeting": _greeting(), "works_here": works_here}
    if isinstance(user, User) and works_here:
        return render(request, "quotes/desk.html", context | _waiting_for(user))
    newest = find_page(QuoteFilters(), user=user, cursor=None, limit=NEWEST)
    context |= {
        "accepted": count(QuoteFilters(), user=user),
        "most": MOST,
        "cards": cards(newest.rows, people=False, every_text=False),
    }
    return render(request, "quotes/desk.html", context)


@require_safe
@annotating
def waiting_next(request: SignedInRequest, queue: str) -> HttpResponse:
    """Open the first quote of a queue in its article."""
    if queue not in INDEXED:
        message = _("There is no queue %(queue)s.") % {"queue": queue}
        raise Http404(message)
    first = waiting_quotes(queue).only("article_id").first()
    if first is None:
        messages.info(request, _("Nothing waits there any more."))
        return redirect("desk")
    if queue == "altered":
        return redirect("article-correction", first.article_id)
    return redirect(f"{reverse('article-detail', args=[first.article_id])}?quote={first.pk}")


def _waiting_for(user: User) -> dict[str, Any]:
    own = list(own_articles(user)[:OWN])
    progress = progress_of(own)
    return {
        "today": today_of(user),
        "own": [(article, progress.get(article.pk, Progress())) for article in own],
        "states": states(),
        "here": here_now(user),
        "duplicates": count_duplicates(),
        "counted": COUNTED,
        "queues": queues(),
        "most": MOST_WAITING,
        "steps": last_steps(user=user, limit=STEPS),
    }


def _greeting() -> str:
    hour = timezone.localtime().hour
    if hour < NOON:
        return _("Good morning")
    return _("Good afternoon") if hour < EVENING else _("Good evening")
