from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.links import sign_in_path
from accounts.queries import find_user


class Command(BaseCommand):
    """Prints a link that signs a person in once, alone on its line."""

    help = "Print a link that signs a person in once and soon dies; makes no user."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument(
            "--base-url",
            metavar="URL",
            default="http://localhost:8000",
            help="where the app is served",
        )

    def handle(self, *, name: str, base_url: str, **_options: Any) -> None:
        user = find_user(name)
        if user is None:
            message = f"There is nobody named {name!r}; create_user adds people."
            raise CommandError(message)
        if not user.is_active:
            message = f"{name!r} no longer works here, so no link would sign them in."
            raise CommandError(message)
        self.stdout.write(base_url.rstrip("/") + sign_in_path(user))
