"""The three goals of the Makefile, inside `.venv`: `python -m config.setup.goals GOAL`."""

import errno
import os
import socket
import sys

import django
from django.db import OperationalError

from config import environment
from config.setup import browser_files, steps

HOST = "127.0.0.1"
LAST_PORT = 65_535


def setup() -> None:
    """Do all set-up and nothing else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from config.setup import database, static_files  # noqa: PLC0415  Django is ready only now

    with steps.one_at_a_time():
        browser_files.install()
        try:
            database.migrate()
        except OperationalError as error:
            reason = " ".join(str(error).split())
            sys.exit(f"The database does not answer. Is DATABASE_URL right? {reason}")
        static_files.collect()


def run() -> None:
    """Serve the app, with the demo newsroom in a database of our own."""
    port = environment.number("PORT", 8000)
    _want(port)
    if not environment.text("DATABASE_URL"):
        os.environ.setdefault("PUBLIC_READING", "on")  # the demo is for everybody to look at
    setup()
    from config.setup import serving  # noqa: PLC0415  Django is ready only now

    with steps.one_at_a_time():
        told = serving.open_newsroom(f"http://localhost:{port}")
    serving.serve(told)


def test() -> None:
    """Run every check and every test."""
    setup()
    from config.setup import checks  # noqa: PLC0415  nobody else needs them

    sys.exit(checks.run())


def _want(port: int) -> None:
    """Stop before any work if somebody else has the port, or it is none."""
    if not 0 < port <= LAST_PORT:
        sys.exit(f"PORT is {port}; ports go from 1 to {LAST_PORT}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had ({error})"
            sys.exit(f"Port {port} {reason}. Choose another one: make run PORT={port + 1}")


GOALS = {"setup": setup, "run": run, "test": test}

if __name__ == "__main__":
    GOALS[sys.argv[1]]()
