"""A worker beside the web server of `make run`: begun with it, begun again, and ended with it.

Its own process, in its own session: Ctrl-C reaches the web server alone, which ends the worker by
closing its standard input. So does the system when the web server is killed.
"""

import subprocess
import sys
import threading
from collections.abc import Mapping

from config.setup.steps import ROOT

FIRST_PAGE_FIRST = 2.0  # seconds: a worker that starts takes a whole core for one of them
PATIENCE = 8.0


class Worker:
    """One `manage.py worker`, kept running from `begin` to `end`."""

    def __init__(self, around: Mapping[str, str]) -> None:
        self.around = dict(around)
        self.ending = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.keeping = threading.Thread(target=self._keep, daemon=True)

    def begin(self) -> None:
        self.keeping.start()

    def end(self) -> None:
        """Let the worker finish the part it is at; what it cannot finish in time is done again."""
        self.ending.set()
        if process := self.process:
            if process.stdin:
                process.stdin.close()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()

    def _keep(self) -> None:
        while not self.ending.wait(FIRST_PAGE_FIRST):
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "worker", "--with-parent"],
                cwd=ROOT,
                env=self.around,
                stdin=subprocess.PIPE,
                start_new_session=True,
            )
            if self.ending.is_set():
                self.end()
            self.process.wait()
