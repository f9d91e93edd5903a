"""Words cut out as they stand may be a quarter of the statement."""

from importlib import import_module

from django.db import migrations

# As before, but words that stand in the longer ones as they are want to be a quarter of these only.
STATEMENTS_ALIKE = """
create or replace function public.statements_alike(one text, other text) returns boolean
language plpgsql immutable parallel safe as $$
declare
    a text[] := string_to_array(one, ' ');
    b text[] := string_to_array(other, ' ');
    n int := cardinality(a);
    m int := cardinality(b);
    denials constant text[] := '{not,no,never,cannot,t,nobody,nothing,none,without,nicht,kein,keine,keinen,'
        'nie,niemals,ohne,pas,jamais,aucun,aucune,sans,nunca,jamas,sin,ningun,ninguna}';
    words int;
    pairs int;
    spot int;
begin
    if one = other then
        return true;
    end if;
    if n > m then
        return public.statements_alike(other, one);
    end if;
    if n < 5 or (n < 12 and 4 * n < m) then
        return false;
    end if;
    spot := position(' ' || one || ' ' in ' ' || other || ' ');
    if spot > 0 then
        a := string_to_array(btrim(left(other, spot - 1)), ' ');
        return not coalesce(a[cardinality(a) - 4:] && denials, false);
    end if;
    if n < 12 and 3 * n < m then
        return false;
    end if;
    if (select count(*) from unnest(a) w where w = any(denials))
            <> (select count(*) from unnest(b) w where w = any(denials))
    then
        return false;
    end if;
    select sum(least(x.times, y.times)) into pairs
        from (select a[i] || ' ' || a[i + 1] as pair, count(*) as times
            from generate_series(1, n - 1) i group by 1) x
        join (select b[i] || ' ' || b[i + 1] as pair, count(*) as times
            from generate_series(1, m - 1) i group by 1) y using (pair);
    if pairs is null then
        return false;
    end if;
    if 5 * pairs >= 4 * (n - 1) then
        return true;
    end if;
    if 5 * n < 4 * m or 5 * pairs < n + m - 2 then
        return false;
    end if;
    select sum(least(x.times, y.times)) into words
        from (select w, count(*) as times from unnest(a) w group by 1) x
        join (select w, count(*) as times from unnest(b) w group by 1) y using (w);
    return 5 * words >= 2 * (n + m);
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("quotes", "0022_feed")]

    operations = [
        migrations.RunSQL(
            STATEMENTS_ALIKE,
            import_module("quotes.migrations.0017_families").STATEMENTS_ALIKE.replace(
                "create function", "create or replace function"
            ),
        ),
    ]
