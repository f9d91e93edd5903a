"""Who speaks on a target, for it and against it, and the quotes that show it best.

By the tallies: act said, of all time; who was merged counts as whom they became, and an unnamed
source for nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from quotes.models import Speaker
from quotes.nets import NOTHING, Positions
from quotes.queries.figures import ranking, tallies
from quotes.queries.roles import roles_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SHOWN = 5
TRIED = 30
LOOKED_AT = 1_000
"""So many of the newest positions on each side are looked at for the decisive quotes."""
DECISIVE = 2
"""So many are shown of each side."""

# Everything about one target, once: an index has these columns.
_VOICES = """
with taken as (
    select actor, support, oppose, n from quotes_positiontally
    where target = any(%(targets)s) and month = 0 and marks = 0
        and actor >= 's:' and actor < 's;'
    union all
    select actor, n * (position = 'support')::int, n * (position = 'oppose')::int, n
    from quotes_positiondelta
    where target = any(%(targets)s) and actor >= 's:' and actor < 's;'
), known as materialized (
    select coalesce(s.merged_into_id, s.id) as id, sum(support) as support, sum(oppose) as oppose,
        sum(n) as n
    from taken join quotes_speaker s on s.id = substr(actor, 3)::bigint
    where s.article_id is null or s.merged_into_id is not null
    group by 1 having sum(n) > 0
)
select 'all', count(*), count(*) filter (where support > 0), count(*) filter (where oppose > 0)
    from known
union all (select 'n', id, 0, 0 from known order by n desc, id limit %(tried)s)
union all (select 's', id, 0, 0 from known where support > 0
    order by support desc, id limit %(tried)s)
union all (select 'o', id, 0, 0 from known where oppose > 0
    order by oppose desc, id limit %(tried)s)
"""
_DECISIVE = """
select taken.position, best.quote_id
from unnest(array['support', 'oppose']) with ordinality taken (position, at)
cross join lateral (
    select x.quote_id, x.speaker_id, x.day from (
        select distinct on (looked.speaker_id) looked.quote_id, looked.speaker_id,
            looked.dated_on as day
        from (
            select x.* from unnest(%(targets)s::bigint[]) wanted (id) cross join lateral (
                select * from quotes_positiontaken p
                where p.target_id = wanted.id and p.position = taken.position
                    and p.dated_on is not null
                order by p.dated_on desc limit %(looked_at)s) x
        ) looked join quotes_quote q on q.id = looked.quote_id
        where looked.act = 'said' and looked.sourcing = 'named' and not looked.unnamed
            and not looked.conditional and not looked.earlier and not looked.relayed
            and not (looked.batch and %(without_batch)s) and q.kind = 'direct'
        order by looked.speaker_id, looked.dated_on desc, looked.quote_id desc
    ) x order by x.day desc, x.quote_id desc limit %(most)s
) best order by taken.at, best.day desc, best.quote_id desc
"""


@dataclass(frozen=True)
class Voice:
    """A speaker on a target: who that is today, and the positions taken."""

    speaker: Speaker
    about: str
    taken: Positions


@dataclass(frozen=True)
class Voices:
    """How many speakers there are on a target, on each side, and those most quoted."""

    speakers: int
    supporters: int
    opponents: int
    supporting: list[Voice]
    opposing: list[Voice]
    loudest: list[Voice]


def voices_on(targets: Sequence[int], *, without: int = 0) -> Voices:
    """Answer who speaks on a target; `targets` are it, what was merged into it, and its parts.

    How many there are is told with nothing left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VOICES, {"targets": list(targets), "tried": TRIED})
        rows = cursor.fetchall()
    ids = {pk for kind, pk, *_ in rows if kind != "all"}
    speakers, supporters, opponents = next(row[1:] for row in rows if row[0] == "all")
    known = _voices(ids, targets, without)
    return Voices(
        speakers,
        supporters,
        opponents,
        supporting=_first(known, lambda each: each.taken.support),
        opposing=_first(known, lambda each: each.taken.oppose),
        loudest=_first(known, lambda each: each.taken.quotes),
    )


def decisive_quotes(targets: Sequence[int], *, without: int = 0) -> dict[str, list[int]]:
    """Answer the newest quotes of each side that show it best: ids by position.

    Named and quoted directly, said on a known day and not recalled, relayed or on a condition; one
    of each speaker, the newest.
    """
    known: dict[str, Any] = {
        "targets": list(targets),
        "looked_at": LOOKED_AT,
        "most": DECISIVE,
        "without_batch": bool(without & tallies.BATCH),
    }
    found: dict[str, list[int]] = {"support": [], "oppose": []}
    with connection.cursor() as cursor:
        cursor.execute(_DECISIVE, known)
        for position, quote in cursor.fetchall():
            found[position].append(quote)
    return found


def _voices(ids: Iterable[int], targets: Sequence[int], without: int) -> list[Voice]:
    same = ranking.same_speakers(ids)
    actors = {f"{ranking.SPEAKER}{one}": whole for one, whole in same.items()}
    taken: dict[int, Positions] = {}
    cells = tallies.positions_between(actors, targets, None, without=without)
    for (actor, _), positions in cells.items():
        taken[actors[actor]] = taken.get(actors[actor], NOTHING) + positions
    speakers, about = Speaker.objects.in_bulk(taken), roles_now(taken)
    return [Voice(speakers[pk], about.get(pk, ""), each) for pk, each in taken.items()]


def _first(voices: Iterable[Voice], size: Callable[[Voice], int]) -> list[Voice]:
    found = sorted(voices, key=lambda each: (-size(each), each.speaker.pk))
    return [each for each in found if size(each)][:SHOWN]
