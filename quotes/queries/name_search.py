"""Names that begin as what was typed does, in any order of words and any script, or resemble it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

CANDIDATES, ENOUGH, ALIKE = 200, 10, 30
SHORTEST = 3
"""Fewer letters resemble everything."""
LIKENESS = 0.35
"""Two typos in a longer name leave about this much of its trigrams."""
SHORT, LIKENESS_OF_SHORT = 7, 0.45
"""So little of a short name is in too many."""
QUOTED = 20
"""Who is quoted more often than another is counted up to here."""

# A source unnamed in two articles is, in each, the one that belongs there.
_WHO = """case when m.id is not null and (m.article_id is null or m.article_id = s.article_id)
    then m.id else s.id end"""

_NAMES = f"""
select found.who, found.name, found.match, found.likeness,
    (select count(*) from (select from quotes_attribution a
        where a.speaker_id = found.who and a.status = 'accepted'
        order by a.sort_at desc limit {QUOTED}) few)
from (
    select {_WHO} as who, n.name, n.match, n.likeness
    from (
        select n.speaker_id, n.name,
            case when n.folded = asked.folded then 0
                when starts_with(n.folded, asked.folded) then 1
                when {{is_found}} then 2 else 3 end as match,
            {{likeness}} as likeness
        from (select fold(%(q)s) as folded, name_query(%(q)s) as words) asked
        cross join quotes_speakername n
        where {{where}} {{order}} limit {{limit}}
    ) n join quotes_speaker s on s.id = n.speaker_id
    left join quotes_speaker m on m.id = s.merged_into_id
    where %(everywhere)s or s.article_id is null or s.article_id = %(article)s
) found
where not %(readers_only)s or exists (
    select from quotes_attribution a join quotes_quote q on q.id = a.quote_id
    where a.speaker_id in (select id from quotes_speaker t
            where t.id = found.who or t.merged_into_id = found.who)
        and a.status = 'accepted' and q.kind <> 'term' and q.article_id <> all (array(
            select id from articles_article where withdrawn_at is not null)))
"""  # noqa: S608  pieces of our own
_BEGINNING = _NAMES.format(
    is_found="true",
    likeness="0",
    where="n.words @@ asked.words",
    order="order by match",
    limit=CANDIDATES,
)
# So many begin with one letter that which come first is anybody's guess.
_ONE_LETTER = _NAMES.format(
    is_found="true", likeness="0", where="n.words @@ asked.words", order="", limit=CANDIDATES
)
_OF_THESE = _NAMES.format(
    is_found="true",
    likeness="0",
    where="""n.words @@ asked.words and n.speaker_id in (select id from quotes_speaker
        where id = any(%(first)s) or merged_into_id = any(%(first)s))""",
    order="order by match",
    limit=CANDIDATES,
)
# Whole words that are alike count for more than parts of longer ones.
_ALIKE = _NAMES.format(
    is_found="n.words @@ asked.words",
    likeness="round(strict_word_similarity(asked.folded, n.folded)::numeric, 2)",
    where="(asked.folded <% n.folded or n.namesake = namesake(%(q)s))",
    order="order by likeness desc",
    limit=ALIKE,
).replace("<% n", "<%% n")
_WITHIN = _NAMES.format(
    is_found="true",
    likeness="0",
    where="position(asked.folded in n.folded) > 0",
    order="order by match",
    limit=ALIKE,
)


@dataclass(frozen=True)
class Found:
    """A speaker by a name: `match` 0 is all of it, 1 its beginning, 2 beginnings of its words."""

    speaker: int
    name: str = ""
    match: int = 2
    likeness: float = 0
    quoted: int = 0


def search_names(
    q: str,
    *,
    article_id: int | None,
    first: Collection[int] = (),
    readers_only: bool = False,
    everywhere: bool = False,
) -> list[Found]:
    """Answer speakers by their best name: beginnings of words in any order, else what resembles.

    Unnamed sources are found in their own article only, unless `everywhere`; merged speakers as
    whom they became. Who is `first` is found however many others there are.
    """
    words = " ".join(q.split())
    asked = {
        "q": words,
        "article": article_id,
        "first": list(first),
        "readers_only": readers_only,
        "everywhere": everywhere,
    }
    begins = _BEGINNING if len(words) > 1 else _ONE_LETTER
    found = _best([*(_ask(_OF_THESE, asked) if first else ()), *_ask(begins, asked)])
    if len(found) < ENOUGH and len(words) >= SHORTEST:
        found = _best([*found, *_ask_alike(asked)])
    if not found and not re.search("[a-z]", q, re.IGNORECASE):
        found = _best(_ask(_WITHIN, asked))  # a script that sets no spaces between words
    return found


def _ask_alike(asked: Mapping[str, Any]) -> list[Found]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            likeness = LIKENESS if len(asked["q"]) >= SHORT else LIKENESS_OF_SHORT
            cursor.execute(f"set local pg_trgm.word_similarity_threshold = {likeness}")
        return _ask(_ALIKE, asked)


def _ask(sql: str, asked: Mapping[str, Any]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return [Found(who, name, match, float(like), n) for who, name, match, like, n in cursor]


def _best(found: list[Found]) -> list[Found]:
    best: dict[int, Found] = {}
    for each in sorted(found, key=lambda one: (one.match, -one.likeness)):
        best.setdefault(each.speaker, each)
    return list(best.values())
