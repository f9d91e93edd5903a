"""The texts of an article: a next one comes in, and two of them beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import annotating
from articles.drafts import DraftRefused
from articles.forms import NextTextForm
from articles.models import Article, TextVersion
from articles.queries import current_text, visible_to
from quotes.commands import TooFewPlaced, take_in_article
from quotes.queries.both_texts import lay_side_by_side
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest
    from quotes.commands import Anchored, TakenIn


@require_http_methods(["GET", "HEAD", "POST"])
@annotating
def text_new(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Ask for a next text of an article and take it in; what is another text, after a question."""
    article = get_object_or_404(visible_to(request.user), pk=article_id)
    if request.method != "POST":
        today = {"kind": "correction", "dated": timezone.localdate()}
        return _page(request, article, NextTextForm(initial=today))
    form = NextTextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, article, form, status=422)
    insists = request.POST.get("replace") == "1"
    try:
        taken = take_in_article(form.draft, by=request.user, article_id=article.pk, replace=insists)
    except DraftRefused as refused:
        form.refuse(refused)
        return _page(request, article, form, status=422)
    except TooFewPlaced as refused:
        return _page(request, article, form, doubt=refused.anchored, status=409)
    return _go_on(request, taken)


@require_safe
@annotating
def article_texts(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show two texts of an article side by side: the newest and the one before, unless named."""
    article = get_object_or_404(visible_to(request.user), pk=article_id)
    newest = current_text(article).number
    number = number_in(request, "new") or newest
    new, old = _text(article, number), _text(article, number_in(request, "old") or number - 1)
    context = {
        "article": article,
        "old": old,
        "new": new,
        "rows": lay_side_by_side(old.text, new.text),
        "numbers": range(2, newest + 1),
    }
    return render(request, "articles/article_texts.html", context)


def _text(article: Article, number: int) -> TextVersion:
    text = article.text_versions.filter(number=number).first()
    if text is None:
        message = f"This article has no text {number}."
        raise Http404(message)
    return text


def _page(
    request: SignedInRequest,
    article: Article,
    form: NextTextForm,
    *,
    doubt: Anchored | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"article": article, "form": form, "doubt": doubt}
    return render(request, "articles/text_new.html", context, status=status)


def _go_on(request: SignedInRequest, taken: TakenIn) -> HttpResponse:
    anchored = taken.anchored
    if anchored is None:
        messages.info(request, _("This is the text the article has: nothing was added."))
        return redirect("article-detail", taken.article.pk)
    followed = anchored.total - anchored.waiting
    told = ngettext("%(count)s quote has its place", "%(count)s quotes have their place", followed)
    messages.success(request, told % {"count": followed} + ".")
    waits = anchored.waiting > 0
    return redirect("article-correction" if waits else "article-detail", taken.article.pk)
