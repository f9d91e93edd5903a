"""What is said above a list of quotes: of whom they are, and how many are what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.queries.choices import LACKING
from quotes.queries.filters import NOBODY
from quotes.queries.labels import worded
from quotes.queries.printed_in import count_articles
from quotes.queries.search import SAMPLED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.filters import QuoteFilters
    from quotes.queries.search import Facets, Once
    from quotes.views.chips import Chip


def about(on: list[Chip]) -> str:
    """Say by whom and on what the quotes of a heading are, where that is one speaker or target."""
    words = {"speaker": _("by %(name)s"), "target": _("on %(name)s")}
    named = {
        field: [
            chip.text for chip in on if chip.field == field and chip.text != str(LACKING[field])
        ]
        for field in words
    }
    about = [words[field] % {"name": each[0]} for field, each in named.items() if len(each) == 1]
    return " ".join(about)


def told(
    filters: QuoteFilters, counts: Facets, once: Once | None, *, user: User | AnonymousUser
) -> list[str]:
    """Say how many support and oppose the one target, and where all of it was printed."""
    if counts.more:
        words = _("Counts beside the choices are of the newest %(n)s.")
        return [*_of_printings(once), words % {"n": intcomma(SAMPLED)}]
    if not counts.total or not filters.given():
        return []
    articles, outlets = counts.printed_in or count_articles(filters, user=user)
    printed = {
        "articles": ngettext("%(n)s article", "%(n)s articles", articles) % {"n": articles},
        "outlets": ngettext("%(n)s outlet", "%(n)s outlets", outlets) % {"n": outlets},
    }
    where = _("From %(articles)s of %(outlets)s.") if outlets else _("From %(articles)s.")
    numbers = once.positions if once else counts.of("stance")
    sentences = (_stands(filters, numbers), *_of_printings(once), where % printed)
    return [each for each in sentences if each]


def _of_printings(once: Once | None) -> list[str]:
    """Say of how many printings that is which is counted."""
    if once is None:
        return []
    if once.more:
        words = _("The newest %(printings)s come down to %(count)s.")
    else:
        words = _("Counts beside the choices are of all %(printings)s printings.")
    return [words % {"printings": intcomma(once.printings), "count": intcomma(once.count)}]


def _stands(filters: QuoteFilters, numbers: Mapping[str, int]) -> str:
    if len(filters.target) != 1 or filters.parts or NOBODY in filters.target:
        return ""
    told = [
        _("%(n)s %(position)s it")
        % {"n": numbers.get(each, 0), "position": worded(each, "position")}
        for each in ("support", "oppose")
        if not filters.stance or each in filters.stance
    ]
    return f"{', '.join(told)}." if told else ""
