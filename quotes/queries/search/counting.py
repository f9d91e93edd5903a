"""How many quotes fit, and how many each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from quotes.queries.figures.tallies import ALL, count_everything, largest_of_each
from quotes.queries.filters import QuoteFilters
from quotes.queries.search.facets import FLAGS, PREFIXES, TERM
from quotes.queries.search.hits import Field, Hits
from quotes.queries.search.meaning import conditions
from quotes.queries.search.reach import ask
from quotes.queries.search.telling import NONE, Told, is_one_thing, told_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

COUNTED = (*(name for name in PREFIXES if name not in {"family", "statement"}), *FLAGS)
"""The filters whose choices are counted."""
SINGLE = ("kind", "act", "outlet", "language", "block", "decided", "cue")
"""Those of which a quote has one value: their counts and "none" add up to all."""
VALUES = 200
"""So many values of a filter are counted, those that most quotes have."""
COMPUTED = 1_000
"""What is not accepted has its facets computed for each look: so many are looked at."""
MOST = 10_000
"""A longer list is counted as more than this: counting it whole would cost more than showing it."""
SAMPLED = 2_000
"""Of such a list the newest so many are counted by what they are."""

MONTHS = "m:"
TOLD = ("total", "articles", "outlets")
NOT_AGAIN: Mapping[tuple[str, ...], int] = {}

_COUNT = "select count(*) from ({}) hits"
# One more facet, "", counts the hits themselves. Among the columns `unnest` takes half as long.
_FACETS = """
select facet, n from (
    select facet, count(*) as n,
        row_number() over (partition by left(facet, 2) order by count(*) desc, facet) as place
    from (select unnest(facets || array['']) as facet from ({}) hits) every
    where left(facet, 2) = any(%(prefixes)s::text[]) or facet = any(%(exactly)s::text[])
    group by facet) counted
where place <= %(values)s or facet = any(%(exactly)s::text[])
"""
# What is few enough is counted by all it is in the one look that tells how much it is.
_AT_ONCE = """
with hits as materialized ({}),
total as materialized (select count(*) as n from hits),
few as materialized (
    select * from hits
    limit (select case when n <= %(few)s then n when %(newest)s then %(sampled)s else 0 end
        from total)),
homes as (select distinct article_id from few where (select n from total) <= %(few)s)
select facet, n from (
    select facet, count(*) as n,
        row_number() over (partition by left(facet, 2) order by count(*) desc, facet) as place
    from (select unnest(facets || array['']) as facet from few) every
    where left(facet, 2) = any(%(prefixes)s::text[]) or facet = any(%(exactly)s::text[])
    group by facet) counted
where place <= %(values)s or facet = any(%(exactly)s::text[]) or left(facet, 2) = 'm:'
union all select '#total', n from total
union all select '#articles', count(*) from homes
union all select '#outlets', count(distinct home.outlet_id)
    from homes join articles_article home on home.id = homes.article_id
"""


@dataclass(frozen=True)
class Facets:
    """How many quotes each value of each filter would leave, most first; values are texts.

    `total` is how many fit, or more than that: then the newest `SAMPLED` of them were counted.
    `months` ("2031-08", or "none"): how many each has, and `printed_in`, in how many articles of
    how many outlets, where the same look told that.
    """

    total: int = 0
    more: bool = False
    by_filter: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    months: Mapping[str, int] | None = None
    printed_in: tuple[int, int] | None = None

    def of(self, name: str) -> Mapping[str, int]:
        """Answer the counts of a filter's values."""
        return self.by_filter.get(name, {})


def count(filters: QuoteFilters, *, user: User | AnonymousUser) -> int:
    """Answer how many quotes there are, at most one more than `MOST`; of everything exactly."""
    if not filters.given():
        return count_everything()
    return _count(Field(conditions(filters, user=user)))


def facet_counts(
    filters: QuoteFilters, *, user: User | AnonymousUser, names: Iterable[str] = COUNTED
) -> Facets:
    """Count what each choice would leave, were it the only one of its filter.

    Where nothing else narrows the list, tallies answer exactly.
    """
    wanted = list(names)
    if not filters.given():
        everything, of_each = _of_everything(wanted)
        return Facets(everything, by_filter=of_each)
    active = [name for name in wanted if getattr(filters, name)]
    field = Field(conditions(filters, user=user))
    others = [name for name in wanted if name not in active]
    look = _at_once(field, others, filters) if field.where.is_decided else Facets(_count(field))
    total = look.total
    most = SAMPLED if total > MOST else MOST
    found = {**look.by_filter} or _facets(field, others, filters, most)
    for name in active:
        if filters.given().keys() <= {name, "parts"}:
            found |= _of_everything([name])[1]
            continue
        without = Field(conditions(filters, user=user, leaving_out=[name]))
        found |= _facets(without, [name], filters, _bound(without, most))
    return replace(look, total=min(total, MOST), more=total > MOST, by_filter=found)


