"""The facets of a quote are told in a view of their own, for those not accepted, too.

Accepted quotes are found by their day, too, and speakers by their attributes.
"""

from importlib import import_module

import django.contrib.postgres.indexes
from django.db import migrations, models

FACET_ROW = """
create view public.quotes_facetrow as
select q.id as quote_id,
    array_remove(array[
        'k:' || q.kind,
        'a:' || q.act,
        'l:' || coalesce(q.outlet_id::text, 'none'),
        'g:' || coalesce(nullif(q.language, ''), 'none'),
        'm:' || coalesce(to_char(q.dated_on, 'YYYY-MM'), 'none'),
        'q:' || to_char(q.sort_at at time zone 'UTC', 'YYYY-Q'),
        'b:' || coalesce((
            select block ->> 'role' from jsonb_array_elements(printed.blocks) block
            where (block ->> 'start')::int <= lower(q.content)
            order by (block ->> 'start')::int desc limit 1), 'body'),
        'c:' || nullif(public.facet_words(array_to_string(q.cue_words, ' ')), ''),
        'h:' || q.decided_how,
        case when q.unsure then 'h:unsure' end,
        case when q.earlier then 'y:earlier' end,
        case when q.published_at is null then 'y:undated' end,
        'f:' || home.family_id,
        'e:' || q.family_id], null)
    || array(
        select distinct facet
        from public.quotes_attribution a
        left join public.quotes_speaker whose on whose.id = a.speaker_id,
        unnest(array[
            's:' || a.speaker_id,
            'o:' || a.organisation_id,
            case when whose.kind in ('organisation', 'group') then 'o:' || a.speaker_id end,
            'n:' || a.sourcing,
            'd:' || nullif(public.facet_words(array_to_string(a.descriptor_words, ' ')), '')
        ]) facet
        where a.quote_id = q.id and facet is not null order by facet)
    || array(
        select distinct facet from public.quotes_relay r,
        unnest(array['y:relayed', 'r:' || nullif(public.facet_words(r.name), '')]) facet
        where r.quote_id = q.id and facet is not null order by facet)
    || array(
        select distinct facet from public.quotes_stance st,
        unnest(array[
            't:' || st.target_id,
            'x:' || coalesce(st.position, 'none'),
            'p:' || st.target_id || ':' || coalesce(st.position, 'none'),
            case when st.conditional
                then 'p:' || st.target_id || ':' || coalesce(st.position, 'none') || ':if' end,
            case when st.conditional then 'y:conditional' end]) facet
        where st.quote_id = q.id and facet is not null order by facet)
    as facets
from public.quotes_quote q
join public.articles_textversion printed on printed.id = q.text_version_id
join public.articles_article home on home.id = q.article_id
"""

SEARCH_ROW = """
create or replace view public.quotes_searchrow as
select q.id as quote_id,
    case when q.status = 'accepted' and home.withdrawn_at is not null then 'withdrawn'
        else q.status end as status,
    q.sort_at,
    to_tsvector('public.verbatim', array_to_string(q.content_words, ' ')) as words,
    case when q.status = 'accepted' then made.facets end as facets,
    q.dated_on,
    q.article_id
from public.quotes_quote q
join public.articles_article home on home.id = q.article_id
join public.quotes_facetrow made on made.quote_id = q.id
"""


class Migration(migrations.Migration):
    dependencies = [("quotes", "0019_tallies")]

    operations = [
        migrations.RunSQL(FACET_ROW, "drop view public.quotes_facetrow"),
        migrations.RunSQL(
            SEARCH_ROW,
            import_module("quotes.migrations.0016_search").SEARCH_ROW.replace(
                "create view", "create or replace view"
            ),
        ),
        migrations.AddIndex(
            model_name="quotesearch",
            index=models.Index(
                "dated_on",
                condition=models.Q(facets__isnull=False),
                name="quote_search_dated",
            ),
        ),
        migrations.AddIndex(
            model_name="speaker",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["attributes"], name="speaker_attributes", opclasses=["jsonb_path_ops"]
            ),
        ),
    ]
