"""Near words are looked for among those that have two neighbouring ones in common."""

from importlib import import_module

from django.db import migrations

# Patterns of two neighbouring words as printed, in small letters: the longer ones, which say more.
STATEMENT_PAIRS = """
create function public.statement_pairs(parts text[]) returns text[]
language sql immutable parallel safe
as $$
    with words as (
        select word, lead(word) over (order by n) as next
        from unnest(string_to_array(lower(array_to_string(parts, ' ')), ' '))
            with ordinality as split (word, n)
    )
    select array_agg('%' || word || ' ' || next || '%') from words
    where char_length(word || next) >= 7 and word || next !~ '[%_\\\\]'
$$
"""

STATEMENT_NEIGHBOURS = """
create or replace function public.statement_neighbours(one public.quotes_quote) returns setof bigint
language plpgsql stable as $$
declare
    own text;
    key bigint;
    far interval := '7 days';
    home bigint;
    source public.quotes_speaker;
    pairs text[];
begin
    if one.status <> 'accepted' or one.kind = 'term' then
        return;
    end if;
    return query select p.quote_id from public.quotes_statementplace p
        join public.quotes_quote q on q.id = p.quote_id
        where p.beside_id = one.id and public.can_be_one_statement(one, q);
    if exists (select from public.quotes_statementplace p where p.quote_id = one.id) then
        return query select q.id from public.quotes_statementplace p
            join public.quotes_quote q on q.id = p.beside_id
            where p.quote_id = one.id and public.can_be_one_statement(one, q);
        return;
    end if;
    own := public.statement_words(one.content_words);
    key := public.statement_key(one.content_words);
    if one.speaker_id is not null then
        return query select q.id from public.quotes_quote q
            where q.speaker_id = one.speaker_id and q.status = 'accepted' and q.kind <> 'term'
                and public.statement_key(q.content_words) = key and q.act = one.act
                and q.id <> one.id
                and (own like '% % % % % % % %'
                    or q.sort_at between one.sort_at - far and one.sort_at + far)
                and not exists (select from public.quotes_statementplace p where p.quote_id = q.id)
            limit 300;
        if own like '% % % % %' then
            pairs := public.statement_pairs(one.content_words);
            return query select c.id from (
                (select q.* from public.quotes_quote q
                where q.speaker_id = one.speaker_id and q.status = 'accepted' and q.kind <> 'term'
                    and q.sort_at between one.sort_at - far and one.sort_at
                order by q.sort_at desc limit 150)
                union all
                (select q.* from public.quotes_quote q
                where q.speaker_id = one.speaker_id and q.status = 'accepted' and q.kind <> 'term'
                    and q.sort_at > one.sort_at and q.sort_at <= one.sort_at + far
                order by q.sort_at limit 150)) c
                where c.id <> one.id and c.act = one.act
                    and lower(array_to_string(c.content_words, ' ')) like any(pairs)
                    and public.statements_alike(own, public.statement_words(c.content_words))
                    and not exists (
                        select from public.quotes_statementplace p where p.quote_id = c.id);
        end if;
        select * into source from public.quotes_speaker s where s.id = one.speaker_id;
    end if;
    if source.id is null or source.article_id is not null then
        select a.family_id into home from public.articles_article a where a.id = one.article_id;
        if home is not null then
            return query select q.id from public.articles_article a
                join public.quotes_quote q on q.article_id = a.id
                left join public.quotes_speaker s on s.id = q.speaker_id
                where a.family_id = home and q.id <> one.id and q.status = 'accepted'
                    and q.kind <> 'term' and q.act = one.act
                    and public.statement_key(q.content_words) = key
                    and (s.id is null or s.article_id is not null)
                    and public.fold(s.name) is not distinct from public.fold(source.name)
                    and not exists (
                        select from public.quotes_statementplace p where p.quote_id = q.id);
        end if;
    end if;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("quotes", "0020_search_facets")]

    operations = [
        migrations.RunSQL(STATEMENT_PAIRS, "drop function public.statement_pairs(text[])"),
        migrations.RunSQL(
            STATEMENT_NEIGHBOURS,
            import_module("quotes.migrations.0017_families").STATEMENT_NEIGHBOURS.replace(
                "create function", "create or replace function"
            ),
        ),
    ]
