"""Taking an article, giving it back, and being done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import annotating, own_page
from accounts.queries import people_by_name
from quotes import commands
from quotes.views.addresses import wants_fragment
from quotes.views.annotate import Outcome, Refusal, answer, sheet_or_404
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from accounts.access import SignedInRequest
    from articles.models import Article


@require_POST
@annotating
def article_next(request: SignedInRequest) -> HttpResponse:
    """Take the article that waits longest and open it."""
    article = commands.take_next_article(by=request.user)
    if article is None:
        messages.info(request, _("No article waits for anybody."))
    return _open(request, article)


@require_POST
@annotating
def article_take(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Take this article, whoever has it."""
    return _open(request, _or_404(commands.take_article, request, article_id))


@require_POST
@annotating
def article_release(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Let this article wait for anybody."""
    article = _or_404(commands.release_article, request, article_id)
    messages.success(request, _("“%(article)s” waits for anybody now.") % {"article": article})
    return _open(request, None)


@require_POST
@annotating
def article_finish(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Be done with an article and open the next; or light the first quote that is not decided."""
    try:
        article = _or_404(commands.finish_article, request, article_id)
    except commands.Undecided as undecided:
        sheet = sheet_or_404(request, article_id, quote_id=undecided.first)
        message = ngettext(
            "%(count)s quote is not decided. It is in hand now",
            "%(count)s quotes are not decided. The first is in hand now",
            undecided.count,
        ) % {"count": undecided.count}
        refusal = Refusal(message, status=409, is_unfinished=True)
        return answer(request, sheet, undecided.first, Outcome(refusal=refusal))
    messages.success(request, _("“%(article)s” is done.") % {"article": article})
    following = commands.go_on_from(article, by=request.user)
    if following is None:
        messages.info(request, _("Nothing more waits for you."))
    return _open(request, following)


@require_POST
@annotating
def article_give(request: SignedInRequest) -> HttpResponse:
    """Give the articles that were chosen in the list to somebody."""
    chosen = [int(each) for each in request.POST.getlist("article") if each.isdecimal()]
    person = people_by_name().filter(pk=number_in(request, "to")).first()
    if person and chosen:
        try:
            given = len(commands.give_articles(chosen, to=person, by=request.user))
        except commands.Missing as missing:
            raise Http404(missing.message) from missing
        told = ngettext(
            "%(count)s article is with %(person)s now.",
            "%(count)s articles are with %(person)s now.",
            given,
        )
        messages.success(request, told % {"count": given, "person": person.shown_name})
    else:
        messages.error(request, _("Choose articles, and whom to give them to."))
    back = request.POST.get("back", "")
    return redirect(own_page(request, back, default=resolve_url("article-list")))


def _or_404(command: Callable[..., Article], request: SignedInRequest, article_id: int) -> Article:
    try:
        return command(article_id, by=request.user)
    except commands.Missing as missing:
        raise Http404(missing.message) from missing


def _open(request: SignedInRequest, article: Article | None) -> HttpResponse:
    """Go to an article or, where there is none, to the desk."""
    to = resolve_url("article-detail", article.pk) if article else resolve_url("desk")
    return HttpResponseClientRedirect(to) if wants_fragment(request) else redirect(to)
