"""No setting switches off what the database promises about quotes and their history."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import make_quote

pytestmark = pytest.mark.django_db

# Each trigger of the table by the name it has in the database.
ALL = """
    select set_config('pgtrigger.ignore', array_agg(tgname)::text, true) from pg_trigger
    where tgrelid = 'quotes_quote'::regclass
"""


def test_words_that_are_no_slice_are_refused_whatever_is_set() -> None:
    quote = make_quote()
    with connection.cursor() as cursor:
        cursor.execute(ALL)
        with pytest.raises(IntegrityError, match="is not the slice"), transaction.atomic():
            cursor.execute(
                "update quotes_quote set content_words = '{other}' where id = %s", [quote.pk]
            )


def test_history_is_kept_whatever_is_set() -> None:
    quote = make_quote()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from quotes_quoteevent")
        before = cursor.fetchone()
        cursor.execute(ALL)
        cursor.execute("update quotes_quote set place = 'Aldmoor' where id = %s", [quote.pk])
        cursor.execute("select count(*) from quotes_quoteevent")
        assert cursor.fetchone() != before
