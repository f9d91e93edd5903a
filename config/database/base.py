"""Django's PostgreSQL backend, which starts the embedded server when a connection needs it."""

import atexit
from functools import cache
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from config.postgres import Server


@cache
def embedded_server() -> Server:
    """Return the server of this process: one object, as it holds the process's lock."""
    return Server(**settings.EMBEDDED_POSTGRES)


class EmbeddedConnection(psycopg.Connection[Any]):
    """A pool's connection to the embedded server, which runs by the time it is opened."""

    @classmethod
    def connect(cls, *args: Any, **kwargs: Any) -> Any:
        embedded_server().use()
        return super().connect(*args, **kwargs)


class DatabaseWrapper(base.DatabaseWrapper):
    """The backend that settings name where no `DATABASE_URL` is given."""

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {"host": str(embedded_server().sockets)}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if pool := self.settings_dict["OPTIONS"].get("pool"):
            pool["connection_class"] = EmbeddedConnection
            _join_before_pools()
        else:
            embedded_server().use()
        return super().get_new_connection(conn_params)


@cache
def _join_before_pools() -> None:
    """See to it that at exit the pools are closed first, and the server is left after that."""
    embedded_server().use()
    atexit.register(close_pools)


def close_pools() -> None:
    """Close the connections of this process that wait for work; a fork must inherit none."""
    # Django closes one pool at a time, and only those that the running thread knows.
    pools: dict[str, Any] = base.DatabaseWrapper._connection_pools  # type: ignore[attr-defined]  # noqa: SLF001
    while pools:
        pools.popitem()[1].close()
