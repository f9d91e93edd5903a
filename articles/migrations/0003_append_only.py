"""Take the right to change history, and stored texts, from the role the app works as."""

from django.db import migrations

from articles.history import refuse_changes

EVENTS = (
    "articles_outletevent",
    "articles_articlefamilyevent",
    "articles_articleevent",
    "articles_textversionevent",
)

# What is not part of the text may be mended later: why it was printed, when, and the printed note.
TEXTS = """
do $$ begin
  if exists (select from pg_roles where rolname = 'verbatim_app') then
    revoke update, delete, truncate on articles_textversion from verbatim_app;
    grant update (kind, dated, note) on articles_textversion to verbatim_app;
  end if;
end $$
"""


class Migration(migrations.Migration):
    """Rights only; no table changes."""

    dependencies = [("articles", "0002_tables")]
    operations = [
        migrations.RunSQL(refuse_changes(*EVENTS), migrations.RunSQL.noop),
        migrations.RunSQL(TEXTS, migrations.RunSQL.noop),
    ]
