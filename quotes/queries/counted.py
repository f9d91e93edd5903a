"""How many quotes each choice would leave: counted over what is found, up to a bound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import connection

from quotes.queries.filters import QuoteFilters
from quotes.queries.search import find_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

MOST = 10_000
"""A longer list is counted as more than this: counting it whole would cost more than showing it."""
PREFIXES = {
    "speaker": "s",
    "organisation": "o",
    "target": "t",
    "stance": "x",
    "kind": "k",
    "act": "a",
    "sourcing": "n",
    "outlet": "l",
    "language": "g",
    "descriptor": "d",
    "cue": "c",
    "relay": "r",
    "block": "b",
    "decided": "h",
    "unsure": "h",
    "relayed": "y",
}
FLAGS = {"unsure": {"unsure": "yes"}, "relayed": {"relayed": "yes"}}
"""What stands for "yes" in the filters that have no other value."""

_COUNT = """
select facet, count(*) from quotes_quotesearch s cross join unnest(s.facets) facet
where s.quote_id = any(%s) and split_part(facet, ':', 1) = any(%s)
group by facet order by count(*) desc, facet
"""
_MONTHS = """
select split_part(facet, ':', 2) as month, split_part(stance, ':', 3) as position, count(*)
from quotes_quotesearch s cross join unnest(s.facets) facet
left join unnest(s.facets) stance on split_part(stance, ':', 1) = 'p'
    and split_part(stance, ':', 2) = any(%s) and split_part(stance, ':', 4) = ''
where s.quote_id = any(%s) and facet like 'm:%%' and facet <> 'm:none'
group by month, position
"""
_PRINTED = """
select count(distinct s.article_id), count(distinct a.outlet_id)
from quotes_quotesearch s join articles_article a on a.id = s.article_id where s.quote_id = any(%s)
"""


@dataclass(frozen=True)
class Counts:
    """How many quotes each value of each filter would leave, most first; values are texts."""

    by_filter: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, name: str) -> Mapping[str, int]:
        """Answer the counts of a filter's values."""
        return self.by_filter.get(name, {})


def count_choices(
    filters: QuoteFilters, *, user: User | AnonymousUser, names: Iterable[str] = PREFIXES
) -> Counts:
    """Count what each choice would leave, were it the only one of its filter."""
    wanted, empty = set(names), QuoteFilters()
    active = {name for name in wanted if getattr(filters, name)}
    found = _count(filters, wanted - active, user=user)
    for name in active:
        without = replace(filters, **{name: getattr(empty, name)})
        found |= _count(without, {name}, user=user)
    return Counts(found)


def count_months(
    filters: QuoteFilters, *, user: User | AnonymousUser, target: Iterable[int] = ()
) -> dict[str, dict[str, int]]:
    """Count quotes by month ("2031-08") and, on a target, by position; "" is none.

    Whatever days are asked for: a chart shows what is around them.
    """
    filters = replace(filters, said_from=None, said_to=None)
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, [[str(each) for each in target], ids_of(filters, user=user)])
        months: dict[str, dict[str, int]] = {}
        for month, position, n in cursor.fetchall():
            months.setdefault(month, {})[position or ""] = n
    return months


def count_articles(filters: QuoteFilters, *, user: User | AnonymousUser) -> tuple[int, int]:
    """Count the articles that the quotes stand in, and their outlets."""
    with connection.cursor() as cursor:
        cursor.execute(_PRINTED, [ids_of(filters, user=user)])
        articles, outlets = cursor.fetchone()
        return articles, outlets


def _count(
    filters: QuoteFilters, names: set[str], *, user: User | AnonymousUser
) -> dict[str, dict[str, int]]:
    prefixes = dict(PREFIXES)
    if len(filters.target) == 1:
        prefixes["stance"] = "p"
    with connection.cursor() as cursor:
        wanted = [prefixes[name] for name in names]
        cursor.execute(_COUNT, [ids_of(filters, user=user), wanted])
        rows = cursor.fetchall()
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for facet, n in rows:
        prefix, _, value = facet.partition(":")
        for name in names:
            if prefixes[name] == prefix and (told := _told(name, value, filters)):
                found[name][told] = n
    return found


def _told(name: str, value: str, filters: QuoteFilters) -> str:
    """Answer the value of a filter that a facet stands for, "" where it is of another."""
    if name in FLAGS:
        return FLAGS[name].get(value, "")
    if name == "decided" and value == "unsure":
        return ""
    if name == "stance" and len(filters.target) == 1:
        target, _, position = value.partition(":")
        return position if target == str(filters.target[0]) and ":" not in position else ""
    return "" if name in {"outlet", "language"} and value == "none" else value


def ids_of(filters: QuoteFilters, *, user: User | AnonymousUser) -> list[int]:
    """Answer the newest quotes that fit, at most one more than `MOST`."""
    return find_page(filters, user=user, cursor=None, limit=MOST + 1).rows
