class PostgresError(Exception):
    """The embedded PostgreSQL cannot run; the message says why and what to do."""
