"""The one definition of an article's, a speaker's and a target's JSON, in SQL, as for quotes.

Each is the body of `select ... from` its table under a name of its own: a, s and t. `ARTICLE`,
`SPEAKER` and `TARGET` answer null where the one who asks may not see it; lists, which choose what
may be seen themselves, take `records_as_json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.db import connection

from quotes.queries.quote_json import TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["article", "speaker", "target"]

_NAMED = "json_build_object('id', {0}.id, 'name', {0}.name)"
_MERGED = """(select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name)
        order by m.name, m.id), '[]') from {} m where {})"""
_KNOWN_AS_WELL = "m.merged_into_id = s.id and m.article_id is null"

_WITHDRAWN = f"""
    case when a.withdrawn_at is null then null else json_build_object(
        'at', {TIME.format("a.withdrawn_at")}, 'by', case when %(people)s then
            (select u.username from accounts_user u where u.id = a.withdrawn_by_id) end,
        'reason', a.withdrawal_reason) end
"""

_ARTICLE = f"""
select json_build_object(
    'id', a.id, 'api_url', %(base)s || '/api/v1/articles/' || a.id || '/',
    'html_url', %(base)s || '/articles/' || a.id || '/', 'title', a.title,
    'outlet', case when l.id is null then null else {_NAMED.format("l")} end,
    'byline', a.byline, 'published_at', {TIME.format("a.published_at")}, 'url', a.url,
    'external_id', a.external_id, 'language', a.language,
    'text_version', (select json_build_object('number', v.number, 'sha256', v.sha256,
            'length', v.length, 'kind', v.kind, 'dated', v.dated, 'note', v.note,
            'source_format', v.source_format, 'created_at', {TIME.format("v.created_at")})
        from articles_textversion v where v.article_id = a.id order by v.number desc limit 1),
    'withdrawn', {_WITHDRAWN}, 'version', a.version,
    'created_at', {TIME.format("a.created_at")}, 'updated_at', {TIME.format("a.updated_at")})
from articles_article a left join articles_outlet l on l.id = a.outlet_id
where a.id = {{id}}
"""

_SPEAKER = f"""
select json_build_object(
    'id', s.id, 'url', %(base)s || '/api/v1/speakers/' || s.id || '/',
    'html_url', %(base)s || '/speakers/' || s.id || '/', 'name', s.name, 'kind', s.kind,
    'names', (select coalesce(json_agg(n.name order by n.name <> s.name, n.name, n.id), '[]')
        from quotes_speakername n where n.speaker_id = s.id),
    'roles', (select coalesce(json_agg(json_build_object('id', r.id, 'role', r.role,
            'organisation', case when o.id is null then null else {_NAMED.format("o")} end,
            'since', r.since, 'until', r.until)
            order by r.since nulls first, r.until nulls last, r.id), '[]')
        from quotes_speakerrole r
        left join quotes_speaker given on given.id = r.organisation_id
        left join quotes_speaker o on o.id = coalesce(given.merged_into_id, given.id)
        where r.speaker_id = s.id),
    'part_of', case when w.id is null then null else {_NAMED.format("w")} end,
    'attributes', s.attributes, 'wikidata_id', s.wikidata_id, 'article', s.article_id,
    'merged', {_MERGED.format("quotes_speaker", _KNOWN_AS_WELL)},
    'version', s.version,
    'created_at', {TIME.format("s.created_at")}, 'updated_at', {TIME.format("s.updated_at")})
from quotes_speaker s left join quotes_speaker part on part.id = s.part_of_id
left join quotes_speaker w on w.id = coalesce(part.merged_into_id, part.id)
where s.id = {{id}}
"""

_TARGET = f"""
select json_build_object(
    'id', t.id, 'url', %(base)s || '/api/v1/targets/' || t.id || '/',
    'html_url', %(base)s || '/targets/' || t.id || '/', 'name', t.name, 'kind', t.kind,
    'speaker', case when s.id is null then null else {_NAMED.format("s")} end,
    'part_of', case when w.id is null then null else {_NAMED.format("w")} end,
    'attributes', t.attributes,
    'merged', {_MERGED.format("quotes_target", "m.merged_into_id = t.id")},
    'version', t.version,
    'created_at', {TIME.format("t.created_at")}, 'updated_at', {TIME.format("t.updated_at")})
from quotes_target t left join quotes_speaker linked on linked.id = t.speaker_id
left join quotes_speaker s on s.id = coalesce(linked.merged_into_id, linked.id)
left join quotes_target part on part.id = t.part_of_id
left join quotes_target w on w.id = coalesce(part.merged_into_id, part.id)
where t.id = {{id}}
"""

ARTICLE = f"({_ARTICLE} and (%(undecided)s or a.withdrawn_at is null))"

# Readers see who is quoted, or spoken for: the same as in `queries.names.visible_speakers`.
_SEEN_AS = """exists (
        select from quotes_attribution told
        join quotes_quotesearch said on said.quote_id = told.quote_id
        where told.{} in (
                select s.id union all select id from quotes_speaker where merged_into_id = s.id)
            and told.status = 'accepted' and said.status = 'accepted'
            and not 'k:term' = any(said.facets))"""
SPEAKER = f"""
({_SPEAKER} and s.article_id is null and s.merged_into_id is null
    and (%(undecided)s or {_SEEN_AS.format("speaker_id")}
        or {_SEEN_AS.format("organisation_id")}))
"""

TARGET = f"""
({_TARGET} and t.merged_into_id is null
    and (%(undecided)s or exists (
        select from quotes_positiontaken taken
        where taken.target_id in (
            select t.id union all select id from quotes_target where merged_into_id = t.id))))
"""

_ALL: dict[Kind, str] = {"article": _ARTICLE, "speaker": _SPEAKER, "target": _TARGET}


def records_as_json(
    kind: Kind, ids: Sequence[int], *, base: str, people: bool = False
) -> list[str]:
    """Answer each record's JSON text, in the order of `ids`; those that are gone are left out.

    The caller has chosen what may be seen. `base` begins the links, such as
    "https://quotes.example"; `people` shows who withdrew an article.
    """
    asked = f"""select wanted.id, ({_ALL[kind].format(id="wanted.id")})::text
        from unnest(%(ids)s::bigint[]) wanted (id)"""
    with connection.cursor() as cursor:
        cursor.execute(asked, {"ids": list(ids), "base": base, "people": people})
        found = dict(cursor.fetchall())
    return [found[each] for each in ids if found.get(each)]
