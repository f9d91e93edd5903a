"""Speakers who may be one: their names sound alike, or one has only an initial or a last name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from quotes.models import Speaker
from quotes.queries.counts import count_said
from quotes.queries.roles import roles_now

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 50
COUNTED = 100
"""More pairs than this are told as so many and more."""
QUOTES = 1_000

# Each way looks along an index and ends when it has found enough. Who is merged is looked at as
# whom they became; unnamed sources are paired with nobody.
_WAYS = {
    "sound": """quotes_speakername one join quotes_speakername other
        on other.namesake = one.namesake and other.speaker_id > one.speaker_id
        where one.namesake not like ' %%'""",
    "initial": """quotes_speakername one join quotes_speakername other
        on split_part(other.namesake, ' ', 2) = split_part(one.namesake, ' ', 2)
            and left(other.namesake, 1) = left(one.namesake, 1) and other.namesake not like '%%. %%'
        where one.namesake like '%%. %%'""",
    "last": """quotes_speakername one join quotes_speakername other
        on split_part(other.namesake, ' ', 2) = split_part(one.namesake, ' ', 2)
            and (other.namesake not like ' %%' or other.speaker_id > one.speaker_id)
        where one.namesake like ' %%'""",
}
_LAST = "(called({0}.name))[array_upper(called({0}.name), 1)]"
_ALIKE = f"""case when a.kind = 'person'
    then similarity({_LAST.format("one")}, {_LAST.format("other")}) >= 0.25
    else similarity(one.folded, other.folded) >= 0.6 end"""
_LIKE = """
    and {alike}
    and a.article_id is null and b.article_id is null and a.kind = b.kind
    and coalesce(a.merged_into_id, a.id) <> coalesce(b.merged_into_id, b.id)
    and not exists (select from quotes_speakersapart apart
        where apart.first_id = least(coalesce(a.merged_into_id, a.id),
                coalesce(b.merged_into_id, b.id))
            and apart.second_id = greatest(coalesce(a.merged_into_id, a.id),
                coalesce(b.merged_into_id, b.id)))
    {only}
limit 2 * %(limit)s
"""


class Pair(NamedTuple):
    """Two who may be one, the one quoted more second; `how` tells why: sound, initial or last."""

    one: Speaker
    other: Speaker
    how: str
    quotes: tuple[int, int]
    about: tuple[str, str]


def likely_duplicates(*, limit: int = SHOWN) -> list[Pair]:
    """Answer pairs of speakers who may be one, those that sound alike first."""
    pairs = _pairs(limit)
    ids = {each for one, other, _ in pairs for each in (one, other)}
    rows, said, about = Speaker.objects.in_bulk(ids), count_said(ids, most=QUOTES), roles_now(ids)
    found = []
    for how, (one, other) in ((how, (one, other)) for one, other, how in pairs):
        less, more = sorted(
            (one, other), key=lambda each: (said[each], len(rows[each].name), -each)
        )
        found.append(
            Pair(rows[less], rows[more], how, (said[less], said[more]), (about[less], about[more]))
        )
    return found


def count_duplicates() -> int:
    """Answer how many pairs there are, at most one more than `COUNTED`."""
    return len(_pairs(COUNTED + 1))


def _pairs(limit: int) -> list[tuple[int, int, str]]:
    found: dict[tuple[int, int], str] = {}
    for how in _WAYS:
        if len(found) < limit:
            for one, other in _ask(how, limit):
                found.setdefault((min(one, other), max(one, other)), how)
    return [(one, other, how) for (one, other), how in [*found.items()][:limit]]


def _ask(how: str, limit: int) -> Sequence[tuple[int, int]]:
    tables, where = _WAYS[how].split("where", 1)
    only = "" if how == "sound" else "and a.kind = 'person'"
    alike = _ALIKE if how == "sound" else "true"
    sql = f"""select distinct one_id, other_id from (
        select coalesce(a.merged_into_id, a.id) as one_id,
            coalesce(b.merged_into_id, b.id) as other_id
        from {tables} join quotes_speaker a on a.id = one.speaker_id
        join quotes_speaker b on b.id = other.speaker_id where {where}
        {_LIKE.format(alike=alike, only=only)}) found"""  # noqa: S608  pieces of our own
    with connection.cursor() as cursor:
        cursor.execute(sql, {"limit": limit})
        return [(one, other) for one, other in cursor.fetchall()]
