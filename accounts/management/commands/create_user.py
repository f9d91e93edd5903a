from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.commands import AccountRefused, create_user
from accounts.models import Role


class Command(BaseCommand):
    """Adds a person and prints their password, alone on its line and this once."""

    help = "Add a person; prints a generated password once, alone on its line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("--role", metavar="ROLE", required=True, help=", ".join(Role.values))
        parser.add_argument("--display-name", default="", help="the name to show on pages")

    def handle(self, *, name: str, role: str, display_name: str, **_options: Any) -> None:
        try:
            _, password = create_user(name=name, role=role, display_name=display_name)
        except AccountRefused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(password)
