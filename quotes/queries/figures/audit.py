"""Who is quoted: shares of the voices in the newest quotes of a view, by who and where they are.

A voice is one quote for one to whom it is attributed; a quote that names nobody is one voice of
nobody. Looks at `newest.MOST` quotes at most. How early a voice stands is the share of the body
before it: 0 at its beginning and in headline and standfirst; captions stand nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from articles.models import Outlet
from quotes.models import Speaker
from quotes.queries.figures.counting import counted
from quotes.queries.figures.newest import MOST, ROWS, newest_quotes
from quotes.queries.labels import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from quotes.queries.figures.counting import Counting
    from quotes.queries.filters import QuoteFilters

ATTRIBUTE = "attribute:"
BY: Final = ("organisation", "role", "sourcing", "outlet", "prominence", "speaker")
"""What voices are told apart by; besides, attribute:NAME of the speaker or its organisation."""
GROUPS = 500
FIFTHS = 5

_FIRST_PRINTINGS = """
select distinct on ({key}) p.quote_id from {rows} {joins}
join quotes_quote q on q.id = p.quote_id order by {key}, q.sort_at, q.id
"""
_VOICES = """
with voices as (
    select coalesce(who.merged_into_id, who.id) as speaker,
        coalesce(side.merged_into_id, side.id,
            case when who.kind in ('organisation', 'group')
                then coalesce(who.merged_into_id, who.id) end) as organisation,
        coalesce(a.sourcing, 'none') as sourcing, q.outlet_id as outlet,
        coalesce(q.dated_on, q.sort_at::date) as day,
        (select sum(length(part) - length(replace(part, ' ', '')) + 1)
            from unnest(q.content_words) part) as words,
        case when lower(q.content) < body.ends then lower(q.content)::float / body.ends
            when block.role in ('headline', 'standfirst') then 0 end as before
    from unnest(%(ids)s::bigint[]) wanted (id)
    join quotes_quote q on q.id = wanted.id
    join articles_textversion printed on printed.id = q.text_version_id
    left join lateral (
        select nullif((each ->> 'end')::int, 0) as ends
        from jsonb_array_elements(printed.blocks) each
        where each ->> 'role' = 'body' limit 1) body on true
    left join lateral (
        select each ->> 'role' as role from jsonb_array_elements(printed.blocks) each
        where (each ->> 'start')::int <= lower(q.content)
        order by (each ->> 'start')::int desc limit 1) block on true
    left join quotes_attribution a on a.quote_id = q.id
    left join quotes_speaker who on who.id = a.speaker_id
    left join quotes_speaker side on side.id = a.organisation_id
)
select {key} as key, count(*), sum(words), avg(before),
    sum(count(*)) over (), sum(sum(words)) over (), count(*) over ()
from voices {joins} group by 1 order by 2 desc, 1 limit %(groups)s
"""
_ROLE = """left join lateral (
    select held.role from quotes_speakerrole held
    join quotes_speaker holder on holder.id = held.speaker_id
    where coalesce(holder.merged_into_id, holder.id) = voices.speaker
        and (holder.id = voices.speaker or holder.merged_into_id = voices.speaker)
        and (held.since is null or held.since <= voices.day)
        and (held.until is null or held.until >= voices.day)
    order by held.since desc nulls last, held.id desc limit 1) then_held on true"""
_ATTRIBUTE = """left join quotes_speaker self on self.id = voices.speaker
    left join quotes_speaker home on home.id = voices.organisation"""
_KEYS = {
    "organisation": "organisation::text",
    "role": "then_held.role",
    "sourcing": "sourcing",
    "outlet": "outlet::text",
    "speaker": "speaker::text",
    "prominence": f"""case when before is not null
        then least(floor(before * {FIFTHS}), {FIFTHS - 1})::int::text end""",
    "attribute": """coalesce(nullif(btrim(self.attributes ->> %(attribute)s), ''),
        nullif(btrim(home.attributes ->> %(attribute)s), ''))""",
}
_JOINS = {"role": _ROLE, "attribute": _ATTRIBUTE}


@dataclass(frozen=True)
class Group:
    """Some of the voices: what they have in common, how many, their words, how early they stand.

    `key` is an id, a word, or None where nobody or nothing is given; shares are of 1. `before` is
    the mean share of the text before them. `share_with` is their share with what is left out.
    """

    key: str | None
    name: str
    voices: int
    words: int
    share: float
    word_share: float
    before: float | None
    share_with: float | None = None


@dataclass(frozen=True)
class Audit:
    """The groups, largest first, of how many; over how many quotes, and whether those are all."""

    by: str
    groups: list[Group]
    count: int
    voices: int
    quotes: int
    is_all: bool


def audited_quotes(
    filters: QuoteFilters, *, counting: Counting, user: User | AnonymousUser
) -> tuple[list[int], bool]:
    """Answer the quotes that an audit looks at, and whether these are all of the view.

    Of statements, or of independent outlets, the first printing stands for the others.
    """
    found = newest_quotes(filters, user=user)
    ids, is_all = found[:MOST], len(found) <= MOST
    if counting == "printings":
        return ids, is_all
    by = counted(counting)
    with connection.cursor() as cursor:
        statement = _FIRST_PRINTINGS.format(key=by.key, rows=ROWS, joins=by.joins)
        cursor.execute(statement, {"ids": ids})
        return [pk for (pk,) in cursor.fetchall()], is_all


def audit_voices(ids: Sequence[int], by: str, *, is_all: bool = True) -> Audit:
    """Answer who is heard in these quotes, told apart by one of `BY` or by attribute:NAME."""
    kind, _, attribute = by.partition(":")
    known: dict[str, Any] = {"ids": list(ids), "groups": GROUPS, "attribute": attribute}
    statement = _VOICES.format(key=_KEYS[kind], joins=_JOINS.get(kind, ""))
    with connection.cursor() as cursor:
        cursor.execute(statement, known)
        rows = cursor.fetchall()
    names = _names(kind, [key for key, *_ in rows if key])
    groups = [
        Group(
            key,
            names.get(key, key) if key else "",
            voices,
            int(words or 0),
            share=float(voices / all_voices),
            word_share=float((words or 0) / all_words) if all_words else 0.0,
            before=before,
        )
        for key, voices, words, before, all_voices, all_words, _ in rows
    ]
    return Audit(
        by,
        groups,
        count=rows[0][6] if rows else 0,
        voices=int(rows[0][4]) if rows else 0,
        quotes=len(ids),
        is_all=is_all,
    )


def attribute_names(ids: Sequence[int]) -> list[str]:
    """Answer the names of attributes that those who speak in these quotes have."""
    statement = """
        select distinct jsonb_object_keys(who.attributes) from quotes_speaker who where who.id in (
            select coalesce(s.merged_into_id, s.id) from quotes_attribution a
            join quotes_speaker s on s.id in (a.speaker_id, a.organisation_id)
            where a.quote_id = any(%(ids)s)) and who.attributes <> '{}' order by 1 limit 20"""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ids": list(ids)})
        return [name for (name,) in cursor.fetchall()]


def _names(kind: str, keys: Sequence[str]) -> dict[str, str]:
    if kind in {"organisation", "speaker"}:
        found = Speaker.objects.filter(pk__in=keys).values_list("pk", "name")
        return {str(pk): name for pk, name in found}
    if kind == "outlet":
        return {
            str(pk): name
            for pk, name in Outlet.objects.filter(pk__in=keys).values_list("pk", "name")
        }
    return {key: worded(key, kind) for key in keys}
