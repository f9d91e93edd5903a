"""SQL functions that tables, indexes and triggers of quotes rest on."""

from django.db import migrations

# Index expressions are evaluated with an empty search path, so every name is qualified.
FOLD = """
create function public.fold(name text) returns text language sql immutable strict parallel safe
as $$ select lower(public.unaccent('public.unaccent'::regdictionary, name)) $$
"""

SLICES_MATCH = """
create function public.slices_match(body text, spans int4multirange, words text[], what text) returns void language plpgsql stable as $$
begin
    if spans is null and words is null then
        return;
    end if;
    if upper(spans) > char_length(body) or words is distinct from (
        select array_agg(substr(body, lower(part) + 1, upper(part) - lower(part)) order by lower(part)) from unnest(spans) part
    ) then
        raise check_violation using
            message = format('%s is not the slice %s of its text version', what, spans),
            constraint = 'quote_words_are_the_slices';
    end if;
end $$
"""

SEARCH = """
create text search configuration public.verbatim (copy = pg_catalog.simple);
alter text search configuration public.verbatim
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with public.unaccent, pg_catalog.simple
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("articles", "0001_ground")]

    operations = [
        migrations.RunSQL(FOLD, "drop function public.fold(text)"),
        migrations.RunSQL(SLICES_MATCH, "drop function public.slices_match(text, int4multirange, text[], text)"),
        migrations.RunSQL(SEARCH, "drop text search configuration public.verbatim"),
    ]
