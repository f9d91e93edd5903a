"""Forms of the pages of speakers and targets: done and told there, or refused and kept as typed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from quotes import commands
from quotes.views.sent import number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Page = Callable[..., HttpResponse]


def do(
    request: HttpRequest, command: Callable[[], object], *, done: str, back: str, page: Page
) -> HttpResponse:
    """Run a command and go back with a word of it; where it refuses, show the page with why.

    The page gets `refused` and, in `sent`, all that was typed.
    """
    try:
        command()
    except commands.Missing as missing:
        if missing.field in {"speaker", "target"}:
            raise Http404(missing.message) from missing
        return page(request, refused=missing.message, status=422)
    except commands.Refused as refused:
        status = 409 if isinstance(refused, commands.Conflict) else 422
        return page(request, refused=in_words(refused), status=status)
    messages.success(request, done)
    return redirect(back)


def in_words(refused: commands.Refused) -> str:
    """Say why a command refused, as a sentence of a page."""
    if isinstance(refused, commands.StaleVersion):
        return _(
            "Somebody changed this since you opened it. This is how it stands now; what you typed"
            " is still in its field."
        )
    if isinstance(refused, commands.Ambiguous):
        return _("“%(name)s” is the name of several. Write a longer one, or merge them first.") % {
            "name": refused.value
        }
    return f"{refused.message[:1].upper()}{refused.message[1:]}."


def version_in(request: HttpRequest) -> int:
    """Answer the version the form was made of; 0, which is none, where it names none."""
    return number_in(request, "version")


def words_in(request: HttpRequest, name: str) -> str:
    """Answer what was typed into a field, single spaces."""
    return " ".join(request.POST.get(name, "").split())


def day_in(request: HttpRequest, name: str, *, last: bool = False) -> date | None:
    """Answer a day; a year or a month stands for its first day, or its `last`. Raises Invalid."""
    value = words_in(request, name)
    if not value:
        return None
    is_day = re.fullmatch(r"\d{4}(-\d\d){0,2}", value, re.ASCII)
    try:
        year, month, day = [*map(int, value.split("-") if is_day else [0]), 0, 0][:3]
        if day:
            return date(year, month, day)
        return _last_day(year, month or 12) if last else date(year, month or 1, 1)
    except ValueError as error:
        message = _("“%(value)s” is no day; write 2028, 2028-05 or 2028-05-14") % {
            "value": value[:40]
        }
        raise commands.Invalid(name, value, message) from error


def pairs_in(request: HttpRequest, name: str) -> dict[str, str]:
    """Answer what was typed as "party: Civic Bloc", a pair a line. Raises Invalid."""
    found = {}
    for line in request.POST.get(name, "").splitlines():
        key, colon, value = line.partition(":")
        if colon and key.strip():
            found[key.strip()] = value.strip()
        elif line.strip():
            message = _("“%(line)s” has no colon; write “party: Civic Bloc”") % {
                "line": line.strip()[:40]
            }
            raise commands.Invalid(name, line, message)
    return found


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
