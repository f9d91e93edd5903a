"""The positions that figures about one speaker, side or target are made of, as SQL.

One row is one stance of one quote for one to whom it is attributed. A relation has the columns
`actor, target, position, day, statement, quote_id, speaker`; who and what was merged stands as what
it became.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from quotes.queries.figures.network_rows import statements_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.figures.network_rows import Statements
    from quotes.queries.filters import QuoteFilters

Actor = Literal["speaker", "organisation"]
NEWEST = 4_000
"""Of a target, so many of the newest positions are looked at, unless more are asked for."""
NEWEST_OF_ONE = 5_000
"""Of one speaker or side, so many are, unless more are asked for."""
EVIDENCE = """x.act = 'said' and not x.earlier and not x.conditional and not x.unnamed
    and x.sourcing in ('named', 'document') and x.position in ('support', 'oppose', 'mixed')
    and x.dated_on is not null"""
"""What says where somebody stood on a day: said, not recalled, no condition, by a known source."""

_COLUMNS = """select {row} as actor, {column} as target, x.position, x.dated_on as day,
    x.statement, x.quote_id, x.speaker_id as speaker"""
_OF_ACTOR = """{columns} from (
    select x.* from quotes_positiontaken x
    where x.{actor}_id = any(%(actors)s) and {where}
    order by x.dated_on desc limit %(newest)s
) x {joins}"""
_ON_TARGET = """{columns} from (
    select each.* from unnest(%(targets)s::bigint[]) wanted (id)
    cross join unnest(array['support', 'oppose', 'mixed']) taken (position)
    cross join lateral (
        select x.* from quotes_positiontaken x
        where x.target_id = wanted.id and x.position = taken.position
            and {where}
        order by x.dated_on desc limit %(newest)s) each
    order by each.dated_on desc limit %(newest)s
) x {joins}"""


@dataclass(frozen=True)
class Relation:
    """Rows of positions in SQL, with the values of its placeholders."""

    sql: str
    parameters: dict[str, Any] = field(default_factory=dict)


def evidence_of(
    ids: Sequence[int],
    *,
    actor: Actor,
    filters: QuoteFilters,
    user: User | AnonymousUser,
    newest: int = NEWEST_OF_ONE,
) -> Relation:
    """Answer where a speaker or a side stood; `ids` are it and those merged into it."""
    rows = _statements(actor, filters, user)
    return _relation(_OF_ACTOR, actor, rows, {"actors": list(ids), "newest": newest})


def evidence_on(
    ids: Sequence[int],
    *,
    actor: Actor,
    filters: QuoteFilters,
    user: User | AnonymousUser,
    newest: int = NEWEST,
) -> Relation:
    """Answer who stood where on a target, by its newest positions."""
    known = {"targets": list(ids), "newest": newest}
    return _relation(_ON_TARGET, actor, _statements(actor, filters, user), known)


def _statements(actor: Actor, filters: QuoteFilters, user: User | AnonymousUser) -> Statements:
    """Answer the statements left; days and stances are asked of changes, not of the evidence."""
    left = replace(filters, said_from=None, said_to=None, act=("said",), stance=())
    return statements_of(left, rows=actor, columns="target", user=user)


def _relation(sql: str, actor: Actor, rows: Statements, known: dict[str, Any]) -> Relation:
    written = sql.format(
        columns=_COLUMNS.format(row=rows.row, column=rows.column),
        joins=" ".join(rows.joins),
        where=" and ".join((EVIDENCE, *rows.conditions)),
        actor=actor,
    )
    return Relation(written, {**rows.parameters, **known})
