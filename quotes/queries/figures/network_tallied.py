"""The network of everything: read from tallies, so that millions of statements cost no more.

Tallies count quotes of act said, of each actor on each target: quotes/queries/figures/tallies.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.models import Quote, Target
from quotes.networks.choices import POSITIONS
from quotes.networks.statements import Count
from quotes.queries.figures.network_left_out import FEW, LeftOut

if TYPE_CHECKING:
    from quotes.networks.choices import Choice
    from quotes.queries.filters import QuoteFilters

KINDS = {"speaker": "s:", "organisation": "o:"}
"""What the names of actors begin with in a tally."""
COLUMNS = {each: "unjudged" if each == "none" else each for each in POSITIONS}

_SUMS = ", ".join(f"sum({each}) as {each}" for each in COLUMNS.values())
_TALLIED = ", ".join(COLUMNS.values())
_DELTAS = ", ".join(f"n * (position = '{each}')::int" for each in COLUMNS.values())
# What was merged is what it became, and an unnamed source is nobody whom a network could show.
_RANKED = f"""
with every as (
    select actor, {_TALLIED} from quotes_positiontally
    where target = 0 and left(actor, 2) = %(kind)s
    union all
    select actor, {_DELTAS} from quotes_positiondelta where left(actor, 2) = %(kind)s
), totals as (
    select coalesce(one.merged_into_id, one.id) as id, {_SUMS} from every
    join quotes_speaker one on one.id = substr(every.actor, 3)::bigint
    where one.article_id is null group by 1
), counted as (
    select id, {{taking_part}} as n, {{others}} as others from totals
)
select (array_agg(id order by n desc, id::text collate "C")
        filter (where n >= %(minimum)s))[1:%(limit)s],
    count(*) filter (where n > 0), count(*) filter (where n >= %(minimum)s), sum(others)
from counted
"""
_COUNTED = f"""
with same as (
    select one.id, whole.id as became from unnest(%(rows)s::bigint[]) whole (id)
    join quotes_speaker one on one.id = whole.id or one.merged_into_id = whole.id
), names as materialized (
    select array_agg(%(kind)s || id) as actors from same
), every as (
    select actor, target, {_TALLIED} from quotes_positiontally
    where actor = any((select actors from names)::text[])
        and target = any(%(targets)s::bigint[]) and marks = 0 and month = 0
    union all
    select actor, target, {_DELTAS} from quotes_positiondelta
    where actor = any((select actors from names)::text[])
)
select same.became, coalesce(about.merged_into_id, about.id), {_SUMS}
from every join same on same.id = substr(every.actor, 3)::bigint
join quotes_target about on about.id = every.target
group by 1, 2
"""
_NOBODY = """
select count(*) from (
    select distinct x.quote_id, x.target_id from quotes_positiontaken x
    where x.act = 'said' and {nobody} and coalesce(x.position, 'none') = any(%(positions)s)
    limit %(few)s) unnamed
"""
_NAMELESS = {
    "speaker": "(x.speaker_id is null or x.unnamed)",
    "organisation": "x.organisation_id is null",
}


def is_tallied(filters: QuoteFilters, choice: Choice, *, rows: str, columns: str) -> bool:
    """Tell whether tallies know this network: of all that was said, actors by targets, each one."""
    asked = {name: value for name, value in filters.given().items() if name != "parts"}
    everything = not asked or asked == {"act": (Quote.Act.SAID,)}
    return everything and choice.duplicates == "all" and rows in KINDS and columns == "target"


def count_tallied(choice: Choice, *, rows: str, limit: int) -> tuple[list[Count], LeftOut]:
    """Answer the statements of the rows with the most of them, and what is left out."""
    kept = [COLUMNS[each] for each in choice.positions]
    ranked = _RANKED.format(
        taking_part=" + ".join(kept),
        others=" + ".join([each for each in COLUMNS.values() if each not in kept] or ["0"]),
    )
    known: dict[str, Any] = {
        "kind": KINDS[rows],
        "minimum": choice.minimum,
        "limit": limit,
        "positions": [*choice.positions],
        "few": FEW + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(ranked, known)
        ids, active, enough, others = cursor.fetchone()
        targets = [*Target.objects.values_list("pk", flat=True)]
        cursor.execute(_COUNTED, {**known, "rows": ids or [], "targets": targets})
        found = cursor.fetchall()
        nobody = _without_row(cursor, rows, known)
    counts = [
        Count(actor, target, position, int(n))
        for actor, target, *sums in found
        for position, n in zip(POSITIONS, sums, strict=True)
        if n and position in choice.positions
    ]
    return counts, LeftOut(
        without_row=nobody,
        without_position=int(others or 0),
        rows_under_minimum=active - enough,
        rows_over_limit=max(0, enough - limit),
    )


def _without_row(cursor: Any, rows: str, known: dict[str, Any]) -> int:
    """Count statements that no named row makes, as far as anybody cares."""
    cursor.execute(_NOBODY.format(nobody=_NAMELESS[rows]), known)
    found: int = cursor.fetchone()[0]
    return found
