"""A database of a benchmark's own: a copy of the migrated template, dropped when it ends.

Run a benchmark from the checkout as `.venv/bin/python -m bench.NAME`. Importing this module sets
Django up; commits are as durable as in production.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import django
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()


@contextmanager
def own_database() -> Iterator[str]:
    """Let all connections of this process be to a fresh, migrated copy, and give its name."""
    from django.db import connection  # noqa: PLC0415  nothing may connect before
    from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: PLC0415

    from tests.database import copy_of, template_database  # noqa: PLC0415

    name = f"verbatim_test_{os.getpid()}_bench"  # the tests tidy up what a killed benchmark leaves
    # Where words are redacted, dumps go: those are of another newsroom.
    with TemporaryDirectory() as exports, copy_of(template_database(), name):
        settings.EXPORTS = Path(exports)
        try:
            yield name
        finally:
            connection.close()
            if isinstance(connection, DatabaseWrapper):
                connection.close_pool()


def verdict(figure: float, budget: float, *, more_is_better: bool) -> str:
    """Say how a figure stands to its budget; a ratio of 1 or above keeps it."""
    ratio = figure / budget if more_is_better else budget / figure
    return f"{ratio:.2f} × the budget, {'kept' if ratio >= 1 else 'BROKEN'}"
