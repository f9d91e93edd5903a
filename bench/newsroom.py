"""A filled newsroom that benchmarks share: a PostgreSQL of its own under a folder, which stays.

Sizes are named by their quotes: 50k, 500k, 5m; each has twelve quotes and a half an article.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

import bench.database  # noqa: F401  sets Django up

if TYPE_CHECKING:
    from config.postgres import Server

SIZES = {"50k": 50_000, "500k": 500_000, "5m": 5_000_000}
ROOM = Path("var/bench")


def arguments(about: str | None) -> argparse.ArgumentParser:
    """Answer a parser that knows which newsroom is meant."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--size", choices=SIZES, default="50k")
    parser.add_argument("--room", type=Path, default=None, help="the folder of its PostgreSQL")
    parser.add_argument("--seed", type=int, default=5)
    return parser


def use_newsroom(given: argparse.Namespace) -> float | None:
    """Let this process use the newsroom, filled first if it is empty; answer the seconds of that.

    With DATABASE_URL set, that server's database is used, and filled if it has no articles.
    """
    from django.conf import settings  # noqa: PLC0415  Django is set up by now
    from django.core.management import call_command  # noqa: PLC0415

    from articles.models import Article  # noqa: PLC0415

    if settings.DATABASES["default"]["ENGINE"] == "config.database":
        folder = (given.room or ROOM / given.size).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        settings.EMBEDDED_POSTGRES["folder"] = folder
        _server().start()
        _server().keep(wanted=True)
    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        return None
    begun, quotes = time.monotonic(), SIZES[given.size]
    call_command("fill", articles=quotes * 2 // 25, quotes=quotes, speakers=max(200, quotes // 250))
    return time.monotonic() - begun


def _server() -> Server:
    from config.database.base import embedded_server  # noqa: PLC0415

    return embedded_server()


def place() -> str:
    """Answer where psql finds the newsroom."""
    from django.db import connection  # noqa: PLC0415

    wanted = connection.get_connection_params()
    names = ("host", "port", "dbname", "user")
    return " ".join(f"{name}={wanted[name]}" for name in names if wanted.get(name))
