"""Databases for tests, copied in 40 ms from a template that is migrated once per set of migrations.

`db` (pytest-django's) works on the copy of this process and rolls back. A test that needs commits,
several connections or a running server asks for `own_database`: a copy of its own. Django's flush
is never used, as it leaves rows behind that triggers made.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import Connection, sql

from config.setup import static_files
from config.setup.database import schema_fingerprint
from config.setup.steps import one_at_a_time
from quotes.management.demo import load_newsroom

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

TEMPLATE = "verbatim_template_"
COPY = "verbatim_test_"
UNUSED_FOR = timedelta(days=1)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """Give this process its database, and return the name of the template."""
    with one_at_a_time():
        static_files.collect()
    with django_db_blocker.unblock():
        _prepare_connections()
        template = template_database()
        with copy_of(template, f"{COPY}{os.getpid()}"):
            yield template
        _administration().close()


@pytest.fixture
def own_database(django_db_setup: str, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """Give this test a database of its own, in which commits are real, and return its name."""
    name = f"{COPY}{os.getpid()}_own"
    with django_db_blocker.unblock(), copy_of(django_db_setup, name):
        yield name


@pytest.fixture(scope="session")
def demo_database(django_db_setup: str, django_db_blocker: "DjangoDbBlocker") -> Iterator[str]:
    """Load the demo newsroom once for all tests of this process, and return its database's name."""
    name = f"{COPY}{os.getpid()}_demo"
    with django_db_blocker.unblock():
        with copy_of(django_db_setup, name, is_kept=True):
            load_newsroom()
        yield name
        _administer("DROP DATABASE {name} WITH (FORCE)", name=name)


@pytest.fixture
def newsroom(demo_database: str, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Give this test the demo newsroom in a database of its own."""
    with django_db_blocker.unblock(), copy_of(demo_database, f"{COPY}{os.getpid()}_own"):
        yield


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Use the test's own database if it asked for one, else the one that rolls back."""
    request.getfixturevalue("own_database" if "own_database" in request.fixturenames else "db")


@pytest.fixture
def transactional_db() -> None:
    pytest.fail("Ask for `own_database`: Django's flush leaves rows behind that triggers made.")


def _prepare_connections() -> None:
    for alias in ("default", "owner"):
        options: dict[str, Any] = connections.settings[alias]["OPTIONS"]
        options.pop("pool", None)


@cache
def _administration() -> Connection[Any]:
    """Return a connection outside of all tests' databases, first asked for before any is made."""
    owner = connections["owner"]
    elsewhere = owner.get_connection_params() | {"dbname": "postgres"}
    connection: Connection[Any] = owner.get_new_connection(elsewhere)
    connection.autocommit = True
    return connection


def _administer(statement: str, **names: str) -> list[tuple[Any, ...]]:
    """Run a statement about databases, outside of them all."""
    identifiers = {key: sql.Identifier(name) for key, name in names.items()}
    with _administration().cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**identifiers))
        return cursor.fetchall() if cursor.description else []


@contextmanager
def copy_of(template: str, name: str, *, is_kept: bool = False) -> Iterator[None]:
    """Make a database from a template and connect to it, until the block is left."""
    _administer("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)
    _administer(
        "CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log", name=name, template=template
    )
    try:
        with _connected_to(name):
            yield
    finally:
        if not is_kept:
            _administer("DROP DATABASE {name} WITH (FORCE)", name=name)


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """Let both connections, of all threads, be to another database."""
    before = {alias: connections.settings[alias]["NAME"] for alias in ("default", "owner")}
    _connect(dict.fromkeys(before, name))
    try:
        yield
    finally:
        _connect(before)


def _connect(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections.settings[alias]["NAME"] = name


def template_database() -> str:
    """Return the template of today's migrations, made now if no run before this one did."""
    name = TEMPLATE + schema_fingerprint()[:16]
    _administer("SELECT pg_advisory_lock(hashtext('verbatim tests'))")
    try:
        if not _administer(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            _make_template(name)
        _tidy(name)
    finally:
        _administer("SELECT pg_advisory_unlock(hashtext('verbatim tests'))")
    return name


def _make_template(name: str) -> None:
    unfinished = f"{name}_new"
    _administer("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=unfinished)
    _administer("CREATE DATABASE {name}", name=unfinished)
    with _connected_to(unfinished):
        call_command("migrate", verbosity=0)
    _administer("ALTER DATABASE {unfinished} RENAME TO {name}", **locals())


def _tidy(used: str) -> None:
    """Note that a template is in use, and drop those nobody used for a day and dead copies."""
    today = datetime.now(UTC)
    _administer(f"COMMENT ON DATABASE {{used}} IS '{today.isoformat()}'", used=used)
    comment = "shobj_description(oid, 'pg_database')"
    for name, note in _administer(f"SELECT datname, {comment} FROM pg_database"):
        if _is_stale(name, note, today - UNUSED_FOR) or _is_left_behind(name):
            _administer("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)


def _is_stale(name: str, note: str | None, oldest: datetime) -> bool:
    return name.startswith(TEMPLATE) and (not note or datetime.fromisoformat(note) < oldest)


def _is_left_behind(name: str) -> bool:
    process = name.removeprefix(COPY).split("_")[0]
    if not name.startswith(COPY) or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    return False
