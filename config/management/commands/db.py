from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config.database.base import embedded_server

ACTIONS = """Look after the embedded PostgreSQL.

start  start it, and leave it running when the last who uses it ends
stop   stop it, whoever uses it
url    print the application's connection string, for psql and the like
"""


class Command(BaseCommand):
    """Looks after the embedded PostgreSQL by hand; nothing needs it day to day."""

    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.description = ACTIONS
        parser.add_argument("action", choices=["start", "stop", "url"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if connections["default"].settings_dict["ENGINE"] != "config.database":
            message = "DATABASE_URL is set, so the embedded PostgreSQL is not in use."
            raise CommandError(message)
        getattr(self, action)()

    def start(self) -> None:
        server = embedded_server()
        server.start()
        server.keep(wanted=True)
        self.stdout.write(f"PostgreSQL {server.binaries.major} runs in {server.root}")

    def stop(self) -> None:
        embedded_server().stop()
        self.stdout.write("PostgreSQL is stopped.")

    def url(self) -> None:
        database = connections["default"].settings_dict
        self.stdout.write(
            psycopg.conninfo.make_conninfo(
                host=str(embedded_server().sockets),
                dbname=database["NAME"],
                user=database["USER"],
            )
        )
