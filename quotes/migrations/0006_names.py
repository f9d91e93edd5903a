"""How names are found and compared: by the beginnings of words, and by how they sound."""

from django.db import migrations

# Names in Cyrillic and Greek letters as a newsroom would write them in Latin ones.
LATIN = r"""
create function public.latin(name text) returns text language sql immutable strict parallel safe
as $$ select translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        public.fold(name),
        'щ', 'shch'), 'ш', 'sh'), 'ч', 'ch'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ю', 'yu'), 'я', 'ya'), 'ß', 'ss'), 'θ', 'th'),
    'абвгґдеёэєзиійїыклмнопрстуфъьαβγδεζηικλμνξοπρσςτυφχω',
    'abvggdeeeeziiiiyklmnoprstuf' || chr(39) || chr(39) || 'avgdeziiklmnxoprsstufho') $$
"""
WORDS_OF = r"""
create function public.words_of(name text) returns text[] language sql immutable strict parallel safe
as $$ select array(select word from regexp_split_to_table(public.fold(name), '[^[:alnum:]]+') word where word <> '') $$
"""
# What a name is found by: the beginning of any of its words, in its own script or in Latin letters.
NAME_WORDS = r"""
create function public.name_words(name text) returns tsvector language sql immutable strict parallel safe
as $$ select array_to_tsvector(public.words_of(name) || public.words_of(public.latin(name))) $$
"""
NAME_QUERY = r"""
create function public.name_query(asked text) returns tsquery language sql immutable strict parallel safe
as $$ select string_agg(quote_literal(word) || ':*', ' & ')::tsquery from unnest(public.words_of(asked)) word $$
"""
# How a word sounds, roughly: what transliterations, doubled letters and vowels make differ is gone.
SKELETON = r"""
create function public.skeleton(word text) returns text language sql immutable strict parallel safe
as $$ select regexp_replace(regexp_replace(regexp_replace(
    translate(
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(
            word, 'ph', 'f', 'g'), 'x', 'ks', 'g'), 'kh', 'h', 'g'), 't?s?ch', 'k', 'g'),
        'wfcqz', 'vvkks'),
    '^[aeiouyjh]+', 'A'), '[aeiouyjh'']+', '', 'g'), '(.)\1+', '\1', 'g') $$
"""
# The words of a name without titles, the last name last.
CALLED = r"""
create function public.called(name text) returns text[] language sql immutable strict parallel safe
as $$ select public.words_of(public.latin(regexp_replace(regexp_replace(regexp_replace(
    public.fold(name),
    '^\s*([^,]+),\s*(.+)$', '\2 \1'),
    '^((the|mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|president|vice|minister|prime|foreign|senator|governor|general|colonel|captain|judge|king|queen|herr|frau|monsieur|madame|mme|senor|senora|г-н|г-жа)\.?\s+)+', ''),
    '[,\s]+(jr|sr|ii|iii|iv|phd|md|mp)\.?$', ''))) $$
"""
# First letter and last name, as they sound: equal for “S. Ivanov”, “Sergei Ivanov” and “Sergey Ivanow”.
NAMESAKE = r"""
create function public.namesake(name text) returns text language sql immutable strict parallel safe
as $$ select case when cardinality(words) > 1 then left(public.skeleton(words[1]), 1) else '' end
    || ' ' || public.skeleton(words[cardinality(words)]) from public.called(name) words where cardinality(words) > 0 $$
"""
# Whether two namesakes may be one: their last names look alike, and their first names do or are initials.
MAY_BE_ONE = r"""
create function public.may_be_one(one text, other text) returns boolean language sql immutable strict parallel safe
as $$ select
    public.similarity(a[cardinality(a)], b[cardinality(b)]) >= 0.25
    and (cardinality(a) = 1 or cardinality(b) = 1 or length(a[1]) = 1 or length(b[1]) = 1
        or public.skeleton(a[1]) = public.skeleton(b[1]) or public.similarity(a[1], b[1]) >= 0.4)
    from public.called(one) a, public.called(other) b $$
"""


class Migration(migrations.Migration):
    dependencies = [("quotes", "0005_together")]

    operations = [
        migrations.RunSQL(LATIN, "drop function public.latin(text)"),
        migrations.RunSQL(WORDS_OF, "drop function public.words_of(text)"),
        migrations.RunSQL(NAME_WORDS, "drop function public.name_words(text)"),
        migrations.RunSQL(NAME_QUERY, "drop function public.name_query(text)"),
        migrations.RunSQL(SKELETON, "drop function public.skeleton(text)"),
        migrations.RunSQL(CALLED, "drop function public.called(text)"),
        migrations.RunSQL(NAMESAKE, "drop function public.namesake(text)"),
        migrations.RunSQL(MAY_BE_ONE, "drop function public.may_be_one(text, text)"),
    ]
