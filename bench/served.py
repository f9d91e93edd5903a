"""gunicorn on the database of a benchmark, and a client that asks it over HTTP."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import os
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.restart import free_port

if TYPE_CHECKING:
    import threading

FINE, KEPT = 300, 2.0


class Reader(NamedTuple):
    """A client of the API, with its own connection."""

    port: int
    token: str
    line: threading.local

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """Answer what a request is answered, read. Raises SystemExit for a refusal."""
        known = getattr(self.line, "known", None)
        if known is None:
            known = self.line.known = http.client.HTTPConnection("127.0.0.1", self.port)
        if time.monotonic() - getattr(self.line, "asked", 0.0) > KEPT:
            known.close()  # by now the server may have closed it: it is opened again
        self.line.asked = time.monotonic()
        sent = json.dumps(body) if body is not None else None
        told = {"Authorization": f"Bearer {self.token}", **headers}
        known.request(
            method,
            f"/api/v1{path}",
            sent,
            told | ({"Content-Type": "application/json"} if sent else {}),
        )
        answer = known.getresponse()
        read = answer.read()
        if answer.status >= FINE:
            message = f"{method} {path}: {answer.status} {read[:400]!r}"
            raise SystemExit(message)
        return json.loads(read) if read else None


def serve() -> tuple[int, multiprocessing.process.BaseProcess]:
    """Start the web server on this database, in a process of its own; answer its port."""
    from django.db import connections  # noqa: PLC0415

    from config.database.base import close_pools  # noqa: PLC0415

    for each in connections.all(initialized_only=True):
        each.close()
    close_pools()
    port = free_port()
    os.environ["PORT"] = str(port)
    server = multiprocessing.get_context("fork").Process(target=_become_server)
    server.start()
    for _ in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", port).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return port, server
    message = "the server does not answer"
    raise SystemExit(message)


def _become_server() -> None:
    from config.setup.serving import WebServer  # noqa: PLC0415

    sys.argv = ["gunicorn"]

    class Worker:
        def begin(self) -> None: ...
        def end(self) -> None: ...

    WebServer("", Worker()).run()  # type: ignore[arg-type]
