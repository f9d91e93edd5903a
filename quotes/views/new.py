"""Taking in one article, pasted or uploaded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import annotating
from articles.drafts import DraftRefused
from articles.forms import ArticleForm, ImportForm
from articles.queries import article_at, current_text, outlets_by_name
from quotes.commands import TakenIn, TooFewPlaced, take_in_article
from quotes.queries.imports import last_imports

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest
    from articles.drafts import Draft
    from articles.models import Article

KNOWN_ADDRESS = gettext_lazy(
    "This address is here already. Send again to add this as its next text."
)


@require_http_methods(["GET", "HEAD", "POST"])
@annotating
def article_new(request: SignedInRequest) -> HttpResponse:
    """Ask for an article, take it in and go on to it, or to the next where one is to follow."""
    if request.method != "POST":
        return _page(request, ArticleForm(initial={"outlet": request.GET.get("outlet", "")}))
    form = ArticleForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    if known := _unasked_next_text(form.draft, request.POST.get("next_text_of", "")):
        form.add_error("url", KNOWN_ADDRESS)
        return _page(request, form, known=known, status=409)
    try:
        taken = take_in_article(form.draft, by=request.user)
    except DraftRefused as refused:
        form.refuse(refused)
        return _page(request, form, status=422)
    except TooFewPlaced as refused:
        form.add_error(
            "text",
            _("%(message)s. Its page takes a new text all the same.")
            % {"message": refused.message},
        )
        return _page(request, form, known=refused.article, status=409)
    return _go_on(request, taken)


def _page(
    request: SignedInRequest, form: ArticleForm, *, known: Article | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "outlets": outlets_by_name(),
        "known": known,
        "many": ImportForm(),
        "imports": last_imports(request.user),
    }
    return render(request, "articles/article_new.html", context, status=status)


def _unasked_next_text(draft: Draft, agreed: str) -> Article | None:
    """Answer the article that would get a new text by its address, unless that was agreed to."""
    known = article_at(draft.url)
    if known is None or str(known.pk) == agreed or current_text(known).sha256 == draft.sha256:
        return None
    return known


def _go_on(request: SignedInRequest, taken: TakenIn) -> HttpResponse:
    if taken.change == "same":
        messages.info(request, _("This article is here already: nothing was added."))
    else:
        messages.success(request, _told(taken))
    if "next" not in request.POST:
        waits = taken.anchored is not None and taken.anchored.waiting > 0
        return redirect("article-correction" if waits else "article-detail", taken.article.pk)
    outlet = taken.article.outlet
    keep = f"?{urlencode({'outlet': outlet.name})}" if outlet else ""
    return redirect(resolve_url("article-new") + keep)


def _told(taken: TakenIn) -> str:
    count = taken.quotes_suggested
    told = ngettext("%(count)s quote suggested.", "%(count)s quotes suggested.", count)
    quotes = told % {"count": count}
    if taken.change == "new":
        return quotes
    return _("A changed text: version %(number)s is stored, %(quotes)s") % {
        "number": taken.text_version.number,
        "quotes": quotes,
    }
