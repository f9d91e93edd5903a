"""The article page: an article with its quotes, and one of them in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import may, reading
from accounts.models import Role, User
from articles.models import Article, TextVersion
from articles.queries import shows_text
from quotes import spans
from quotes.queries import annotation
from quotes.queries.clashes import beside
from quotes.queries.copies import copies_of
from quotes.queries.desk import InHand, hand_of
from quotes.queries.notes import notes_on
from quotes.queries.together import traces_of
from quotes.views.addresses import varies_by_htmx, wants_fragment
from quotes.views.outcomes import Outcome, Refusal
from quotes.views.sent import ORDER, number_in, order_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.models import User
    from quotes.queries.annotation import Placed, Sheet
    from quotes.queries.clashes import Beside

__all__ = [
    "Outcome",
    "Refusal",
    "answer",
    "article_detail",
    "difference",
    "drawn_anew",
    "sheet_or_404",
    "whole_page",
]

LONG = 100_000
"""From so many code points on, paragraphs out of sight are left undrawn until they come near."""

YEAR = 365 * 24 * 60 * 60


@require_safe
@reading
@varies_by_htmx
def article_detail(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show an article with one quote in hand; htmx gets only what differs."""
    quote_id = number_in(request, "quote")
    sheet = sheet_or_404(request, article_id, quote_id=quote_id, text=number_in(request, "text"))
    if wants_fragment(request):
        found = difference(request, sheet, quote_id, Outcome(whole="order" in request.GET))
    else:
        found = whole_page(request, sheet, quote_id)
    if "order" in request.GET:
        found.set_cookie(ORDER, sheet.order, max_age=YEAR, samesite="Lax", httponly=True)
    return found


def sheet_or_404(
    request: HttpRequest, article_id: int, *, quote_id: int = 0, text: int = 0
) -> Sheet:
    """Answer the article's text, the one of this quote if it is not named."""
    try:
        sheet = annotation.open_sheet(
            article_id, user=request.user, number=text or None, quote_id=quote_id
        )
    except (Article.DoesNotExist, TextVersion.DoesNotExist) as error:
        message = "There is no such article, or no such text of it."
        raise Http404(message) from error
    sheet.order = order_in(request)
    return sheet


def whole_page(
    request: HttpRequest, sheet: Sheet, quote_id: int, refusal: Refusal | None = None
) -> HttpResponse:
    """Answer the page as a browser opens it."""
    placed = sheet.by_id.get(quote_id) or annotation.first_to_look_at(sheet)
    active_id = placed.pk if placed else 0
    context = {
        **_context(request, sheet, placed, Outcome(refusal=refusal)),
        "word_count": len(sheet.text_version.text.split()),
        "is_long": sheet.text_version.length >= LONG,
        "texts": list(sheet.article.text_versions.defer("text").order_by("number")),
        "layout": annotation.lay_out(
            sheet.text_version,
            annotation.draw(sheet, active_id=active_id, only=_allowed(request, sheet)),
        ),
        "copies": copies_of(sheet.article, user=request.user),
        "hand": _hand(request, sheet),
        "since": sheet.since,
        "to_place": annotation.to_place(sheet.article, number_in(request, "place")),
        "may_review": may(request.user, Role.REVIEWER),
        "queue": annotation.line_up(sheet, active_id=active_id),
    }
    status = refusal.status if refusal else 200
    return render(request, "articles/article_detail.html", context, status=status)


def difference(request: HttpRequest, sheet: Sheet, quote_id: int, outcome: Outcome) -> HttpResponse:
    """Answer what is different on the page now, for htmx: panel, touched paragraphs, queue rows."""
    placed = sheet.by_id.get(quote_id) or annotation.first_to_look_at(sheet)
    active_id = placed.pk if placed else 0
    if number_in(request, "shown") not in {0, sheet.text_version.number}:
        return _load_text(request, sheet, active_id, outcome)
    context = {
        **drawn_anew(request, sheet, placed, outcome),
        "beside": _beside(request, sheet, outcome),
    }
    status = outcome.refusal.status if outcome.refusal else 200
    answer = render(request, "quotes/_changed.html", context, status=status)
    answer["HX-Replace-Url"] = _address(sheet, active_id)
    return answer


def drawn_anew(
    request: HttpRequest, sheet: Sheet, placed: Placed | None, outcome: Outcome
) -> dict[str, Any]:
    """Answer what is to be drawn where an outcome, or a step to another quote, shows."""
    active_id = placed.pk if placed else 0
    rows = {active_id, number_in(request, "was"), *outcome.changed}
    only = _touched(request, sheet, rows, outcome)
    return {
        **_context(request, sheet, placed, outcome),
        "paragraphs": annotation.draw(sheet, active_id=active_id, only=only),
        "queue": annotation.line_up(
            sheet, active_id=active_id, only=None if outcome.whole else rows
        ),
        "numbers": _numbers(sheet) if outcome.whole and only is not None else "",
    }


