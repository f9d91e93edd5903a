"""Which database: the server of `DATABASE_URL`, else the embedded one."""

from typing import Any

import dj_database_url

from config import environment

POOL_SIZE = 8  # per process: one for each thread of a web process


def databases() -> dict[str, dict[str, Any]]:
    """Return the application's connection, and the owner's, which only migrations use."""
    app_url = environment.text("DATABASE_URL")
    owner_url = environment.text("DATABASE_OWNER_URL", app_url)
    return {
        "default": _options(_server(app_url, "verbatim_app"), pooled=True),
        "owner": _options(_server(owner_url, "verbatim_owner"), pooled=False),
    }


def _server(url: str, user: str) -> dict[str, Any]:
    if url:
        return dict(dj_database_url.parse(url))
    return {"ENGINE": "config.database", "NAME": "verbatim", "USER": user}


def _options(server: dict[str, Any], *, pooled: bool) -> dict[str, Any]:
    # Server-side binding stays off: pghistory sends its context in front of the statement.
    options: dict[str, Any] = {**server.get("OPTIONS", {})}
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": POOL_SIZE, "timeout": 10}
    # A restart of the server costs nobody a failed page: a connection is tried before it is lent.
    more = {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": pooled, "OPTIONS": options}
    # A day is the newsroom's: triggers make days of moments, in the time zone of the session.
    return server | more | {"TIME_ZONE": environment.text("TIME_ZONE", "UTC")}
