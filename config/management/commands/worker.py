import asyncio
import os
import signal
import sys
import threading
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition, Status
from procrastinate.psycopg_connector import PsycopgConnector

DEATHS = 6
"""So many workers may die at one job; after that it may well be what they die of."""
SHORTEST, LONGEST = 1.0, 86_400.0
SILENCE = 30.0
"""Seconds without a sign of life after which a worker counts as dead, and its jobs as undone."""


class Command(BaseCommand):
    """Does the jobs that pages and commands have left for workers, until it is told to stop."""

    help = (
        "Do what takes long: bulk imports, the moving of quotes. As many as you like may run, on "
        "as many machines; what one that was killed had begun is done again by the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when no job is left")
        parser.add_argument(
            "--silence",
            type=float,
            default=SILENCE,
            metavar="SECONDS",
            help="how long a worker may be silent before its jobs are done again (%(default)s)",
        )
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="end when standard input is closed, and let whoever serves pages go first",
        )

    def handle(self, *args: Any, once: bool, silence: float, **options: Any) -> None:
        if not SHORTEST <= silence <= LONGEST:
            known = f"it goes from {SHORTEST:g} to {LONGEST:,.0f} seconds"
            message = f"--silence is {silence:g}; {known}."
            raise CommandError(message)
        if options["with_parent"]:
            os.nice(10)
            threading.Thread(target=_end_with_input, daemon=True).start()
        try:
            connection.ensure_connection()  # the embedded server runs while this process does
            connection.close()
            asyncio.run(work(once=once, silence=silence))
        except (DatabaseError, ConnectorException) as error:
            reason = " ".join(str(error.__cause__ or error).split())
            message = f"The database does not answer: {reason}"
            raise CommandError(message) from error


async def work(*, once: bool, silence: float) -> None:
    """Do jobs one by one, those that dead workers left first."""
    connector = PsycopgConnector(kwargs=connector_params("default"), min_size=1, max_size=3)
    # What a job defers itself goes by Django's connection, so that it is one with its changes.
    async with app.with_connector(connector).open_async() as jobs:
        await _again(jobs, silence)
        again = asyncio.create_task(_keep_looking(jobs, silence))
        try:
            await jobs.run_worker_async(
                concurrency=1,
                wait=not once,
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
                update_heartbeat_interval=silence / 3,
                stalled_worker_timeout=silence,
                shutdown_graceful_timeout=5,
                fetch_job_polling_interval=5,
            )
        finally:
            again.cancel()


async def _keep_looking(jobs: App, silence: float) -> None:
    while True:
        await asyncio.sleep(silence)
        with suppress(ConnectorException):
            await _again(jobs, silence)


async def _again(jobs: App, silence: float) -> None:
    """Let the jobs of dead workers be done again, but not those that each of them died of."""
    for each in await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=silence):
        with suppress(ConnectorException):  # another worker saw it, too
            if each.attempts < DEATHS:
                await jobs.job_manager.retry_job(each)
            else:
                await jobs.job_manager.finish_job(each, Status.FAILED, delete_job=False)


def _end_with_input() -> None:
    """Stop as if told to when whoever started this process is gone, however it went."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
