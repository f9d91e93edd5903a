"""What others do at the article one has open, asked for every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.http import Http404, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import annotating
from quotes import commands
from quotes.queries import together
from quotes.queries.touched import quotes_touched
from quotes.views import annotate
from quotes.views.marking import STAYS_IN_PLACE
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.access import SignedInRequest
    from quotes.commands import News, Person
    from quotes.queries.annotation import Sheet


class Present(NamedTuple):
    """Somebody else who is there, and the number of the quote they have in hand, 0 for none."""

    person: Person
    number: int


@require_safe
@never_cache
@annotating
def article_together(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Answer who else is at an article and what was changed since; 304 where nothing was.

    Says on the way that one is there oneself. What one has in hand stays in hand.
    """
    since, in_hand = number_in(request, "since"), number_in(request, "was")
    news = commands.look_in(article_id, quote_id=in_hand or None, since=str(since), by=request.user)
    if news.text is None:
        message = "There is no such article."
        raise Http404(message)
    if _tag(news, news.steps) in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified()
    sheet = annotate.sheet_or_404(request, article_id, text=number_in(request, "shown"))
    answer = render(request, "quotes/_together.html", _context(request, sheet, news, since))
    answer["ETag"] = _tag(news, news.left)
    return answer


def _tag(news: News, steps: str) -> str:
    people = [f"{person.pk}.{person.quote_id or 0}" for person in news.people]
    withdrawn = (news.withdrawn_at or "").replace(" ", "T")
    return '"{}"'.format("-".join((steps, str(news.text), withdrawn, *people)))


def _context(request: SignedInRequest, sheet: Sheet, news: News, since: int) -> dict[str, object]:
    in_hand = number_in(request, "was")
    done = together.steps_since(sheet.article.pk, str(since))
    changed = quotes_touched(each.context for each in done) if done else set()
    changed |= {each.quote_id for each in done if each.quote_id}
    whole = any(not each.quote_id or each.command not in STAYS_IN_PLACE for each in done)
    people = [
        Present(each, there.number if (there := sheet.by_id.get(each.quote_id or 0)) else 0)
        for each in news.people
    ]
    context: dict[str, object] = {
        "since": news.since,
        "people": people,
        "newer": news.text if news.text != sheet.text_version.number else None,
        "text_version": sheet.text_version,
        "article": sheet.article,
    }
    if not done:
        return context
    outcome = annotate.Outcome(changed=frozenset(changed), whole=whole)
    return {
        **context,
        **annotate.drawn_anew(request, sheet, sheet.by_id.get(in_hand), outcome),
        "is_gone": bool(in_hand) and in_hand not in sheet.by_id,
        "went_to": together.text_of(in_hand) if in_hand else None,
        "in_hand": in_hand,
        "shows_panel": whole or in_hand in changed,
        "is_changed": True,
    }
