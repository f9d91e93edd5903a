"""Seconds from a second `make run` to its first page, with the demo newsroom there. Budget: 3.

    .venv/bin/python -m bench.restart

Starts and stops this checkout's own app, on a port of its own.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.database import verdict

BUDGET, TIMES, PATIENCE = 3.0, 5, 300
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    first = restart()  # may have to set something up
    times = [restart() for _ in range(TIMES)]
    listed = ", ".join(f"{seconds:.2f}" for seconds in times)
    print(f"first start {first:.2f} s, then {listed} s to the first page")
    print("  " + verdict(statistics.median(times), BUDGET, more_is_better=False))


def restart() -> float:
    """Start the app, wait for its first page, stop it as Ctrl-C does; give the seconds waited."""
    port = free_port()
    began = time.perf_counter()
    app = subprocess.Popen(
        ["make", "run"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for_page(f"http://127.0.0.1:{port}/", app)
        return time.perf_counter() - began
    finally:
        os.killpg(app.pid, signal.SIGINT)
        app.wait()


def wait_for_page(address: str, app: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and app.poll() is None:
        try:
            with urlopen(address, timeout=PATIENCE) as page:  # noqa: S310  our own address
                page.read()
                return
        except (URLError, ConnectionError):
            time.sleep(0.02)
    message = "no page came: try `make run` by hand"
    raise SystemExit(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
