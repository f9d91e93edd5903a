"""What follows an article into its quotes, and the rights of the app's role on history."""

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


class Migration(migrations.Migration):
    dependencies = [("quotes", "0002_tables")]

    operations = [
        migrations.RunSQL(
            FOLLOW_ARTICLE,
            "drop trigger quotes_follow_their_article on articles_article; drop function public.quotes_follow_their_article()",
        ),
        migrations.RunSQL(refuse_changes(*EVENTS), migrations.RunSQL.noop),
    ]
