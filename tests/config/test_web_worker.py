"""What is no HTTP, or too much of it, is refused as everything is."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config.setup.steps import ROOT

WAITS = 0.05


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bytes], Any]]:
    """Return a function that sends bytes to a server and answers status and problem."""
    place = tmp_path_factory.mktemp("web") / "socket"
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--worker-class=config.web_worker.Worker"),
            *("--no-control-socket", "--limit-request-line=8190", f"--bind=unix:{place}"),
            "wsgiref.simple_server:demo_app",
        ],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield lambda sent: _exchange(place, sent)
    finally:
        server.terminate()
        server.wait()


def _exchange(place: Path, sent: bytes) -> tuple[int, Any]:
    while not place.exists():
        time.sleep(WAITS)
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(place))
        client.sendall(sent)
        received = b"".join(iter(lambda: client.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    kind = b"Content-Type: application/problem+json" in head
    return int(head.split()[1]), json.loads(body) if kind else None


END = b"Host: a\r\nConnection: close\r\n\r\n"


def test_what_is_http_is_answered(say: Callable[[bytes], Any]) -> None:
    assert say(b"GET /?" + b"a" * 8000 + b" HTTP/1.1\r\n" + END) == (200, None)


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"GET /?" + b"a" * 9000 + b" HTTP/1.1\r\n" + END, 414, "uri_too_long"),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000 + b"\r\n" + END, 431, "headers_too_large"),
        (b"GET / HTTP/1.1\r\nbad header\r\n" + END, 400, "bad_request"),
        (b"nonsense\r\n\r\n", 400, "bad_request"),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    say: Callable[[bytes], Any], sent: bytes, status: int, code: str
) -> None:
    answered, problem = say(sent)
    assert (answered, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"/api/docs/#{code.replace('_', '-')}"
