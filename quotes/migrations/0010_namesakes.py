"""Namesakes sound alike in both their names: by initials alone, a large newsroom has too many."""

from django.db import migrations, models

import quotes.models.speakers

# “srg vnv” for “Sergei Ivanov” and “Sergey Ivanow”, “s. vnv” for “S. Ivanov”, “ vnv” for “Ivanov”.
NAMESAKE = r"""
create or replace function public.namesake(name text) returns text language sql immutable strict parallel safe
as $$ select case
        when cardinality(words) = 1 then ''
        when length(words[1]) = 1 then public.skeleton(words[1]) || '.'
        else public.skeleton(words[1]) end
    || ' ' || public.skeleton(words[cardinality(words)]) from public.called(name) words where cardinality(words) > 0 $$
"""
READ_AGAIN = "update quotes_speakername set name = name"


class Migration(migrations.Migration):
    dependencies = [("quotes", "0009_placements")]

    operations = [
        migrations.RunSQL(NAMESAKE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "drop function public.may_be_one(text, text)",
            "create function public.may_be_one(text, text) returns boolean language sql as 'select true'",
        ),
        migrations.RunSQL(READ_AGAIN, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="speakername",
            index=models.Index(
                quotes.models.speakers.Surname("namesake"),
                models.F("speaker"),
                name="speaker_surnames",
            ),
        ),
    ]
