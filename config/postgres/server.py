"""Starting and stopping the embedded server, safely among many processes."""

import atexit
import fcntl
import hashlib
import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from config.postgres import cluster
from config.postgres.binaries import find_binaries
from config.postgres.errors import PostgresError
from config.postgres.identity import Identity, find_identity

ROLES = Path(__file__).with_name("roles.sql")
BIGGEST_LOG = 5_000_000
START_ATTEMPTS = 50


class Server:
    """One PostgreSQL under `folder/<major>/`, started by the first who asks, stopped by the last.

    Two locks, which the kernel drops with the process, so that a kill leaves none behind:
    start.lock, exclusive while the server starts or stops; users.lock, shared by each process
    that uses the server. Who gets users.lock alone is the last one and stops the server.
    """

    def __init__(
        self,
        folder: Path,
        *,
        identity: Identity | None = None,
        configuration: Mapping[str, str] | None = None,
    ) -> None:
        self.binaries = find_binaries()
        self.identity = identity or find_identity()
        self.root = self._find_root(folder)
        self.data = self.root / "data"
        self.sockets = cluster.socket_folder(self.root)
        self.configuration = cluster.CONFIGURATION | dict(configuration or {})
        self._users: IO[str] | None = None

    def use(self) -> None:
        """Make sure the server runs until this process ends. Cheap if it does."""
        self._join()
        if not self.is_running():
            self.start()

    def start(self) -> None:
        """Start the server if it does not run, making it first if there is none."""
        with self._start_lock():
            if not (self.data / "PG_VERSION").exists():
                cluster.make_cluster(self.data, self.binaries, self.identity)
            if not self._answers():
                self._start()
            self._make_roles()

    def stop(self) -> None:
        """Stop the server, whoever uses it."""
        with self._start_lock():
            self.keep(wanted=False)
            self._stop()

    def keep(self, *, wanted: bool) -> None:
        """Let the server outlive its last user, or no longer."""
        mark = self.root / "keep"
        mark.touch() if wanted else mark.unlink(missing_ok=True)

    def is_running(self) -> bool:
        """Say whether the server answers and knows its roles. No process is started to ask."""
        return self._has_roles() and self._answers()

    def _find_root(self, folder: Path) -> Path:
        root = folder / str(self.binaries.major)
        others = sorted(path.parent.parent.name for path in folder.glob("*/data/PG_VERSION"))
        if others and root.name not in others:
            message = (
                f"{folder / others[-1]} was written by PostgreSQL {others[-1]}, and PostgreSQL "
                f"{root.name} cannot read it. Install {others[-1]} again and save the data with "
                f"pg_dump, or move {folder / others[-1]} away to begin with an empty database."
            )
            raise PostgresError(message)
        if not root.exists():
            self._make_root(root)
        return root.resolve()

    def _make_root(self, root: Path) -> None:
        root.parent.mkdir(parents=True, exist_ok=True)
        if self.identity.reaches(root.parent.resolve()):
            root.mkdir(mode=0o700, exist_ok=True)
        else:  # root at home, without user namespaces: nobody must be able to get there
            place = Path("/var/lib/verbatim")
            place.mkdir(mode=0o755, exist_ok=True)
            with suppress(FileExistsError):
                root.symlink_to(tempfile.mkdtemp(dir=place))
        self.identity.give(root.resolve())

    @contextmanager
    def _start_lock(self) -> Iterator[None]:
        with (self.root / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _join(self) -> None:
        if self._users is None:
            self._users = (self.root / "users.lock").open("w")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            atexit.register(self._leave, os.getpid())

    def _leave(self, joined_as: int) -> None:
        if self._users is None or os.getpid() != joined_as:  # a forked child is not the user
            return
        with self._start_lock(), self._users as users, suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not (self.root / "keep").exists():
                self._stop()
        self._users = None

    def _start(self) -> None:
        """Run the server until it is ready. No pg_ctl: it hands paths to a shell."""
        self._make_socket_folder()
        cluster.configure(self.data, self.sockets, self.configuration)
        for _ in range(START_ATTEMPTS):
            if self._is_started():
                return
            if not (self.data / cluster.NOTE).exists():
                break
            time.sleep(0.2)  # after a kill the old server's children need a moment
        end = self._log().read_text(errors="replace")[-2000:]
        message = f"PostgreSQL did not start:\n{end}"
        raise PostgresError(message)

    def _is_started(self) -> bool:
        cluster.clear_dead_notes(self.data, self.sockets)
        with self._log().open("ab") as log:
            server = self.identity.start(self.binaries / "postgres", "-D", str(self.data), log=log)
        while server.poll() is None:
            if cluster.ready_process(self.data) == server.pid:
                server.returncode = 0  # it outlives us, and that is no mistake to warn of
                return True
            time.sleep(0.005)
        return False

    def _stop(self) -> None:
        """Ask the server to end its connections, write everything down and stop."""
        process = cluster.ready_process(self.data)
        if process is None or not self._answers():
            return
        os.kill(process, signal.SIGINT)
        while (self.data / cluster.NOTE).exists():
            time.sleep(0.005)

    def _answers(self) -> bool:
        if cluster.ready_process(self.data) is None:
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.sockets / cluster.SOCKET)) == 0

    def _log(self) -> Path:
        log = self.root / "server.log"
        if log.exists() and log.stat().st_size > BIGGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        log.touch()
        self.identity.give(log)
        return log

    def _make_socket_folder(self) -> None:
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        if self.sockets.is_symlink() or not self.identity.owns(self.sockets):
            message = f"{self.sockets} belongs to somebody else; remove it and try again."
            raise PostgresError(message)
        self.identity.give(self.sockets)

    def _has_roles(self) -> bool:
        mark = self.root / "roles.done"
        return mark.exists() and mark.read_text() == _fingerprint()

    def _make_roles(self) -> None:
        if self._has_roles():
            return
        command = [self.binaries / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
        where = [f"--host={self.sockets}", f"--username={cluster.SUPERUSER}", "--dbname=postgres"]
        made = self.identity.run(*command, *where, f"--file={ROLES}")
        if made.returncode:
            message = f"The database roles could not be made:\n{made.stderr}"
            raise PostgresError(message)
        (self.root / "roles.done").write_text(_fingerprint())


def _fingerprint() -> str:
    return hashlib.sha256(ROLES.read_bytes()).hexdigest()
