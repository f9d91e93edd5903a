"""What follows an article into its quotes, and what the role the app works as cannot take back."""

from django.db import migrations

from articles.history import refuse_changes

EVENTS = (
    "quotes_speakerevent",
    "quotes_speakernameevent",
    "quotes_speakerroleevent",
    "quotes_targetevent",
    "quotes_quoteevent",
    "quotes_attributionevent",
    "quotes_relayevent",
    "quotes_stanceevent",
    "quotes_statementfamilyevent",
)

# Setting a column to itself is enough: the trigger on quotes reads the article again.
FOLLOW_ARTICLE = """
create function public.quotes_follow_their_article() returns trigger language plpgsql as $$
begin
    update quotes_quote set article_id = article_id where article_id = new.id;
    return null;
end $$;
create trigger quotes_follow_their_article after update of outlet_id, language, published_at on articles_article
    for each row when ((old.outlet_id, old.language, old.published_at) is distinct from (new.outlet_id, new.language, new.published_at))
    execute function public.quotes_follow_their_article()
"""


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
    dependencies = [("quotes", "0002_tables"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunSQL(
            FOLLOW_ARTICLE,
            "drop trigger quotes_follow_their_article on articles_article; drop function public.quotes_follow_their_article()",
        ),
        migrations.RunSQL(refuse_changes(*EVENTS), migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(
            WHO_STAYS,
            "drop trigger who_did_it_stays on pghistory_context; drop function public.who_did_it_stays()",
        ),
        migrations.RunSQL(NO_TEMPORARY_TABLES, migrations.RunSQL.noop),
    ]
