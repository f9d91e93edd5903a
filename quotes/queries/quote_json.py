"""The one definition of a quote's JSON, in SQL: for lists, details, exports and the feed.

The database writes the text and the API passes it through as bytes; pages read the same objects.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

TIME = """to_char({} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
"""How every time is written: UTC, microseconds."""


def _part(spans: str, words: str) -> str:
    """Answer the SQL of the only part of a span column; null where there is none."""
    return f"""case when {spans} is not null then json_build_object(
        'start', lower({spans}), 'end', upper({spans}), 'exact', {words}[1]) end"""


def _parts(spans: str, words: str) -> str:
    """Answer the SQL of all parts; written out, as calling a function so often costs more."""
    return f"""case when {spans} is null then '[]'
        when cardinality({words}) = 1 then json_build_array({_part(spans, words)})
        else (select json_agg(json_build_object(
                'start', lower(part), 'end', upper(part), 'exact', {words}[n]) order by n)
            from unnest({spans}) with ordinality as parts (part, n)) end"""


_QUOTED = """case when q.kind in ('direct', 'term') then to_json(q.content_words)
        else to_json(quoted_words(q.kind, q.content_words)) end"""

_SPEAKER = """
    case when s.id is null then null else json_build_object(
        'id', coalesce(m.id, s.id), 'name', coalesce(m.name, s.name),
        'kind', coalesce(m.kind, s.kind)) end
"""
_WITH_SPEAKER = """
    left join quotes_speaker s on s.id = speaker_id
    left join quotes_speaker m on m.id = s.merged_into_id
"""

_ATTRIBUTIONS = f"""
    select json_agg(json_build_object(
        'mention', {_parts("a.mention", "a.mention_words")},
        'speaker', case when s.id is null and a.proposed_name <> ''
            then json_build_object('id', null, 'name', a.proposed_name, 'kind', a.proposed_kind)
            else {_SPEAKER} end,
        'organisation', case when o.id is null then null else json_build_object(
            'id', coalesce(om.id, o.id), 'name', coalesce(om.name, o.name),
            'kind', coalesce(om.kind, o.kind)) end,
        'sourcing', a.sourcing,
        'descriptor', {_part("a.descriptor", "a.descriptor_words")},
        'condition', {_part("a.condition", "a.condition_words")}) order by a.position)
    from quotes_attribution a {_WITH_SPEAKER}
    left join quotes_speaker o on o.id = a.organisation_id
    left join quotes_speaker om on om.id = o.merged_into_id
    where a.quote_id = q.id
"""

_RELAYS = f"""
    select json_agg(json_build_object(
        'name', r.name, 'speaker', {_SPEAKER},
        'span', {_part("r.span", "r.span_words")}) order by r.position)
    from quotes_relay r {_WITH_SPEAKER}
    where r.quote_id = q.id
"""

_STANCES = """
    select json_agg(json_build_object(
        'target', json_build_object('id', coalesce(m.id, t.id), 'name', coalesce(m.name, t.name)),
        'position', p.position, 'conditional', p.conditional) order by p.id)
    from quotes_stance p join quotes_target t on t.id = p.target_id
    left join quotes_target m on m.id = t.merged_into_id
    where p.quote_id = q.id
"""

# Who works here is shown to those who work here.
_DECIDED = f"""
    case when q.decided_at is null then null else json_build_object(
        'by', case when %(people)s then
            (select u.username from accounts_user u where u.id = q.decided_by_id) end,
        'at', {TIME.format("q.decided_at")}, 'how', q.decided_how) end
"""

# A quote that nobody accepted is not there for readers, so nothing stands inside it.
_PARENT = """
    case when %(undecided)s then q.parent_id else (select p.id from quotes_quote p
        where p.id = q.parent_id and p.status = 'accepted') end
"""

_SAID_ON = """
    to_char(q.said_on, case q.said_on_precision
        when 'year' then 'YYYY' when 'month' then 'YYYY-MM' else 'YYYY-MM-DD' end)
"""

MEMBERS: dict[str, str] = {
    "id": "q.id",
    "url": "%(base)s || '/api/v1/quotes/' || q.id || '/'",
    "html_url": "%(base)s || '/quotes/' || q.id || '/'",
    "external_id": "q.external_id",
    "article": "q.article_id",
    "text_version": "v.number",
    "offset_unit": "'codepoint'",
    "kind": "q.kind",
    "act": "q.act",
    "status": "q.status",
    "confidence": "q.confidence",
    "reason": "q.reason",
    "origin": "q.origin",
    "changed": "q.changed",
    "unsure": "q.unsure",
    "decided": _DECIDED,
    "display": "array_to_string(q.content_words, ' … ')",
    "quoted": _QUOTED,
    "content": _parts("q.content", "q.content_words"),
    "cue": _parts("q.cue", "q.cue_words"),
    "attributions": f"coalesce(({_ATTRIBUTIONS}), '[]')",
    # Most have none: to ask for one costs a fifth of what adding up none does.
    "relays": f"""case when exists (select from quotes_relay r where r.quote_id = q.id)
        then ({_RELAYS}) else '[]' end""",
    "addressee": f"""case when q.addressee = '' then null else json_build_object(
        'name', q.addressee, 'span', {_part("q.addressee_span", "q.addressee_words")}) end""",
    "parent": _PARENT,
    "said_on": _SAID_ON,
    "earlier": "q.earlier",
    "place": "nullif(q.place, '')",
    "channel": "nullif(q.channel, '')",
    "said_in": "nullif(q.said_in, '')",
    "stances": f"coalesce(({_STANCES}), '[]')",
    "stances_done": "q.stances_done",
    "published_at": TIME.format("q.published_at"),
    "outlet": """case when l.id is null then null else json_build_object(
        'id', l.id, 'name', l.name) end""",
    "language": "q.language",
    "version": "q.version",
    "created_at": TIME.format("q.created_at"),
    "updated_at": TIME.format("q.updated_at"),
}
"""What a quote's JSON holds, in order, each with its SQL; 50 are the most PostgreSQL takes."""


def quote_of(members: Iterable[str]) -> str:
    """Answer the SQL of a quote's JSON with these members alone, in their usual order."""
    chosen = {*members}
    pairs = (f"'{name}', {sql}" for name, sql in MEMBERS.items() if name in chosen)
    return f"json_build_object({', '.join(pairs)})"


QUOTE = quote_of(MEMBERS)
"""The SQL of a quote's whole JSON."""


BESIDE = {
    "attributions": (_ATTRIBUTIONS, "a"),
    "relays": (_RELAYS, "r"),
    "stances": (_STANCES, "p"),
}
"""What hangs on a quote, and the name of its rows there."""


_ROWS = """
select q.id, ({quote})::text
from quotes_quote q join articles_textversion v on v.id = q.text_version_id
left join articles_outlet l on l.id = q.outlet_id
where q.id = any(%(ids)s)
"""


def quotes_as_json(
    ids: Sequence[int],
    *,
    base: str,
    people: bool,
    undecided: bool = False,
    members: Collection[str] = (),
) -> list[str]:
    """Answer each quote's JSON text, in the order of `ids`; those that are gone are left out.

    `base` begins its links, such as "https://quotes.example"; `people` shows who decided,
    `undecided` those parents that nobody has accepted; `members` are all there are unless named.
    """
    sql = _ROWS.replace("{quote}", quote_of(members) if members else QUOTE)
    known: dict[str, Any] = {
        "ids": list(ids),
        "base": base,
        "people": people,
        "undecided": undecided,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, known)
        found = dict(cursor.fetchall())
    return [found[each] for each in ids if each in found]


def quotes_as_links(ids: Sequence[int], *, base: str) -> list[dict[str, Any]]:
    """Answer what everybody may read of these quotes, with whole addresses."""
    return [json.loads(text) for text in quotes_as_json(ids, base=base, people=False)]


def quotes_as_objects(ids: Sequence[int], *, people: bool) -> list[dict[str, Any]]:
    """Answer the same quotes as pages read them."""
    return [json.loads(text) for text in quotes_as_json(ids, base="", people=people)]