def _bound(field: Field, most: int) -> int:
    """Answer how many hits to count over: few where there look to be far more than can be."""
    if field.edge is None or most == SAMPLED:
        return most
    return SAMPLED if field.share * count_everything() > 2 * MOST else MOST


def _count(field: Field) -> int:
    def all_of_it(hits: Hits, most: int) -> tuple[int, None]:
        sql = _COUNT.format(hits.select("1", most))
        return ask(sql, hits.params, forced=hits.forced)[0][0], None

    return field.newest(MOST + 1, all_of_it)[0]


def _at_once(field: Field, names: Collection[str], filters: QuoteFilters) -> Facets:
    """Answer all there is to tell of a few hits; of more than `MOST` what the newest tell.

    Of those nothing but their number, where another look has the newest in reach and this has not.
    """
    told = [told_by(name, filters) for name in names]
    asked = {**_asked(told, MONTHS), "few": MOST, "sampled": SAMPLED}
    columns = f"{field.where.facets} as facets"

    def each_value(hits: Hits, most: int) -> tuple[int, Facets]:
        sql = _AT_ONCE.format(hits.select(f"{columns}, s.article_id", most))
        newest = not hits.forced or field.is_whole(SAMPLED)
        known = {**hits.params, **asked, "newest": newest}
        counts = dict(ask(sql, known, forced=hits.forced))
        total, articles, outlets = (counts.pop(f"#{each}") for each in TOLD)
        seen = counts.pop("", 0)
        if total > MOST and not seen:
            return total, Facets(total)
        again = _counted_again([each.by_value(counts) for each in told], hits, columns, seen)
        of_each = {each.name: _counts(each, counts, seen, again) for each in told}
        if total > MOST:
            return total, Facets(total, by_filter=of_each)
        months = {facet[2:]: n for facet, n in counts.items() if facet.startswith(MONTHS)}
        return total, Facets(
            total, by_filter=of_each, months=months, printed_in=(articles, outlets)
        )

    return field.newest(MOST + 1, each_value)[1]


def _asked(told: Iterable[Told], *more: str) -> dict[str, Any]:
    told = list(told)
    return {
        "prefixes": sorted({each.prefix for each in told if not each.only} | {*more}),
        "exactly": ["", *(facet for each in told for facet in each.only)],
        "values": VALUES,
    }


def _facets(
    field: Field, names: Collection[str], filters: QuoteFilters, most: int
) -> dict[str, dict[str, int]]:
    told = [told_by(name, filters) for name in names]
    asked = _asked(told)

    def each_value(hits: Hits, limit: int) -> tuple[int, dict[str, dict[str, int]]]:
        sql = _FACETS.format(hits.select(f"{field.where.facets} as facets", limit))
        counts = dict(ask(sql, {**hits.params, **asked}, forced=hits.forced))
        seen = counts.pop("", 0)
        values = [each.by_value(counts) for each in told]
        again = _counted_again(values, hits, f"{field.where.facets} as facets", limit)
        return seen, {each.name: _counts(each, counts, seen, again) for each in told}

    return field.newest(most if field.where.is_decided else COMPUTED, each_value)[1]


def _counted_again(
    found: Iterable[Mapping[str, list[str]]], hits: Hits, facets: str, limit: int
) -> dict[tuple[str, ...], int]:
    """Count the hits with any of several facets of one value: a hit may have two that are one."""
    groups = [
        tuple(each) for values in found for each in values.values() if not is_one_thing(each)
    ][:VALUES]
    if not groups:
        return {}
    known = {f"group_{number}": list(group) for number, group in enumerate(groups)}
    each = ", ".join(f"count(*) filter (where facets && %({name})s::text[])" for name in known)
    sql = f"select {each} from ({hits.select(facets, limit)}) hits"
    (row,) = ask(sql, {**hits.params, **known}, forced=hits.forced)
    return dict(zip(groups, row, strict=True))


def _counts(
    told: Told,
    counts: Mapping[str, int],
    total: int,
    again: Mapping[tuple[str, ...], int] = NOT_AGAIN,
) -> dict[str, int]:
    values, name = told.by_value(counts), told.name
    found = Counter(
        {
            value: again.get(tuple(facets), sum(counts[facet] for facet in facets))
            for value, facets in values.items()
        }
    )
    if name in SINGLE and len(found) < VALUES and (rest := total - found.total()) > 0:
        found[NONE] += rest
    return dict(found.most_common())


def _of_everything(names: Iterable[str]) -> tuple[int, dict[str, dict[str, int]]]:
    """Answer how many quotes there are and the exact counts of all that, which are rolled up.

    A quote tagged with two that were merged into one counts twice there.
    """
    told = [told_by(name, QuoteFilters()) for name in names]
    only = [facet for each in told for facet in each.only]
    prefixes = {each.prefix for each in told if not each.only}
    counts = largest_of_each(prefixes, limit=VALUES, also=[ALL, *only])
    total = counts.get(ALL, {}).get(ALL, 0)
    counts.get(TERM[:2], {}).pop(TERM, None)
    return total, {each.name: _counts(each, counts.get(each.prefix, {}), total) for each in told}
