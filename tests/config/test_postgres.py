"""The embedded PostgreSQL: safe among processes, after kills, in odd folders and for root."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from config.postgres import PostgresError, Server, cluster
from config.postgres.binaries import OLDEST_MAJOR
from config.postgres.identity import NOBODY, Identity
from config.postgres.memory import caches
from config.setup.steps import ROOT

SYSTEM = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
USE = """
import sys
from pathlib import Path
from config.postgres import Server
server = Server(Path(sys.argv[1]))
server.use()
print(server.sockets, flush=True)
sys.stdin.read()
"""


@contextmanager
def short_folder() -> Iterator[Path]:
    """Make a folder with a short path, and stop what runs in it afterwards."""
    with tempfile.TemporaryDirectory(prefix="verbatim-", ignore_cleanup_errors=True) as name:
        path = Path(name) / "pg"
        yield path
        if list(path.glob("*/data/postmaster.pid")):
            Server(path).stop()


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as path:
        yield path


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """Return a server that runs, for tests that leave it as it is."""
    with short_folder() as path:
        server = Server(path)
        server.start()
        yield server


def user_of(folder: Path) -> subprocess.Popen[str]:
    """Start a process that uses the server until its input ends."""
    command = [sys.executable, "-c", USE, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_until_used(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    sockets: str = process.stdout.readline()
    return sockets.strip()


def let_go(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)
    assert process.returncode == 0


def connect(server: Server, user: str = "verbatim_owner") -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(server.sockets), dbname="verbatim", user=user, autocommit=True)


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_starts_with_its_roles_and_database(running: Server) -> None:
    with connect(running) as connection:
        role = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert role.fetchone() == (False, True, False)


def test_the_application_makes_no_tables(running: Server) -> None:
    with (
        connect(running, "verbatim_app") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine (id int)")


def test_roles_that_changed_are_made_while_it_runs(running: Server) -> None:
    (running.root / "roles.done").write_text("those of an older Verbatim")

    running.start()

    assert running.is_running()


def test_is_not_reached_by_network(running: Server) -> None:
    with connect(running) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert running.sockets.stat().st_mode & 0o077 == 0


def test_the_last_one_out_stops_it(folder: Path) -> None:
    first, second = user_of(folder), user_of(folder)
    assert wait_until_used(first) == wait_until_used(second)

    let_go(first)
    assert Server(folder).is_running()

    let_go(second)
    assert not Server(folder).is_running()


def test_kept_it_outlives_its_last_user(folder: Path) -> None:
    server = Server(folder)
    server.start()
    server.keep(wanted=True)
    user = user_of(folder)
    wait_until_used(user)

    let_go(user)

    assert server.is_running()
    server.stop()
    assert not server.is_running()


def test_four_who_come_at_once_share_one(folder: Path) -> None:
    users = [user_of(folder) for _ in range(4)]

    assert len({wait_until_used(user) for user in users}) == 1
    for user in users:
        let_go(user)
    assert not Server(folder).is_running()


def test_a_killed_user_leaves_it_to_the_next(folder: Path) -> None:
    killed = user_of(folder)
    wait_until_used(killed)
    killed.kill()
    killed.communicate()

    following = user_of(folder)
    wait_until_used(following)
    let_go(following)

    assert not Server(folder).is_running()


def test_a_killed_server_starts_again_and_lost_nothing(folder: Path) -> None:
    server = Server(folder)
    server.start()
    with connect(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000)")
    os.kill(postmaster(server), signal.SIGKILL)
    while_it_dies = time.monotonic() + 10
    while server.is_running() and time.monotonic() < while_it_dies:
        time.sleep(0.01)

    server.start()

    with connect(server) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_killed_initdb_is_begun_again(folder: Path) -> None:
    server = Server(folder)
    unfinished = server.root / "data.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("half")

    server.start()

    assert server.is_running()
    assert not unfinished.exists()


@pytest.mark.parametrize(
    "name",
    ["it's two words, a comma", 'Umläute und 引用, "so" $(a) `b`', "long" * 40],
)
def test_runs_in_odd_folders(folder: Path, name: str) -> None:
    odd = folder / name
    server = Server(odd)
    server.start()

    with connect(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.stop()


def test_refuses_data_of_another_major(folder: Path) -> None:
    data = folder / "12" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("12\n")

    with pytest.raises(PostgresError, match=r"written by PostgreSQL 12.* pg_dump"):
        Server(folder)


@pytest.mark.skipif(bool(SYSTEM), reason="this machine has a PostgreSQL of its own")
def test_says_what_to_do_where_there_is_no_postgresql(folder: Path) -> None:
    assert "set DATABASE_URL" in without_wheels(folder).stderr


@pytest.mark.skipif(not SYSTEM, reason="this machine has no PostgreSQL of its own")
def test_without_a_wheel_the_system_s_own_postgresql_runs(folder: Path) -> None:
    used = without_wheels(folder)

    assert used.returncode == 0, used.stderr
    assert int(next(folder.glob("*/data/PG_VERSION")).read_text()) >= OLDEST_MAJOR


def without_wheels(folder: Path) -> subprocess.CompletedProcess[str]:
    """Use the server from a Python that sees no installed package."""
    return subprocess.run(
        [sys.executable, "-S", "-c", USE, str(folder)],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")


@root_only
def test_root_without_user_namespaces_runs_it_as_nobody(folder: Path) -> None:
    folder.parent.chmod(0o755)
    server = Server(folder, identity=Identity(uid=NOBODY, gid=NOBODY))
    server.start()

    assert Path(f"/proc/{postmaster(server)}").stat().st_uid == NOBODY
    with connect(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.stop()


@root_only
def test_where_nobody_may_not_go_the_data_lies_elsewhere(folder: Path) -> None:
    folder.parent.chmod(0o700)
    server = Server(folder, identity=Identity(uid=NOBODY, gid=NOBODY))
    try:
        server.start()

        assert (folder / server.root.parent.name).exists() or server.root.is_relative_to("/var/lib")
        with connect(server) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert Server(folder, identity=Identity(uid=NOBODY, gid=NOBODY)).root == server.root
    finally:
        server.stop()
        shutil.rmtree(server.root)


def test_a_socket_folder_of_somebody_else_is_refused(folder: Path) -> None:
    long = folder / ("long" * 40)
    server = Server(long)
    server.sockets.symlink_to(tempfile.gettempdir())
    try:
        with pytest.raises(PostgresError, match="belongs to somebody else"):
            server.start()
    finally:
        server.sockets.unlink()


def test_the_path_of_the_socket_is_never_too_long(tmp_path: Path) -> None:
    folder = cluster.socket_folder(tmp_path / ("long" * 40))

    assert len(os.fsencode(folder / cluster.SOCKET)) <= cluster.LONGEST_SOCKET_PATH


@pytest.mark.parametrize(
    ("machine", "own", "all_of_it"),
    [(512, "128MB", "256MB"), (8192, "1024MB", "4096MB"), (262144, "4096MB", "131072MB")],
)
def test_the_caches_fit_the_machine(machine: int, own: str, all_of_it: str) -> None:
    assert caches(machine) == {"shared_buffers": own, "effective_cache_size": all_of_it}
