"""The demo newsroom on a real server, as on a machine of its own: for clients that are programs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import httpx
import pytest
from django.conf import settings
from django.db import connection

from accounts.commands import create_token
from accounts.models import Scope
from accounts.queries import find_user
from config.database.base import embedded_server
from config.setup.steps import ROOT

LOOKS_EVERY = 0.1


@contextmanager
def serving(database: str) -> Iterator[str]:
    """Serve a database by gunicorn for as long as the block lasts, at a URL."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    around = {
        "DATABASE_URL": _url_of(database),
        "PORT": port,
        "WEB_CONCURRENCY": "2",
        "API_RATE": "0",
        "API_RATE_ANONYMOUS": "0",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "config/web_server.py"],
        cwd=ROOT,
        env={**os.environ, **around},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url):
            assert server.poll() is None, "the server ended"
            time.sleep(LOOKS_EVERY)
        yield url
    finally:
        server.terminate()
        server.wait()


def _url_of(database: str) -> str:
    if settings.DATABASES["default"]["ENGINE"] == "config.database":
        host = quote(str(embedded_server().sockets), safe="")
        return f"postgres://verbatim_app@{host}/{database}"
    server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{server}/{database}"


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/v1/context.jsonld", timeout=60).is_success
    except httpx.TransportError:
        return False


@pytest.fixture
def demo(newsroom: None) -> Iterator[str]:
    """Serve a demo newsroom of this test's own, without limits, and return its URL."""
    with serving(str(connection.settings_dict["NAME"])) as url:
        yield url


@pytest.fixture
def secret(newsroom: None) -> str:
    """Make a token that may do everything in the demo newsroom."""
    admin = find_user("admin")
    assert admin
    return create_token(admin, name="program", scope=Scope.WRITE)[1]
