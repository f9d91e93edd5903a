from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections
from psycopg import sql

# Default privileges are per database, so that each new table is the application's to read and
# write, and nobody but the owner can change, empty or make one. Running it again changes nothing.
GRANTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)
# pgtrigger asks this before each of its triggers, so that a setting can switch it off: anybody's
# own SQL could then store what the triggers refuse. Asking also cost a quarter of every write. Each
# migration with a trigger brings the function back as it was. Words are taken out for good by one
# function of the database alone; for it, history and stored texts take changes.
TRIGGERS_STAY_ON = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)
    RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT
        (starts_with(trigger_name::text, 'pgtrigger_append_only_')
            OR starts_with(trigger_name::text, 'pgtrigger_text_version_never_changes_'))
        AND public.is_redacting() $$
"""
CAN_BE_REDACTED = "SELECT to_regprocedure('public.is_redacting()') IS NOT NULL"


class Command(migrate.Command):
    """Django's migrate, as the owner of the tables, who first grants the application its rows."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] == "owner":
            grant_rows_to_application()
        super().handle(*args, **options)
        if options["database"] == "owner" and not options["plan"]:
            with connections["owner"].cursor() as cursor:
                cursor.execute(CAN_BE_REDACTED)
                if cursor.fetchone()[0]:  # else it goes back to before there was such a thing
                    cursor.execute(TRIGGERS_STAY_ON)


def grant_rows_to_application() -> None:
    """Let the application's role use the tables that the owner is about to make."""
    owner, app = (connections[alias].settings_dict["USER"] for alias in ("owner", "default"))
    if owner == app:  # a server where one role does everything
        return
    with connections["owner"].cursor() as cursor:
        for grant in GRANTS:
            cursor.execute(sql.SQL(grant).format(app=sql.Identifier(app)))
