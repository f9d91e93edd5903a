"""Forms that come twice: a browser that lost an answer sends its form again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.access import own_page
from accounts.models import User
from quotes import commands
from quotes.models import Quote
from quotes.queries import annotation
from quotes.views import annotate
from quotes.views.addresses import wants_fragment
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from quotes.models import Step

MOVES_ON = frozenset({"accept_quote", "reject_quote"})
"""Commands after which the next quote is in hand."""


class DeedsMiddleware:
    """Do once what a form with a `deed` asks for, however often it comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let everything through that names no deed."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer a form whose deed is done as the page stands now; else let it do the deed."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None  # no form of a page; and a body that the API reads is not to be read here
        if request.POST.get("keep") == "theirs" and "quote_id" in kwargs:
            return show_theirs(request, kwargs["quote_id"])
        deed = deed_in(request)
        if deed is None or not isinstance(request.user, User):
            return None
        with commands.once(deed, by=request.user) as done:
            return answer_done(request, done) if done else view(request, *args, **kwargs)


def deed_in(request: HttpRequest) -> UUID | None:
    """Answer the id the page gave to what it asks for, if it gave one."""
    try:
        return UUID(request.POST["deed"]) if request.method == "POST" else None
    except (KeyError, ValueError):
        return None


def show_theirs(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Answer the quote as somebody else left it: of two changes of one part, theirs is to stand."""
    quote = get_object_or_404(Quote, pk=quote_id)
    address = f"{reverse('article-detail', args=[quote.article_id])}?quote={quote_id}"
    if not wants_fragment(request):
        return redirect(address)
    sheet = annotate.sheet_or_404(request, quote.article_id, quote_id=quote_id)
    return annotate.difference(request, sheet, quote_id, annotate.Outcome())


def answer_done(request: HttpRequest, done: Step) -> HttpResponse:
    """Answer what a form did when it came before, as the article page stands now."""
    if done.article_id is None:
        return redirect(own_page(request, request.headers.get("Referer", ""), "/"))
    if not wants_fragment(request):
        quote = f"?quote={done.quote_id}" if done.quote_id else ""
        return redirect(f"{reverse('article-detail', args=[done.article_id])}{quote}")
    was, shown = number_in(request, "was"), number_in(request, "shown")
    sheet = annotate.sheet_or_404(request, done.article_id, quote_id=was, text=shown)
    in_hand = done.quote_id if done.quote_id in sheet.by_id else was
    if done.command in MOVES_ON:
        in_hand = annotation.next_undecided(sheet, in_hand or 0) or in_hand
    outcome = annotate.Outcome(whole=True, toast="Saved")
    return annotate.difference(request, sheet, in_hand or 0, outcome)
