"""What every test may ask for: a database, the four people, a browser."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.conf import settings

from accounts.models import Role, User

pytest_plugins = ["tests.database", "tests.serving", "tests.browser"]


def pytest_configure() -> None:
    settings.PUBLIC_READING = False
    # Where words are redacted, dumps go: never those of the newsroom beside the tests.
    settings.EXPORTS = Path(mkdtemp(prefix="verbatim-exports-"))
    # A good hash is slow on purpose; the tests' people have nothing to hide.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A server of our own, which never waits for the disk: a crash of the machine costs test data.
    settings.EMBEDDED_POSTGRES = {
        "folder": settings.VAR / "pg-tests",
        "configuration": {
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "shared_buffers": "256MB",
            # Its workers belong to the superuser: while one is in a copy, that cannot be dropped.
            "autovacuum": "off",
        },
    }


@pytest.fixture
def person(database: None) -> Callable[[Role], User]:
    """Return a function that adds a person of a role, who cannot sign in by password."""

    def add(role: Role) -> User:
        return User.objects.create_user(f"the-{role}", role=role, display_name=f"The {role}")

    return add


@pytest.fixture
def reader(person: Callable[[Role], User]) -> User:
    return person(Role.READER)


@pytest.fixture
def annotator(person: Callable[[Role], User]) -> User:
    return person(Role.ANNOTATOR)


@pytest.fixture
def reviewer(person: Callable[[Role], User]) -> User:
    return person(Role.REVIEWER)


@pytest.fixture
def admin(person: Callable[[Role], User]) -> User:
    return person(Role.ADMIN)
