"""What filters mean for a person, as a condition on the search table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone

from quotes.models import Quote, QuoteSearch, Speaker, Target
from quotes.queries.filters import MAY_LACK, NOBODY, QuoteFilters, may_see_undecided
from quotes.queries.search.conditions import COMPUTED, FEW, Conditions
from quotes.queries.search.facets import (
    FLAGS,
    PREFIXES,
    TERM,
    UNDATED,
    all_who_are,
    coded,
    facets_of,
)
from quotes.queries.search.reach import LAG, quarters_from
from quotes.queries.waiting import waits_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

BY_FACETS = (*PREFIXES, *FLAGS, "attribute", "cue_class")
"""The filters that are nothing but facets."""
WITHDRAWN = "withdrawn"

# Who was merged into one who held it, or whom they were merged into, is the one who held it.
_HELD = """
select 's:' || same.id, held.since, held.until
from quotes_speakerrole held join quotes_speaker one on one.id = held.speaker_id
join quotes_speaker same on coalesce(same.merged_into_id, same.id)
    = coalesce(one.merged_into_id, one.id)
where fold(held.role) = any(array(select fold(r) from unnest(%s::text[]) r))
"""
_HELD_THEN = """exists (
    select from unnest({}::text[], {}::date[], {}::date[]) held (who, since, until)
    where held.who = any({facets})
        and (held.since is null or held.since <= coalesce(s.dated_on, s.sort_at::date))
        and (held.until is null or held.until >= coalesce(s.dated_on, s.sort_at::date)))"""


def conditions(
    filters: QuoteFilters, *, user: User | AnonymousUser, leaving_out: Sequence[str] = ()
) -> Conditions:
    """Answer what these filters mean for this person, some of them left out.

    Readers never get what is undecided or withdrawn; who works here gets the accepted quotes of a
    withdrawn article only where the article is asked for.
    """
    empty = QuoteFilters()
    filters = replace(filters, **{name: getattr(empty, name) for name in leaving_out})
    where = Conditions(_statuses(filters, user), filters.q)
    if set(where.statuses) - {Quote.Status.ACCEPTED, WITHDRAWN}:
        where.facets = COMPUTED
        _by_indexes(where, filters)
    if filters.q:
        where.add("s.words @@ websearch_to_tsquery('verbatim', {})", filters.q, indexed=True)
    if filters.article:
        where.add("s.article_id = any({}::bigint[])", list(filters.article), indexed=True)
    for name in BY_FACETS:
        if values := getattr(filters, name):
            _keep(where, name, values, filters)
    if filters.role:
        _roles(where, filters.role)
    _printed(where, filters)
    _said(where, filters)
    _queues(where, filters)
    _left_out(where, filters)
    if not filters.kind:
        where.has([TERM], but=True)  # marked in the text, never counted unless asked for
    _quarters(where, filters)
    return where


def _keep(
    where: Conditions,
    name: str,
    values: Sequence[Any],
    filters: QuoteFilters,
    *,
    but: bool = False,
) -> None:
    """Keep what one of these values is true of; for `NOBODY`, what has no such facet at all."""
    facets = facets_of(name, values, filters)
    if name in MAY_LACK and NOBODY in values:
        where.has_or_lacks(facets, PREFIXES[name], but=but)
    else:
        where.has(facets, but=but)


def _statuses(filters: QuoteFilters, user: User | AnonymousUser) -> tuple[str, ...]:
    accepted = str(Quote.Status.ACCEPTED)
    wanted = filters.status or (tuple(Quote.Status.values) if filters.waits else (accepted,))
    if not may_see_undecided(user):
        return (accepted,) if accepted in wanted else ()
    return (*wanted, WITHDRAWN) if accepted in wanted and filters.article else wanted


def _by_indexes(where: Conditions, filters: QuoteFilters) -> None:
    """Let indexes of the tables of record find what is not accepted: it has no facets yet."""
    if filters.speaker and NOBODY not in filters.speaker:
        rows = "select quote_id from quotes_attribution where speaker_id = any({}::bigint[])"
        speakers = all_who_are(Speaker, filters.speaker)
        where.add(f"s.quote_id in ({rows})", speakers, indexed=True)
    if filters.target and NOBODY not in filters.target:
        rows = "select quote_id from quotes_stance where target_id = any({}::bigint[])"
        targets = all_who_are(Target, filters.target, parts="target" in filters.parts)
        where.add(f"s.quote_id in ({rows})", targets, indexed=True)


def _roles(where: Conditions, roles: Sequence[str], *, but: bool = False) -> None:
    """Keep quotes of who held one of these roles on the day."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(roles)])
        held = cursor.fetchall()
    if not but:
        where.has(sorted({who for who, _, _ in held}))
    columns = [list(each) for each in zip(*held, strict=True)] or [[], [], []]
    where.add(f"not {_HELD_THEN}" if but else _HELD_THEN, *columns)


def _printed(where: Conditions, filters: QuoteFilters) -> None:
    if filters.published_from or filters.published_to:
        where.has([UNDATED], but=True)
    if filters.published_from:
        where.bound("s.sort_at >= {}", _midnight(filters.published_from))
    if filters.published_to:
        where.bound("s.sort_at < {}", _midnight(filters.published_to + timedelta(days=1)))


def _said(where: Conditions, filters: QuoteFilters) -> None:
    """Keep what is dated so; of few months these are quicker found than the days."""
    first, last = filters.said_from, filters.said_to
    if first:
        where.add("s.dated_on >= {}", first)
        where.bound_near("s.sort_at >= {}", _midnight_utc(first, -LAG))
    if last:
        where.add("s.dated_on <= {}", last)
        where.bound_near("s.sort_at < {}", _midnight_utc(last, LAG + 1))
    months = _months(first, last) if first and last else ()
    if 0 < len(months) <= FEW:
        where.has(coded("m", months))


def _quarters(where: Conditions, filters: QuoteFilters) -> None:
    """Tell an index that has to answer when it was printed, too, where that is few quarters."""
    if not (filters.published_from and where.is_decided and (where.indexed or where.many)):
        return
    newest = QuoteSearch.objects.filter(status__in=where.statuses).aggregate(at=Max("sort_at"))
    if newest["at"]:
        facets = quarters_from(newest["at"], min(newest["at"], _midnight(filters.published_from)))
        if len(facets) <= FEW:
            where.has(facets)


def _midnight_utc(day: date, days: int) -> datetime:
    """Answer the first moment of so many days later, as UTC counts days."""
    try:
        return datetime.combine(day + timedelta(days=days), time.min, tzinfo=UTC)
    except OverflowError:  # next to the first or the last day there is
        return datetime.combine(day, time.min, tzinfo=UTC)


def _months(first: date, last: date) -> list[str]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    begins = first.year * 12 + first.month - 1
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(begins, begins + min(count, FEW + 1))]


def _queues(where: Conditions, filters: QuoteFilters) -> None:
    if not filters.waits:
        return
    in_any = Q()
    for queue in filters.waits:
        in_any |= waits_in(queue)
    sql, params = Quote.objects.filter(in_any).order_by().values("pk").query.sql_with_params()
    where.add(f"s.quote_id in ({sql.replace('%s', '{}')})", *params, indexed=True)


def _left_out(where: Conditions, filters: QuoteFilters) -> None:
    for name, values in filters.left_out().items():
        if name == "article":
            where.add("s.article_id <> all({}::bigint[])", list(values))
        elif name == "role":
            _roles(where, values, but=True)
        else:
            _keep(where, name, values, filters, but=True)


def _midnight(day: date) -> datetime:
    """Answer the first moment of a day in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
