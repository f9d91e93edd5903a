"""When the database does not answer: nothing is wrong with the request, and it can be sent again.

Nothing was stored then: a connection that broke off took its transaction along.
"""

from __future__ import annotations

import logging

import psycopg
from django.db import InterfaceError, OperationalError

from quotes.api.protocol.problems import Problem

SECONDS = "5"  # a database that restarts is back by then

log = logging.getLogger(__name__)


def is_away(error: Exception) -> bool:
    """Tell whether it is the database that cannot do it now, whatever is asked of it."""
    read_only = isinstance(error.__cause__, psycopg.errors.ReadOnlySqlTransaction)
    return read_only or isinstance(error, OperationalError | InterfaceError)


def of_the_database(error: Exception) -> Problem:
    """Answer the problem, 503, of a database that is away, busy, or read only; it is logged."""
    match error.__cause__:
        case psycopg.errors.QueryCanceled():
            code, detail = "took_too_long", "This took too long and was broken off: ask for less."
        case psycopg.errors.ReadOnlySqlTransaction():
            code, detail = "read_only", "The database can only be read at this moment."
        case _:
            code, detail = "database_away", "The database does not answer; ask again soon."
    log.error("%s: %s", code, error)
    return Problem(503, code, detail, headers={"Retry-After": SECONDS})
