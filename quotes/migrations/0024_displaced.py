"""Quotes said long before or after they were printed have an index of their own: they are few.

All others of some days were printed near those days; so a list of what was said then begins there.
Told in `quotes.queries.search.reach`, in the same words, as an index answers no others.
"""

from django.db import migrations

DISPLACED = """
create index quote_search_displaced on quotes_quotesearch (status, sort_at desc, quote_id desc)
where dated_on < (sort_at at time zone 'UTC')::date - 45
    or dated_on > (sort_at at time zone 'UTC')::date + 45
"""


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0023_shorter_cuts"),
    ]

    operations = [
        migrations.RunSQL(DISPLACED, "drop index quote_search_displaced"),
    ]
