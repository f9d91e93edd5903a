"""What a typeahead offers while a name is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import may, reading
from accounts.models import Role
from quotes.forms import LONGEST, FilterRefused, read_number
from quotes.queries.names import MOST, OPTIONS, Named, find_speakers, find_targets
from quotes.queries.offers import offer_speakers

KINDS = {"organisation": ("organisation", "group")}


@require_safe
@reading
def speaker_options(request: HttpRequest) -> HttpResponse:
    """Offer speakers, with `article` its unnamed sources too; `known=1` offers no new ones.

    `kind=organisation` offers those that others can speak for.
    """
    try:
        article = read_number(request.GET, "article")
    except FilterRefused as refused:
        return HttpResponse(refused.message, status=400, content_type="text/plain")
    asked = _asked(request)
    letters, kinds = asked[:LONGEST], KINDS.get(request.GET.get("kind", ""))
    if article and may(request.user, Role.ANNOTATOR):
        found = offer_speakers(letters, user=request.user, article_id=article)
    else:
        found = find_speakers(
            letters, user=request.user, limit=OPTIONS if not kinds else 3 * OPTIONS
        )
        found = [each for each in found if not kinds or each.kind in kinds][:OPTIONS]
    context = {
        "options": found,
        "q": asked,
        "may_add": _may_add(request, asked, found),
        "adds_first": _goes_beyond(asked, found),
        "most": MOST,
    }
    return render(request, "quotes/_speaker_options.html", context)


@require_safe
@reading
def target_options(request: HttpRequest) -> HttpResponse:
    """Offer targets; `known=1` offers no new ones."""
    asked = _asked(request)
    found = find_targets(asked[:LONGEST], user=request.user)
    context = {
        "options": found,
        "q": asked,
        "may_add": _may_add(request, asked, found),
        "adds_first": _goes_beyond(asked, found),
    }
    return render(request, "quotes/_target_options.html", context)


def _asked(request: HttpRequest) -> str:
    typed = request.GET.get("find", request.GET.get("q", ""))  # "q" is of quotes beside filters
    return " ".join(typed.replace("\x00", "").split())


def _may_add(request: HttpRequest, asked: str, found: list[Named]) -> bool:
    """Tell whether to offer a new one: not of a name that is known, which would be taken for it."""
    known_only = request.GET.get("known") == "1" or any(each.is_whole for each in found)
    return bool(asked) and not known_only and may(request.user, Role.ANNOTATOR)


def _goes_beyond(asked: str, found: list[Named]) -> bool:
    """Tell whether a longer name was typed than the best one found: then it is most likely new.

    But not where a title was put before the name of somebody known.
    """
    if not found or found[0].is_whole:
        return False
    typed, best = asked.casefold().split(), found[0].name.casefold().split()
    is_titled = found[0].kind == "person" and not found[0].unnamed and set(best) <= set(typed)
    return len(typed) > len(best) and not is_titled
