"""The one definition of an article's, a speaker's and a target's JSON, in SQL, as for quotes.

Each is the body of `select ... from` its table under a name of its own: a, s and t.
"""

from __future__ import annotations

from quotes.queries.quote_json import TIME

_NAMED = "json_build_object('id', {0}.id, 'name', {0}.name)"

ARTICLE = f"""
(select json_build_object(
    'id', a.id, 'api_url', %(base)s || '/api/v1/articles/' || a.id || '/',
    'html_url', %(base)s || '/articles/' || a.id || '/', 'title', a.title,
    'outlet', case when l.id is null then null else {_NAMED.format("l")} end,
    'byline', a.byline, 'published_at', {TIME.format("a.published_at")}, 'url', a.url,
    'external_id', a.external_id, 'language', a.language,
    'text_version', (select json_build_object('number', v.number, 'sha256', v.sha256,
            'length', v.length, 'kind', v.kind, 'dated', v.dated, 'note', v.note,
            'source_format', v.source_format, 'created_at', {TIME.format("v.created_at")})
        from articles_textversion v where v.article_id = a.id order by v.number desc limit 1),
    'version', a.version, 'created_at', {TIME.format("a.created_at")},
    'updated_at', {TIME.format("a.updated_at")})
from articles_article a left join articles_outlet l on l.id = a.outlet_id
where a.id = {{id}} and (%(undecided)s or a.withdrawn_at is null))
"""

SPEAKER = f"""
(select json_build_object(
    'id', s.id, 'url', %(base)s || '/api/v1/speakers/' || s.id || '/',
    'html_url', %(base)s || '/speakers/' || s.id || '/', 'name', s.name, 'kind', s.kind,
    'names', (select json_agg(n.name order by n.name <> s.name, n.name, n.id)
        from quotes_speakername n where n.speaker_id = s.id),
    'roles', (select coalesce(json_agg(json_build_object('role', r.role,
            'organisation', case when o.id is null then null else {_NAMED.format("o")} end,
            'since', r.since, 'until', r.until)
            order by r.since nulls first, r.until nulls last, r.id), '[]')
        from quotes_speakerrole r
        left join quotes_speaker given on given.id = r.organisation_id
        left join quotes_speaker o on o.id = coalesce(given.merged_into_id, given.id)
        where r.speaker_id = s.id),
    'part_of', case when w.id is null then null else {_NAMED.format("w")} end,
    'attributes', s.attributes, 'wikidata_id', s.wikidata_id, 'version', s.version,
    'created_at', {TIME.format("s.created_at")}, 'updated_at', {TIME.format("s.updated_at")})
from quotes_speaker s left join quotes_speaker part on part.id = s.part_of_id
left join quotes_speaker w on w.id = coalesce(part.merged_into_id, part.id)
where s.id = {{id}} and s.article_id is null and s.merged_into_id is null
    and (%(undecided)s or exists (
        select from quotes_attribution told
        join quotes_quotesearch said on said.quote_id = told.quote_id
        where told.speaker_id in (
                select s.id union all select id from quotes_speaker where merged_into_id = s.id)
            and told.status = 'accepted' and said.status = 'accepted'
            and not 'k:term' = any(said.facets))))
"""

TARGET = f"""
(select json_build_object(
    'id', t.id, 'url', %(base)s || '/api/v1/targets/' || t.id || '/',
    'html_url', %(base)s || '/targets/' || t.id || '/', 'name', t.name, 'kind', t.kind,
    'speaker', case when s.id is null then null else {_NAMED.format("s")} end,
    'part_of', case when w.id is null then null else {_NAMED.format("w")} end,
    'attributes', t.attributes, 'version', t.version,
    'created_at', {TIME.format("t.created_at")}, 'updated_at', {TIME.format("t.updated_at")})
from quotes_target t left join quotes_speaker linked on linked.id = t.speaker_id
left join quotes_speaker s on s.id = coalesce(linked.merged_into_id, linked.id)
left join quotes_target part on part.id = t.part_of_id
left join quotes_target w on w.id = coalesce(part.merged_into_id, part.id)
where t.id = {{id}} and t.merged_into_id is null
    and (%(undecided)s or exists (
        select from quotes_positiontaken taken
        where taken.target_id in (
            select t.id union all select id from quotes_target where merged_into_id = t.id))))
"""
