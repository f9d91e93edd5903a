"""SQL functions that tables, indexes and triggers of quotes rest on."""

from django.db import migrations

# Index expressions are evaluated with an empty search path, so every name is qualified.
FOLD = """
create function public.fold(name text) returns text language sql immutable strict parallel safe
as $$ select lower(public.unaccent('public.unaccent'::regdictionary, name)) $$
"""

# Nearly always there is one part, and plain expressions cost a third of what a query does: this
# runs for each span of each quote that is stored.
SLICES_MATCH = """
create function public.slices_match(body text, spans int4multirange, words text[], what text)
returns void language plpgsql stable as $$
declare
    first int := lower(spans);
    last int := upper(spans);
    found text;
begin
    if spans is null and words is null then
        return;
    end if;
    if cardinality(words) = 1 and spans = int4multirange(int4range(first, last)) then
        found := substr(body, first + 1, last - first);
        if found = words[1] and char_length(found) = last - first then
            return;
        end if;
    elsif last <= char_length(body) and words is not distinct from (
        select array_agg(substr(body, lower(part) + 1, upper(part) - lower(part)) order by part)
        from unnest(spans) part
    ) then
        return;
    end if;
    raise check_violation using
        message = format('%s is not the slice %s of its text version', what, spans),
        constraint = 'quote_words_are_the_slices';
end $$
"""

# What stands between marks in print: a direct quote's parts, the stretches in marks of a mixed one
# (which may begin inside its marks), nothing of an indirect one.
QUOTED_WORDS = """
create function public.quoted_words(kind text, content_words text[]) returns text[]
language sql immutable parallel safe
as $$ select case
    when kind in ('direct', 'term') then content_words
    when kind = 'mixed' then array(
        select coalesce(match[1], match[2]) from unnest(content_words) with ordinality as parts (words, n),
            regexp_matches(words, '^([^"“”„«»「」]+)[”»」]|["“„«「]([^"“”„«»「」]+)(?:["“”«»」]|$)', 'g') match
        order by n)
    else '{}' end $$
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
        migrations.RunSQL(
            SLICES_MATCH, "drop function public.slices_match(text, int4multirange, text[], text)"
        ),
        migrations.RunSQL(QUOTED_WORDS, "drop function public.quoted_words(text, text[])"),
        migrations.RunSQL(SEARCH, "drop text search configuration public.verbatim"),
    ]
