"""Changes of position: who stood on one side of a target, and later on another.

A change is of one speaker, or of one side (an organisation: what it said itself and what its people
said for it), on one target: from support to oppose or back, or from or to mixed. What counts:

* acts said; not what is recalled from an unknown time (`earlier`), not what is said on a condition
  ("if…"); neutral and unclear words neither make a change nor stand in the way of one;
* never an unnamed source: nobody can tell whether the same one spoke again;
* one statement once, however often and by whomever it is printed: on the first day that any
  printing of it gives, with all positions that its printings were given;
* days, not hours: who takes two positions on one day is mixed on that day (`several` says so);
* only what has a certain order: words dated to a month or a year are left out where the same actor
  took another position within that time.

The last quote before and the first one after are shown: those of the nearest days with evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from django.db import connection

if TYPE_CHECKING:
    from quotes.queries.figures.taken import Relation

Unit = Literal["day", "month", "year"]
MOST = 200
"""So many changes are answered at most, the newest."""

# A stamp is a day and a quote in one number: the least of several is the first quote.
_STATEMENTS = """
with taken as materialized (
    select whole.*, (day - date '0001-01-01')::bigint << 40 | quote_id as stamp,
        case when extract(day from day) = 1 then coalesce(
            (select q.said_on_precision from quotes_quote q where q.id = whole.quote_id), 'day')
        else 'day' end as unit
    from ({relation}) whole
    where actor is not null
),
statements as materialized (
    select actor, target,
        coalesce(
            min(day) filter (where unit = 'day'),
            min(day) filter (where unit = 'month'), min(day)) as day,
        case when bool_or(unit = 'day') then 'day' when bool_or(unit = 'month') then 'month'
            else 'year' end as unit,
        min(stamp) filter (where position = 'support') as support,
        min(stamp) filter (where position = 'oppose') as oppose,
        min(stamp) filter (where position = 'mixed') as mixed
    from taken group by actor, target, statement
),
certain as (
    select * from statements where unit = 'day'
    union all
    select vague.* from statements vague
    where vague.unit <> 'day' and not exists (
        select from statements other
        where other.actor = vague.actor and other.target = vague.target
            and date_trunc('year', other.day) = date_trunc('year', vague.day)
            and (vague.unit = 'year' or (other.unit <> 'year'
                and date_trunc('month', other.day) = date_trunc('month', vague.day)))
            and (other.support is null, other.oppose is null, other.mixed is null)
                <> (vague.support is null, vague.oppose is null, vague.mixed is null))
),
days as (
    select actor, target, day,
        case when bool_or(unit = 'day') then 'day' when bool_or(unit = 'month') then 'month'
            else 'year' end as unit,
        min(support) as support, min(oppose) as oppose, min(mixed) as mixed,
        num_nonnulls(min(support), min(oppose), min(mixed)) > 1 as several
    from certain group by actor, target, day
),
stood as (
    select *, case when several or mixed is not null then 'mixed'
        when support is not null then 'support' else 'oppose' end as position
    from days
)
"""
_CHANGES = """
select actor, target,
    was_day, was_unit, was, was_several, was_support, was_oppose, was_mixed,
    day, unit, position, several, support, oppose, mixed
from (
    select *, lag(position) over one as was, lag(day) over one as was_day,
        lag(unit) over one as was_unit, lag(several) over one as was_several,
        lag(support) over one as was_support, lag(oppose) over one as was_oppose,
        lag(mixed) over one as was_mixed
    from stood window one as (partition by actor, target order by day)
) moved
where position <> was and day >= coalesce(%(since)s, day) and day <= coalesce(%(until)s, day)
order by day desc, target, actor limit %(most)s
"""
_QUOTE = (1 << 40) - 1


@dataclass(frozen=True)
class Stand:
    """Where somebody stood on a day, month or year, and the quote that shows it.

    `several`: more than one position was taken on that day, which makes it mixed.
    """

    day: date
    unit: Unit
    position: str
    several: bool
    quote: int


@dataclass(frozen=True)
class Change:
    """One change of position of a speaker, or of a side, on a target; ids."""

    actor: int
    target: int
    before: Stand
    after: Stand

    @property
    def days_apart(self) -> int | None:
        """How many days lie between, None where a day is not known."""
        if self.before.unit != "day" or self.after.unit != "day":
            return None
        return (self.after.day - self.before.day) // timedelta(days=1)


def find_changes(
    evidence: Relation, *, since: date | None = None, until: date | None = None, most: int = MOST
) -> list[Change]:
    """Answer the changes of position in this evidence, newest first; see the module's docstring.

    `since` and `until` bound the day of the first quote after: a change is when it is seen.
    """
    statement = _STATEMENTS.format(relation=evidence.sql) + _CHANGES
    known = {**evidence.parameters, "since": since, "until": until, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(statement, known)
        return [_change(row) for row in cursor.fetchall()]


def _change(row: tuple[object, ...]) -> Change:
    actor, target, *rest = row
    before, after = rest[:7], rest[7:]
    positions = (before[2], after[2])
    return Change(
        actor=actor,  # type: ignore[arg-type]
        target=target,  # type: ignore[arg-type]
        before=_stand(before, other=positions[1]),
        after=_stand(after, other=positions[0]),
    )


def _stand(row: list[object], *, other: object) -> Stand:
    """Read where somebody stood; of several quotes of a day, show one that tells the difference."""
    day, unit, position, several, *stamps = row
    by_position = dict(zip(("support", "oppose", "mixed"), stamps, strict=True))
    told = by_position.get(str(position)) or next(
        stamp for each, stamp in by_position.items() if stamp and each != other
    )
    return Stand(day, unit, str(position), bool(several), int(str(told)) & _QUOTE)  # type: ignore[arg-type]
