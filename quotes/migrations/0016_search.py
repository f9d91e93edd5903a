"""What a quote is found by, and the positions it takes, each told in one view.

`search_follows` writes what differs from the views; `manage.py fill` loads all of it from them.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# As a facet shows printed words: one line, without case and accents, no longer than a key may be.
FACET_WORDS = """
create function public.facet_words(printed text) returns text
language sql immutable parallel safe
as $$ select left(public.fold(btrim(regexp_replace(printed, '\\s+', ' ', 'g'))), 100) $$
"""

SEARCH_ROW = """
create view public.quotes_searchrow as
select q.id as quote_id,
    case when q.status = 'accepted' and home.withdrawn_at is not null then 'withdrawn'
        else q.status end as status,
    q.sort_at,
    to_tsvector('public.verbatim', array_to_string(q.content_words, ' ')) as words,
    case when q.status = 'accepted' then
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
    end as facets,
    q.dated_on,
    q.article_id
from public.quotes_quote q
join public.articles_textversion printed on printed.id = q.text_version_id
join public.articles_article home on home.id = q.article_id
"""

POSITION_ROW = """
create view public.quotes_positionrow as
select q.id as quote_id, st.target_id, coalesce(a.id, 0) as attribution, st.position,
    st.conditional, a.speaker_id,
    coalesce(a.organisation_id,
        case when whose.kind in ('organisation', 'group') then a.speaker_id end) as organisation_id,
    coalesce(a.sourcing, 'none') as sourcing,
    q.act,
    exists (select from public.quotes_relay r where r.quote_id = q.id) as relayed,
    q.decided_how = 'batch' as batch,
    q.earlier,
    whose.article_id is not null as unnamed,
    q.dated_on, q.sort_at, q.article_id, q.outlet_id, q.language,
    coalesce(q.family_id, -q.id) as statement
from public.quotes_quote q
join public.quotes_stance st on st.quote_id = q.id
join public.articles_article home on home.id = q.article_id
left join public.quotes_attribution a on a.quote_id = q.id
left join public.quotes_speaker whose on whose.id = a.speaker_id
where q.status = 'accepted' and q.kind <> 'term' and home.withdrawn_at is null
"""

# Who withdraws an article, or makes a person an organisation, locks it against these: so neither
# misses what the other does. Each statement sees what was committed while the one before it waited.
SEARCH_FOLLOWS = """
create function public.search_follows(ids bigint[], reworded boolean default false)
returns void language plpgsql as $$
begin
    if cardinality(ids) = 0 then
        return;
    end if;
    perform from public.articles_article where id in (
        select article_id from public.quotes_quote where id = any(ids)) order by id for key share;
    perform from public.quotes_speaker where id in (
        select speaker_id from public.quotes_attribution where quote_id = any(ids))
        order by id for key share;
    update public.quotes_quotesearch s
        set status = made.status, sort_at = made.sort_at, facets = made.facets,
            dated_on = made.dated_on, article_id = made.article_id,
            words = case when reworded then made.words else s.words end
        from public.quotes_searchrow made
        where s.quote_id = any(ids) and made.quote_id = any(ids) and made.quote_id = s.quote_id
            and (reworded or (s.status, s.sort_at, s.facets, s.dated_on, s.article_id)
                is distinct from (
                    made.status, made.sort_at, made.facets, made.dated_on, made.article_id));
    delete from public.quotes_positiontaken was
        where was.quote_id = any(ids) and not exists (
            select from public.quotes_positionrow made where made.quote_id = any(ids)
                and made.quote_id = was.quote_id and made.target_id = was.target_id
                and made.attribution = was.attribution
                and (made.position, made.conditional, made.speaker_id, made.organisation_id,
                    made.sourcing, made.act, made.relayed, made.batch, made.earlier, made.unnamed,
                    made.dated_on, made.sort_at, made.article_id, made.outlet_id, made.language,
                    made.statement)
                is not distinct from (was.position, was.conditional, was.speaker_id,
                    was.organisation_id, was.sourcing, was.act, was.relayed, was.batch,
                    was.earlier, was.unnamed, was.dated_on, was.sort_at, was.article_id,
                    was.outlet_id, was.language, was.statement));
    insert into public.quotes_positiontaken (
            quote_id, target_id, attribution, position, conditional, speaker_id, organisation_id,
            sourcing, act, relayed, batch, earlier, unnamed, dated_on, sort_at, article_id,
            outlet_id, language, statement)
        select quote_id, target_id, attribution, position, conditional, speaker_id, organisation_id,
            sourcing, act, relayed, batch, earlier, unnamed, dated_on, sort_at, article_id,
            outlet_id, language, statement
        from public.quotes_positionrow where quote_id = any(ids)
        on conflict (quote_id, target_id, attribution) do nothing;
