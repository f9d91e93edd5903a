from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.commands import AccountRefused, create_token
from accounts.models import Scope
from accounts.queries import find_user


class Command(BaseCommand):
    """Makes an API token and prints its secret, alone on its line and this once."""

    help = "Make an API token for a person; prints its secret once, alone on its line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the person the token acts for")
        parser.add_argument(
            "--scope", metavar="SCOPE", default=Scope.READ, help=", ".join(Scope.values)
        )
        parser.add_argument(
            "--for", dest="purpose", default="command line", help="what the token is for"
        )
        parser.add_argument(
            "--days", type=int, help="how many days it lives; without, until it is withdrawn"
        )

    def handle(
        self, *, name: str, scope: str, purpose: str, days: int | None, **_options: Any
    ) -> None:
        user = find_user(name)
        if user is None:
            message = f"There is nobody named {name!r}; create_user adds people."
            raise CommandError(message)
        expires_at = None if days is None else timezone.now() + timedelta(days=days)
        try:
            _, secret = create_token(user, name=purpose, scope=scope, expires_at=expires_at)
        except AccountRefused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(secret)
