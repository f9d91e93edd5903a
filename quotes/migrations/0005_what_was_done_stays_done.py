"""Nobody who works as the app takes back who did what, or stands tables of its own before ours."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

# pghistory writes the context again with each event, so its row has to take updates; whose it is
# stays. Steps learn, after they began, which quote they are about.
RIGHTS = """
do $$ begin
  if exists (select from pg_roles where rolname = 'verbatim_app') then
    revoke update, delete, truncate on pghistory_context, quotes_step from verbatim_app;
    grant update (metadata, updated_at) on pghistory_context to verbatim_app;
    grant update (quote_id) on quotes_step to verbatim_app;
  end if;
end $$
"""
WHO_STAYS = """
create function public.who_did_it_stays() returns trigger language plpgsql as $$
begin
    raise check_violation using message = 'who did it, and by what command, stays',
        constraint = 'context_keeps_who_did_it';
end $$;
create trigger who_did_it_stays before update on pghistory_context
    for each row when (old.id <> new.id or not new.metadata @> old.metadata)
    execute function public.who_did_it_stays()
"""
# A temporary table hides the one of its name, and would take the events meant for it.
NO_TEMPORARY_TABLES = """
do $$ begin
  execute format('revoke temporary on database %I from public', current_database());
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0004_unnamed_sources_stay_at_home"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="attribution",
            name="words_are_slices",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="quote",
            name="words_are_slices",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relay",
            name="words_are_slices",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attribution",
            trigger=pgtrigger.compiler.Trigger(
                name="words_are_slices",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE body text; home bigint;",
                    func="\n    IF TG_OP = 'UPDATE'\n        AND (NEW.quote_id, NEW.mention, NEW.mention_words, NEW.descriptor, NEW.descriptor_words,\n            NEW.condition, NEW.condition_words, NEW.speaker_id, NEW.organisation_id)\n        IS NOT DISTINCT FROM (OLD.quote_id, OLD.mention, OLD.mention_words, OLD.descriptor,\n            OLD.descriptor_words, OLD.condition, OLD.condition_words, OLD.speaker_id,\n            OLD.organisation_id)\n    THEN\n        RETURN NEW;\n    END IF;\n    SELECT v.text, v.article_id INTO body, home\n        FROM public.quotes_quote q JOIN public.articles_textversion v ON v.id = q.text_version_id\n        WHERE q.id = NEW.quote_id;\n    PERFORM slices_match(body, NEW.mention, NEW.mention_words, 'mention');\n    PERFORM slices_match(body, NEW.descriptor, NEW.descriptor_words, 'descriptor');\n    PERFORM slices_match(body, NEW.condition, NEW.condition_words, 'condition');\n    IF EXISTS (SELECT FROM public.quotes_speaker s\n        WHERE s.id IN (NEW.speaker_id, NEW.organisation_id) AND s.article_id <> home)\n    THEN\n        RAISE check_violation USING MESSAGE = 'an unnamed source belongs to one article',\n            CONSTRAINT = 'attribution_unnamed_stays_at_home';\n    END IF;\n    RETURN NEW;\n",
                    hash="8679a90e9a9780a7cb40b954e114d9607435d00f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_words_are_slices_74928",
                    table="quotes_attribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quote",
            trigger=pgtrigger.compiler.Trigger(
                name="words_are_slices",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE body text;",
                    func="\n    IF TG_OP = 'INSERT'\n        OR (NEW.text_version_id, NEW.content, NEW.content_words, NEW.cue, NEW.cue_words,\n            NEW.addressee_span, NEW.addressee_words)\n        IS DISTINCT FROM (OLD.text_version_id, OLD.content, OLD.content_words, OLD.cue,\n            OLD.cue_words, OLD.addressee_span, OLD.addressee_words)\n    THEN\n        SELECT text INTO body FROM public.articles_textversion WHERE id = NEW.text_version_id;\n        PERFORM slices_match(body, NEW.content, NEW.content_words, 'content');\n        PERFORM slices_match(body, NEW.cue, NEW.cue_words, 'cue');\n        PERFORM slices_match(body, NEW.addressee_span, NEW.addressee_words, 'addressee');\n    END IF;\n    IF TG_OP = 'UPDATE' AND NEW.text_version_id <> OLD.text_version_id THEN\n        PERFORM slices_match(body, mention, mention_words, 'mention'),\n            slices_match(body, descriptor, descriptor_words, 'descriptor'),\n            slices_match(body, condition, condition_words, 'condition')\n            FROM public.quotes_attribution WHERE quote_id = NEW.id;\n        PERFORM slices_match(body, span, span_words, 'relay')\n            FROM public.quotes_relay WHERE quote_id = NEW.id;\n    END IF;\n    RETURN NEW;\n",
                    hash="ead6162a99e4ae21f69f1aacea33223896821f2d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_words_are_slices_72d3d",
                    table="quotes_quote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="words_are_slices",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE body text; home bigint;",
                    func="\n    SELECT v.text, v.article_id INTO body, home\n        FROM public.quotes_quote q JOIN public.articles_textversion v ON v.id = q.text_version_id\n        WHERE q.id = NEW.quote_id;\n    PERFORM slices_match(body, NEW.span, NEW.span_words, 'relay');\n    IF EXISTS (SELECT FROM public.quotes_speaker s\n        WHERE s.id = NEW.speaker_id AND s.article_id <> home)\n    THEN\n        RAISE check_violation USING MESSAGE = 'an unnamed source belongs to one article',\n            CONSTRAINT = 'relay_unnamed_stays_at_home';\n    END IF;\n    RETURN NEW;\n",
                    hash="1ebbec4ff0ea8a01d00e005a108a9db4a66c0584",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_words_are_slices_7b6d2",
                    table="quotes_relay",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(
            WHO_STAYS,
            "drop trigger who_did_it_stays on pghistory_context; drop function public.who_did_it_stays()",
        ),
        migrations.RunSQL(NO_TEMPORARY_TABLES, migrations.RunSQL.noop),
    ]
