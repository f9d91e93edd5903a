"""`make run` in a copy of this folder: started, shared, interrupted, killed, started again."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
import pytest

from config.postgres import Server, cluster
from config.setup.steps import ROOT

COPIED = ("config", "accounts", "articles", "quotes", "templates", "static", "manage.py")
FILES = ("requirements.txt", "package.json", "package-lock.json", "node_modules/.installed")
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Return a copy of what runs, without what set-up makes, but for the browser's files."""
    with tempfile.TemporaryDirectory(prefix="verbatim-", ignore_cleanup_errors=True) as name:
        for part in COPIED:
            source, copy = ROOT / part, Path(name) / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy)
        for file in FILES:
            (Path(name) / file).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / file, Path(name) / file)
        yield Path(name)


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Return a function that starts what `make run` becomes; what still runs at the end dies."""
    running: list[subprocess.Popen[str]] = []

    def begin(port: int, **more: str) -> subprocess.Popen[str]:
        unset = {"DATABASE_URL", "DATABASE_OWNER_URL", "PUBLIC_READING", "DJANGO_SETTINGS_MODULE"}
        around = {name: value for name, value in os.environ.items() if name not in unset}
        process = subprocess.Popen(
            [sys.executable, "-m", "config.setup.goals", "run"],
            cwd=folder,
            env=around | {"PORT": str(port), "WEB_CONCURRENCY": "1"} | more,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    if list(folder.glob("var/pg/*/data")):
        Server(folder / "var" / "pg").stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def lines_until_ready(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout
    lines: list[str] = []
    while not lines or "Ctrl-C" not in lines[-1]:
        lines.append(process.stdout.readline())
        assert lines[-1], f"it ended, saying {''.join(lines)}"
    return [line.strip() for line in lines]


def status(address: str) -> int:
    url = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", url.port, timeout=10)
    connection.request("GET", url.path)
    answer = connection.getresponse().status
    connection.close()
    return answer


def interrupt(process: subprocess.Popen[str]) -> int:
    os.killpg(process.pid, signal.SIGINT)
    return process.wait(timeout=20)


def as_owner(folder: Path) -> psycopg.Connection[tuple[object, ...]]:
    sockets = str(Server(folder / "var" / "pg").sockets)
    return psycopg.connect(host=sockets, dbname="verbatim", user="verbatim_owner", autocommit=True)


def test_serves_the_demo_and_a_link_to_sign_in(folder: Path, start: Start) -> None:
    port = free_port()
    told = lines_until_ready(start(port))

    [link] = [line for line in told if "/sign-in/" in line]
    assert link.startswith(f"http://localhost:{port}/sign-in/")
    assert status(link) == 302  # signed in, and on to the desk
    assert status(f"http://localhost:{port}/quotes/") == 200  # the demo is open to all


def test_two_share_the_database_and_the_last_one_stops_it(folder: Path, start: Start) -> None:
    first, second = start(free_port()), start(free_port())
    lines_until_ready(first)
    lines_until_ready(second)

    assert interrupt(first) == 0
    assert cluster.ready_process(Server(folder / "var" / "pg").data)

    assert interrupt(second) == 0
    assert not cluster.ready_process(Server(folder / "var" / "pg").data)


def test_killed_and_started_again_it_has_everything(folder: Path, start: Start) -> None:
    killed = start(free_port())
    lines_until_ready(killed)
    with as_owner(folder) as connection:
        connection.execute("CREATE TABLE witness AS SELECT 1")
    os.killpg(killed.pid, signal.SIGKILL)
    os.kill(cluster.ready_process(Server(folder / "var" / "pg").data) or 0, signal.SIGKILL)

    told = lines_until_ready(start(free_port()))

    assert not [line for line in told if "demo" in line], "it was loaded before"
    with as_owner(folder) as connection:
        assert connection.execute("TABLE witness").fetchone() == (1,)


def test_a_server_of_ones_own_is_used_and_none_is_started(folder: Path, start: Start) -> None:
    own = Server(folder / "elsewhere")
    before = {*folder.glob("var/pg/*/data/postmaster.pid")}
    own.start()
    host, port = quote(str(own.sockets), safe=""), free_port()
    served = start(
        port,
        DATABASE_URL=f"postgres://verbatim_app@{host}/verbatim",
        DATABASE_OWNER_URL=f"postgres://verbatim_owner@{host}/verbatim",
    )
    try:
        lines_until_ready(served)

        assert {*folder.glob("var/pg/*/data/postmaster.pid")} == before == set()
        assert status(f"http://localhost:{port}/quotes/") == 302  # no demo, so not open to all
        assert interrupt(served) == 0
        assert own.is_running()
    finally:
        own.stop()


def test_a_port_that_is_taken_is_told_at_once(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = start(port)
        told, _ = refused.communicate(timeout=60)

    assert refused.returncode == 1
    assert told == f"Port {port} is taken. Choose another one: make run PORT={port + 1}\n"


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_is_none_is_told_at_once(start: Start, port: str) -> None:
    refused = start(8000, PORT=port)
    told, _ = refused.communicate(timeout=60)

    assert refused.returncode == 1
    assert told == f"PORT is {port}; ports go from 1 to 65535.\n"


def test_a_database_that_does_not_answer_is_told_in_a_line(start: Start) -> None:
    nowhere = f"postgres://verbatim_app@127.0.0.1:{free_port()}/verbatim"
    refused = start(free_port(), DATABASE_URL=nowhere)
    told, _ = refused.communicate(timeout=60)

    assert refused.returncode == 1
    assert "The database does not answer. Is DATABASE_URL right?" in told
    assert "Traceback" not in told


def test_a_worker_comes_after_the_first_page_and_goes_with_the_server(
    folder: Path, start: Start
) -> None:
    served = start(free_port())
    lines_until_ready(served)
    with as_owner(folder) as connection:
        one = (
            "select count(*) from procrastinate_workers"
            " where last_heartbeat > now() - interval '9 s'"
        )
        for _ in range(200):
            if connection.execute(one).fetchone() == (1,):
                break
            time.sleep(0.1)
        else:
            pytest.fail("no worker has come")
    assert interrupt(served) == 0

    assert not cluster.ready_process(Server(folder / "var" / "pg").data), "nobody uses it any more"