def _load_text(request: HttpRequest, sheet: Sheet, quote_id: int, outcome: Outcome) -> HttpResponse:
    """Let htmx load the page: its paragraphs are of another text, none of which may be mixed in."""
    if outcome.toast:
        messages.success(request, f"{outcome.toast}.")
    if outcome.refusal:
        messages.error(request, outcome.refusal.message)
    return HttpResponseClientRedirect(_address(sheet, quote_id))


def answer(request: HttpRequest, sheet: Sheet, quote_id: int, outcome: Outcome) -> HttpResponse:
    """Answer a change: the difference for htmx, else the page."""
    if wants_fragment(request):
        return difference(request, sheet, quote_id, outcome)
    if outcome.refusal:
        return whole_page(request, sheet, quote_id, outcome.refusal)
    if outcome.notice:
        messages.info(request, outcome.notice)
    return redirect(_address(sheet, quote_id))


def _beside(request: HttpRequest, sheet: Sheet, outcome: Outcome) -> Beside | None:
    """Answer what others changed of the quote that was changed, where its form had not seen it."""
    seen = number_in(request, "version")
    if not (outcome.is_saved and seen and len(outcome.changed) == 1):
        return None
    (changed,) = outcome.changed
    placed = sheet.by_id.get(changed)
    if placed is None or placed.quote.version <= seen + 1:
        return None
    return beside(placed.pk, seen, user=cast("User", request.user))


def _context(
    request: HttpRequest, sheet: Sheet, placed: Placed | None, outcome: Outcome
) -> dict[str, Any]:
    active = annotation.activate(sheet, placed, lit=outcome.lit, lit_after=outcome.lit_after)
    noted = active.quote.pk if active and active.details.has_notes else None
    return {
        "article": sheet.article,
        "text_version": sheet.text_version,
        "may_annotate": may(request.user, Role.ANNOTATOR),
        "active": active,
        "refusal": outcome.refusal,
        "toast": outcome.toast,
        "notice": outcome.notice,
        "was_undone": outcome.was_undone,
        "saved": outcome.is_saved,
        "notes": notes_on(noted, user=request.user) if noted else [],
    }


def _hand(request: HttpRequest, sheet: Sheet) -> InHand | None:
    """Answer who works on the article, for those who may."""
    user = request.user
    works_here = isinstance(user, User) and may(user, Role.ANNOTATOR)
    return hand_of(sheet.article, user=user) if isinstance(user, User) and works_here else None


def _touched(
    request: HttpRequest, sheet: Sheet, rows: Collection[int], outcome: Outcome
) -> set[int] | None:
    """Answer the paragraphs to draw; of a short text all of them, where numbers may differ."""
    text, moved = sheet.text_version.text, list(outcome.moved)
    if outcome.whole and sheet.text_version.length < LONG:
        return _allowed(request, sheet)
    if outcome.whole:
        moved += traces_of(rows)
    before = sheet.chains_with(outcome.mention) if outcome.mention else outcome.chains
    if before is not None:
        moved += annotation.mentions_recoloured(sheet, before)
    now = annotation.touched_by(sheet, [sheet.by_id.get(each) for each in rows])
    return now | spans.touched(text, [part for part in moved if part[1] <= len(text)])


def _numbers(sheet: Sheet) -> str:
    """Answer the number of each quote, for links that stand in paragraphs not drawn anew."""
    return " ".join(f"{each.pk}:{each.number}" for each in sheet.numbered)


def _allowed(request: HttpRequest, sheet: Sheet) -> set[int] | None:
    """Answer the paragraphs this person may read: all (None), or only those with quotes on them."""
    if shows_text(sheet.article, user=request.user):
        return None
    return annotation.touched_by(sheet, sheet.placed)


def _address(sheet: Sheet, quote_id: int) -> str:
    asked = f"?quote={quote_id}" if quote_id else _text_asked(sheet)
    if sheet.order != annotation.READING_ORDER:
        asked += f"{'&' if asked else '?'}order={sheet.order}"
    return f"{reverse('article-detail', args=[sheet.article.pk])}{asked}"


def _text_asked(sheet: Sheet) -> str:
    """Answer what names the text where no quote does; the newest needs no name."""
    number = sheet.text_version.number
    newer = sheet.article.text_versions.filter(number__gt=number)
    return f"?text={number}" if newer.exists() else ""
