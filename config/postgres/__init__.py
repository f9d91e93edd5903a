"""The PostgreSQL that starts by itself under var/pg/ when no `DATABASE_URL` names another.

Nothing here knows Django. `Server` is the whole interface; the other modules are its parts.
"""

from config.postgres.errors import PostgresError
from config.postgres.server import Server

__all__ = ["PostgresError", "Server"]
