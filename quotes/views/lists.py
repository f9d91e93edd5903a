"""Plain lists: articles, speakers, targets, and what waits on the desk."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import may, reading
from accounts.models import Role, User
from articles.forms import ArticleFilterForm
from articles.paging import BadCursor, Page
from articles.queries import find_articles
from quotes.forms import FilterRefused, check_names, read_words
from quotes.queries.cards import cards
from quotes.queries.choices import MOST, count_quotes
from quotes.queries.filters import QuoteFilters, find_quotes
from quotes.queries.lists import (
    Progress,
    last_steps,
    list_speakers,
    list_targets,
    progress_of,
    waiting_articles,
)
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment

NEWEST, STEPS, WAITING = 5, 8, 10
NOON, EVENING = 12, 18


@require_safe
@reading
@varies_by_htmx
def speaker_list(request: HttpRequest) -> HttpResponse:
    """List speakers by name, or those whom a few letters fit best."""
    return _names(request, list_speakers, "quotes/speaker_list.html")


@require_safe
@reading
@varies_by_htmx
def target_list(request: HttpRequest) -> HttpResponse:
    """List targets by name, or those that a few letters fit best."""
    return _names(request, list_targets, "quotes/target_list.html")


@require_safe
@reading
@varies_by_htmx
def article_list(request: HttpRequest) -> HttpResponse:
    """List articles, newest first, by headline, outlet and day."""
    form = ArticleFilterForm(request.GET)
    filters = form.filters()
    try:
        check_names(request.GET, (*form.fields, "after"))
        page = find_articles(filters, cursor=request.GET.get("after"))
    except (FilterRefused, BadCursor) as refused:
        return refuse(request, refused)
    progress = progress_of(page.rows)
    rows = [(article, progress.get(article.pk, Progress())) for article in page.rows]
    context = {
        "form": form,
        "rows": rows,
        "next": page.next,
        "works_here": may(request.user, Role.ANNOTATOR),
    }
    status = 400 if form.errors else 200
    return _results(request, "articles/article_list.html", context, status)


@require_safe
@reading
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for somebody who annotates, and what is new to everybody."""
    user = request.user
    waiting = waiting_articles(user=user, limit=WAITING)
    progress = progress_of(waiting)
    works_here = isinstance(user, User) and may(user, Role.ANNOTATOR)
    newest = find_quotes(QuoteFilters(), user=user).values_list("pk", flat=True)[:NEWEST]
    suggested = QuoteFilters(status=("suggested",))
    context = {
        "greeting": _greeting(),
        "waiting": [(article, progress.get(article.pk, Progress())) for article in waiting],
        "suggested": count_quotes(suggested, user=user) if works_here else 0,
        "accepted": count_quotes(QuoteFilters(), user=user),
        "most": MOST,
        "steps": last_steps(user=user, limit=STEPS)
        if isinstance(user, User) and works_here
        else [],
        "cards": cards(list(newest), people=False, every_text=works_here),
        "works_here": works_here,
    }
    return render(request, "quotes/desk.html", context)


def _names(request: HttpRequest, find: Callable[..., Page[Any]], template: str) -> HttpResponse:
    try:
        check_names(request.GET, ("q", "after"))
        q = read_words(request.GET.get("q", ""), "q")
        page = find(q, user=request.user, cursor=request.GET.get("after"))
    except (FilterRefused, BadCursor) as refused:
        return refuse(request, refused)
    context = {"rows": page.rows, "next": page.next, "q": q}
    return _results(request, template, context)


def _results(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Answer the page, or only its results to htmx."""
    name = f"{template}#results" if wants_fragment(request) else template
    return render(request, name, context, status=status)


def _greeting() -> str:
    hour = timezone.localtime().hour
    if hour < NOON:
        return "Good morning"
    return "Good afternoon" if hour < EVENING else "Good evening"
