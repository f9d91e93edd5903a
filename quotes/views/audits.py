"""Who is quoted: shares of the voices in any view, and who is criticised without a word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import reading
from quotes.charts.bars import share_bars
from quotes.forms import FilterRefused, read_choice, read_filters, read_known
from quotes.queries.choices import Unknown
from quotes.queries.figures.audit import (
    ATTRIBUTE,
    BY,
    attribute_names,
    audit_voices,
    audited_quotes,
)
from quotes.queries.figures.counting import COUNTINGS
from quotes.queries.figures.newest import MOST
from quotes.queries.figures.unheard import find_unheard
from quotes.views.addresses import refuse, without_empty
from quotes.views.audit_files import audit_file

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from quotes.queries.figures.audit import Audit
    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters

SHOWN, PEOPLE = 15, 12
FILES = ("page", "shares.csv", "shares.svg", "unheard.csv")
WORDS = {
    "organisation": gettext_lazy("organisation"),
    "role": gettext_lazy("role at the time"),
    "sourcing": gettext_lazy("named and unnamed"),
    "outlet": gettext_lazy("outlet"),
    "prominence": gettext_lazy("how early in the article"),
    "speaker": gettext_lazy("speaker"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    query: QueryDict
    filters: QuoteFilters
    counting: Counting
    by: str
    file: str


@require_safe
@reading
def audit(request: HttpRequest) -> HttpResponse:
    """Show who is heard in the quotes of a view, and who is not."""
    try:
        asked = _read(request)
        ids, is_all = audited_quotes(asked.filters, counting=asked.counting, user=request.user)
    except (FilterRefused, Unknown) as refused:
        return refuse(request, refused)
    shares = audit_voices(ids, asked.by, is_all=is_all)
    if asked.filters.not_:
        shares = _with_difference(shares, asked, request)
    unheard = find_unheard(ids)
    if asked.file != "page":
        return audit_file(asked.file, shares, unheard, request)
    return render(
        request,
        "quotes/audit.html",
        _context(asked, shares, ids) | {"unheard": unheard[:PEOPLE], "people": len(unheard)},
    )


def _read(request: HttpRequest) -> Asked:
    query = without_empty(request.GET)
    by = query.get("by", BY[0])
    if by not in BY and not (by.startswith(ATTRIBUTE) and by != ATTRIBUTE):
        message = _("“%(name)s” cannot be “%(value)s”. It is %(names)s or attribute:NAME.") % {
            "name": "by",
            "value": by[:40],
            "names": ", ".join(BY),
        }
        raise FilterRefused("by", by, message)
    return Asked(
        query,
        read_filters(query, also=("by", "counting", "as")),
        cast("Counting", read_choice(query, "counting", COUNTINGS)),
        by,
        read_choice(query, "as", FILES),
    )


def _with_difference(shares: Audit, asked: Asked, request: HttpRequest) -> Audit:
    """Tell each share beside what it is with what was left out."""
    every = replace(asked.filters, not_=())
    ids, _ = audited_quotes(every, counting=asked.counting, user=request.user)
    whole = {group.key: group.share for group in audit_voices(ids, asked.by).groups}
    groups = [replace(each, share_with=whole.get(each.key, 0.0)) for each in shares.groups]
    return replace(shares, groups=groups)


def _context(asked: Asked, shares: Audit, ids: list[int]) -> dict[str, Any]:
    shown = shares.groups[:SHOWN]
    names = attribute_names(ids)
    return {
        "asked": asked,
        "shares": shares,
        "rows": [
            (group, bar, _opens(asked, group.key))
            for group, bar in zip(shown, share_bars([each.voices for each in shown]), strict=True)
        ],
        "others": shares.count - len(shown),
        "choices": [*WORDS.items(), *((f"{ATTRIBUTE}{name}", name) for name in names)],
        "chosen": str(WORDS.get(asked.by, asked.by.removeprefix(ATTRIBUTE))),
        "countings": COUNTINGS,
        "most": MOST,
        "list": _opens(asked, None),
    }


def _opens(asked: Asked, key: str | None) -> str:
    """Answer the address of the quotes of a group, "" where no filter is as narrow as it is."""
    query = read_known(asked.query)
    kind, _, attribute = asked.by.partition(":")
    if key is not None:
        if kind == "prominence":
            return ""
        query.setlistdefault(kind, []).append(f"{attribute}:{key}" if attribute else key)
    if "act" not in query:
        query["act"] = "said"
    return f"{reverse('quote-list')}?{urlencode(dict(query.lists()), doseq=True)}"
