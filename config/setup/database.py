"""The database at today's migrations, with a backup of what it was before."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from psycopg.conninfo import make_conninfo

from config.postgres.binaries import find_binaries
from config.setup.steps import ROOT, VAR, fingerprint, say

SCHEMA = (
    *("*/migrations/**/*.*", "*/models.py", "*/models/*.py", "*/history.py"),
    "config/management/commands/migrate.py",
)
BACKUPS = VAR / "backups"


def schema_fingerprint() -> str:
    """Return a hash of all that decides what the tables look like."""
    files = [path for pattern in SCHEMA for path in ROOT.glob(pattern) if path.suffix != ".pyc"]
    return fingerprint([*files, ROOT / "requirements.txt", Path(__file__)])


def is_embedded() -> bool:
    """Say whether the database is the one under var/pg/."""
    return bool(connections["owner"].settings_dict["ENGINE"] == "config.database")


def migrate() -> None:
    """Bring the database up to date; one that holds something is backed up first.

    The database itself carries a note of what it was last migrated to, so that a note goes when
    its database goes, and the second start asks one question only.
    """
    note = f"schema {schema_fingerprint()}"
    if _read_note() == note:
        return
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if executor.loader.applied_migrations:
            _back_up()
        say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
    _write_note(note)


def _read_note() -> str | None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        )
        note: str | None = cursor.fetchone()[0]
        return note


def _write_note(note: str) -> None:
    name = sql.Identifier(connections["owner"].settings_dict["NAME"])
    command = sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(note))
    with connections["owner"].cursor() as cursor:
        cursor.execute(command)


def _back_up() -> None:
    """Write the whole database to var/backups/, or stop: nothing is migrated without."""
    BACKUPS.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = BACKUPS / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.dump"
    say(f"Saving the database to {file} before it changes")
    file.touch(mode=0o600)
    wanted = ("host", "port", "dbname", "user", "password")
    parameters = connections["owner"].get_connection_params()
    where = make_conninfo(**{key: parameters[key] for key in wanted if key in parameters})
    dump = [find_binaries() / "pg_dump", "--format=custom", f"--file={file}", f"--dbname={where}"]
    done = subprocess.run(dump, capture_output=True, text=True, check=False)
    if done.returncode:
        file.unlink(missing_ok=True)
        sys.exit(
            f"{done.stderr}\nThe database has to change, but could not be saved first. Save it"
            " yourself, and then run: .venv/bin/python manage.py migrate"
        )
