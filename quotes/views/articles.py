"""The list of articles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import may, reading
from accounts.models import Role, User
from accounts.queries import people_by_name
from articles.forms import ArticleFilterForm
from articles.paging import BadCursor
from articles.queries import find_articles
from quotes.forms import FilterRefused, check_names
from quotes.queries.desk import states
from quotes.queries.progress import Progress, progress_of
from quotes.queries.waiting import MOST_WAITING
from quotes.views.addresses import refuse, varies_by_htmx, wants_fragment


@require_safe
@reading
@varies_by_htmx
def article_list(request: HttpRequest) -> HttpResponse:
    """List articles, newest first, by headline, outlet and day."""
    user = request.user
    works_here = isinstance(user, User) and may(user, Role.ANNOTATOR)
    form = ArticleFilterForm(request.GET, works_here=works_here)
    filters = form.filters()
    try:
        check_names(request.GET, (*form.fields, "after"))
        page = find_articles(filters, user=user, cursor=request.GET.get("after"))
    except (FilterRefused, BadCursor) as refused:
        return refuse(request, refused)
    progress = progress_of(page.rows)
    rows = [(article, progress.get(article.pk, Progress())) for article in page.rows]
    context = {
        "form": form,
        "rows": rows,
        "next": page.next,
        "works_here": works_here,
        "people": people_by_name() if works_here else (),
        "states": states() if works_here else None,
        "most": MOST_WAITING,
    }
    status = 400 if form.errors else 200
    template = "articles/article_list.html"
    name = f"{template}#results" if wants_fragment(request) else template
    return render(request, name, context, status=status)
