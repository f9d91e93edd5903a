"""Tables are made by their owner, and what was there is saved before it changes."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, connections
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from articles.models import Outlet
from config.setup import database
from quotes.commands import accept_quote
from tests.factories import make_quote


def test_the_application_changes_rows_and_never_tables(own_database: str) -> None:
    Outlet.objects.create(name="The Ferry Post")

    for statement in (
        "CREATE TABLE mine (id int)",
        "DROP TABLE articles_outlet",
        "ALTER TABLE articles_outlet ADD mine int",
        "ALTER TABLE articles_outlet DISABLE TRIGGER ALL",
        "TRUNCATE articles_outlet CASCADE",
        "CREATE EXTENSION hstore",
    ):
        with pytest.raises(ProgrammingError, match=r"permission|owner|denied"):
            connection.cursor().execute(statement)


@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_the_application_cannot_change_history(own_database: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_label'"
        )
        tables = [table for (table,) in cursor.fetchall()]

    assert len(tables) > 5
    for table in tables:
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.cursor().execute(statement.format(table))


def test_a_database_that_is_up_to_date_is_asked_one_question(own_database: str) -> None:
    database.migrate()

    with CaptureQueriesContext(connections["owner"]) as asked:
        database.migrate()

    assert len(asked) == 1


def test_a_database_that_holds_something_is_saved_before_it_changes(
    own_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(database, "BACKUPS", tmp_path / "backups")
    call_command("migrate", "sessions", "zero", verbosity=0)

    database.migrate()

    assert "django_session" in connection.introspection.table_names()
    [backup] = (tmp_path / "backups").iterdir()
    assert backup.read_bytes().startswith(b"PGDMP")
    assert backup.stat().st_mode & 0o077 == 0


def test_nothing_is_migrated_that_could_not_be_saved(
    own_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setattr(database, "BACKUPS", tmp_path / "a file")
    call_command("migrate", "sessions", "zero", verbosity=0)

    with pytest.raises((SystemExit, OSError)):
        database.migrate()

    assert "django_session" not in connection.introspection.table_names()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM pghistory_context",
        "TRUNCATE pghistory_context CASCADE",
        "UPDATE pghistory_context SET id = gen_random_uuid()",
        "DELETE FROM quotes_step",
        "TRUNCATE quotes_step CASCADE",
        "UPDATE quotes_step SET by_id = NULL",
        "UPDATE quotes_step SET command = 'accept_quote'",
    ],
)
def test_the_application_cannot_take_back_who_did_what(own_database: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        connection.cursor().execute(statement)


def test_what_was_done_cannot_become_somebody_elses(own_database: str, annotator: User) -> None:
    quote = make_quote(status="suggested")
    accept_quote(quote.pk, version=1, by=annotator)

    with pytest.raises(IntegrityError, match="who did it"):
        connection.cursor().execute("UPDATE pghistory_context SET metadata = '{\"user\": 999}'")


def test_the_application_makes_no_temporary_tables(django_db_setup: str, own_database: str) -> None:
    asked = "SELECT has_database_privilege('verbatim_app', %s, 'TEMPORARY')"
    with connection.cursor() as cursor:
        cursor.execute(asked, [django_db_setup])  # copies of the template have other rights
        assert cursor.fetchone() == (False,)


def test_a_temporary_table_does_not_stand_in_for_the_texts(own_database: str) -> None:
    quote = make_quote()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE articles_textversion AS TABLE articles_textversion")
        cursor.execute("UPDATE pg_temp.articles_textversion SET text = repeat('lies ', 100)")
        with pytest.raises(IntegrityError, match="is not the slice"):
            cursor.execute(
                "UPDATE quotes_quote SET content = '{[0,4)}', content_words = '{lies}'"
                " WHERE id = %s",
                [quote.pk],
            )