end $$
"""

FOLLOW_ARTICLE = """
create function public.search_follows_article() returns trigger language plpgsql as $$
begin
    perform public.search_follows(array(
        select id from public.quotes_quote where article_id = new.id and status = 'accepted'));
    return null;
end $$;
create trigger search_follows_article after update of withdrawn_at, family_id on articles_article
    for each row when ((old.withdrawn_at is null, old.family_id)
        is distinct from (new.withdrawn_at is null, new.family_id))
    execute function public.search_follows_article()
"""

BACKFILL = """
update quotes_quotesearch s
    set status = made.status, facets = made.facets, dated_on = made.dated_on,
        article_id = made.article_id
    from quotes_searchrow made where made.quote_id = s.quote_id;
insert into quotes_positiontaken (
        quote_id, target_id, attribution, position, conditional, speaker_id, organisation_id,
        sourcing, act, relayed, batch, earlier, unnamed, dated_on, sort_at, article_id,
        outlet_id, language, statement)
    select quote_id, target_id, attribution, position, conditional, speaker_id, organisation_id,
        sourcing, act, relayed, batch, earlier, unnamed, dated_on, sort_at, article_id,
        outlet_id, language, statement
    from quotes_positionrow
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_pieces"),
        ("quotes", "0015_imported_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="PositionTaken",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "quote",
                        "target",
                        "attribution",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="positions",
                        to="quotes.quote",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.target",
                    ),
                ),
                ("attribution", models.BigIntegerField()),
                ("position", models.TextField(null=True)),
                ("conditional", models.BooleanField()),
                (
                    "speaker",
                    models.ForeignKey(
                        null=True,
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.speaker",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="quotes.speaker",
                    ),
                ),
                ("sourcing", models.TextField()),
                ("act", models.TextField()),
                ("relayed", models.BooleanField()),
                ("batch", models.BooleanField()),
                ("earlier", models.BooleanField()),
                ("unnamed", models.BooleanField(help_text="The speaker belongs to one article.")),
                ("dated_on", models.DateField(null=True)),
                ("sort_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        null=True,
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.outlet",
                    ),
                ),
                ("language", models.TextField()),
                ("statement", models.BigIntegerField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="quote",
            name="passed_on",
        ),
        migrations.RemoveIndex(
            model_name="quotesearch",
            name="quote_search_words",
        ),
        migrations.AddField(
            model_name="quotesearch",
            name="article",
            field=models.ForeignKey(
                null=True,
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="quotesearch",
            name="dated_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="quotesearch",
            name="facets",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), null=True, size=None
            ),
        ),
        migrations.RunSQL(FACET_WORDS, "drop function public.facet_words(text)"),
        migrations.RunSQL(SEARCH_ROW, "drop view public.quotes_searchrow"),
        migrations.RunSQL(POSITION_ROW, "drop view public.quotes_positionrow"),
        migrations.RunSQL(SEARCH_FOLLOWS, "drop function public.search_follows(bigint[], boolean)"),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="quotesearch",
            name="article",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="articles.article",
            ),
        ),
        migrations.AddIndex(
            model_name="quotesearch",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words", "facets"], name="quote_search_facets"
            ),
        ),
        migrations.AddIndex(
            model_name="quotesearch",
            index=models.Index(models.F("article"), name="quote_search_by_article"),
        ),
        migrations.AddIndex(
            model_name="positiontaken",
            index=models.Index(
                models.F("speaker"),
                models.F("target"),
                models.F("dated_on"),
                name="position_by_speaker",
            ),
        ),
        migrations.AddIndex(
            model_name="positiontaken",
            index=models.Index(
                models.F("organisation"),
                models.F("target"),
                models.F("dated_on"),
                name="position_by_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="positiontaken",
            index=models.Index(
                models.F("target"),
                models.F("position"),
                models.F("dated_on"),
                name="position_by_target",
            ),
        ),
        migrations.AddIndex(
            model_name="positiontaken",
            index=models.Index(models.F("article"), name="position_by_article"),
        ),
        migrations.RunSQL(
            FOLLOW_ARTICLE,
            "drop trigger search_follows_article on articles_article; drop function public.search_follows_article()",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attribution",
            trigger=pgtrigger.compiler.Trigger(
                name="search_added",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" = 'accepted')",
                    func="\n    PERFORM search_follows(ARRAY[NEW.quote_id]);\n    RETURN NULL;\n",
                    hash="9c27b4ef9f80c33fa52ed357be099baafc7529eb",
                    operation="INSERT",
                    pgid="pgtrigger_search_added_a50ad",
                    table="quotes_attribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attribution",
            trigger=pgtrigger.compiler.Trigger(
                name="search_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."quote_id" IS DISTINCT FROM (NEW."quote_id") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."sourcing" IS DISTINCT FROM (NEW."sourcing") OR OLD."descriptor_words" IS DISTINCT FROM (NEW."descriptor_words")) AND NEW."status" = \'accepted\')',
                    func="\n    PERFORM search_follows(ARRAY[OLD.quote_id, NEW.quote_id]);\n    RETURN NULL;\n",
                    hash="a5eae3d2917a5f5ca7389afd90a9234c60827341",
                    operation="UPDATE",
                    pgid="pgtrigger_search_changed_c9db9",
                    table="quotes_attribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attribution",
            trigger=pgtrigger.compiler.Trigger(
                name="search_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" = 'accepted')",
                    func="\n    PERFORM search_follows(ARRAY[OLD.quote_id]);\n    RETURN NULL;\n",
                    hash="1d285c700a891b493bc98e9c8208fd97b72c1fd8",
                    operation="DELETE",
                    pgid="pgtrigger_search_removed_c1462",
                    table="quotes_attribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="passed_on",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.status = 'accepted' THEN\n            INSERT INTO quotes_quotesearch (\n                    quote_id, status, sort_at, dated_on, article_id, words, facets)\n                SELECT quote_id, status, sort_at, dated_on, article_id, words, facets\n                FROM quotes_searchrow WHERE quote_id = NEW.id;\n        ELSE\n            INSERT INTO quotes_quotesearch (quote_id, status, sort_at, dated_on, article_id, words)\n                VALUES (NEW.id, NEW.status, NEW.sort_at, NEW.dated_on, NEW.article_id,\n                    to_tsvector('verbatim', array_to_string(NEW.content_words, ' ')));\n        END IF;\n        RETURN NULL;\n    END IF;\n    IF 'accepted' IN (NEW.status, OLD.status) THEN\n        IF (NEW.status, NEW.kind, NEW.act, NEW.content_words, NEW.content, NEW.text_version_id,\n                NEW.sort_at, NEW.dated_on, NEW.published_at, NEW.outlet_id, NEW.language,\n                NEW.cue_words, NEW.earlier, NEW.unsure, NEW.decided_how, NEW.family_id)\n            IS DISTINCT FROM (OLD.status, OLD.kind, OLD.act, OLD.content_words, OLD.content,\n                OLD.text_version_id, OLD.sort_at, OLD.dated_on, OLD.published_at, OLD.outlet_id,\n                OLD.language, OLD.cue_words, OLD.earlier, OLD.unsure, OLD.decided_how,\n                OLD.family_id)\n        THEN\n            PERFORM search_follows(\n                ARRAY[NEW.id], NEW.content_words IS DISTINCT FROM OLD.content_words);\n        END IF;\n    ELSIF (NEW.status, NEW.sort_at, NEW.dated_on, NEW.content_words)\n        IS DISTINCT FROM (OLD.status, OLD.sort_at, OLD.dated_on, OLD.content_words)\n    THEN\n        UPDATE quotes_quotesearch SET status = NEW.status, sort_at = NEW.sort_at,\n            dated_on = NEW.dated_on,\n            words = to_tsvector('verbatim', array_to_string(NEW.content_words, ' '))\n            WHERE quote_id = NEW.id;\n    END IF;\n    IF (NEW.status, NEW.sort_at, NEW.dated_on)\n        IS DISTINCT FROM (OLD.status, OLD.sort_at, OLD.dated_on)\n    THEN\n        UPDATE quotes_attribution\n            SET status = NEW.status, sort_at = NEW.sort_at, dated_on = NEW.dated_on\n            WHERE quote_id = NEW.id;\n        UPDATE quotes_stance\n            SET status = NEW.status, sort_at = NEW.sort_at, dated_on = NEW.dated_on\n            WHERE quote_id = NEW.id;\n    END IF;\n    RETURN NULL;\n",
                    hash="b34351a423890a9e30fcafc6d992e54fd2e51e14",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_passed_on_656e9",
                    table="quotes_quote",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="search_added",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM search_follows(ARRAY(\n        SELECT id FROM quotes_quote WHERE id IN (NEW.quote_id) AND status = 'accepted'));\n    RETURN NULL;\n",
                    hash="6eaa13cb5e93489ec0495fb41cbdb2bc9049831c",
                    operation="INSERT",
                    pgid="pgtrigger_search_added_0cd12",
                    table="quotes_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="search_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."quote_id" IS DISTINCT FROM (NEW."quote_id") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func="\n    PERFORM search_follows(ARRAY(\n        SELECT id FROM quotes_quote WHERE id IN (OLD.quote_id, NEW.quote_id) AND status = 'accepted'));\n    RETURN NULL;\n",
                    hash="7afd2506b812ea980cedfd5e25d16ca09fcd6975",
                    operation="UPDATE",
                    pgid="pgtrigger_search_changed_9be46",
                    table="quotes_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="search_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM search_follows(ARRAY(\n        SELECT id FROM quotes_quote WHERE id IN (OLD.quote_id) AND status = 'accepted'));\n    RETURN NULL;\n",
                    hash="8da478d3a3c83c6ec4577fb7fc785abae03bd990",
                    operation="DELETE",
                    pgid="pgtrigger_search_removed_41554",
                    table="quotes_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="speaker",
            trigger=pgtrigger.compiler.Trigger(
                name="search_follows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind"))',
                    func="\n    PERFORM search_follows(ARRAY(\n        SELECT DISTINCT a.quote_id FROM quotes_attribution a\n        WHERE a.speaker_id = NEW.id AND a.status = 'accepted'));\n    RETURN NULL;\n",
                    hash="b262fccff282da3462344f673d84fd2dd5ef3c69",
                    operation="UPDATE",
                    pgid="pgtrigger_search_follows_1cb45",
                    table="quotes_speaker",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stance",
            trigger=pgtrigger.compiler.Trigger(
                name="search_added",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" = 'accepted')",
                    func="\n    PERFORM search_follows(ARRAY[NEW.quote_id]);\n    RETURN NULL;\n",
                    hash="03192c5ece90e6289981330c12dd6e92150cff3d",
                    operation="INSERT",
                    pgid="pgtrigger_search_added_88018",
                    table="quotes_stance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stance",
            trigger=pgtrigger.compiler.Trigger(
                name="search_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."quote_id" IS DISTINCT FROM (NEW."quote_id") OR OLD."target_id" IS DISTINCT FROM (NEW."target_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."conditional" IS DISTINCT FROM (NEW."conditional")) AND NEW."status" = \'accepted\')',
                    func="\n    PERFORM search_follows(ARRAY[OLD.quote_id, NEW.quote_id]);\n    RETURN NULL;\n",
                    hash="feab7815c05e208075ad6fb144e2e37caa67f5f5",
                    operation="UPDATE",
                    pgid="pgtrigger_search_changed_d0662",
                    table="quotes_stance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stance",
            trigger=pgtrigger.compiler.Trigger(
                name="search_removed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" = 'accepted')",
                    func="\n    PERFORM search_follows(ARRAY[OLD.quote_id]);\n    RETURN NULL;\n",
                    hash="8de5be23637ac3ff09cf422f9f31a4e74d6baeac",
                    operation="DELETE",
                    pgid="pgtrigger_search_removed_b4e6b",
                    table="quotes_stance",
                    when="AFTER",
                ),
            ),
        ),
    ]
