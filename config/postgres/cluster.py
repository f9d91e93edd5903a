"""The files of one PostgreSQL cluster: making them, configuring them, cleaning up after a crash."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from config.postgres.binaries import Binaries
from config.postgres.errors import PostgresError
from config.postgres.identity import Identity
from config.postgres.memory import caches

SUPERUSER = "postgres"
NOTE = "postmaster.pid"
SOCKET = ".s.PGSQL.5432"
FIRST_WITH_OWN_LOCALES = 17
LONGEST_SOCKET_PATH = 103  # bytes: macOS; Linux allows 107
CRASH_PATIENCE = 10.0  # seconds that the children of a killed server are given to go

CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    **caches(),
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "wal_level": "minimal",  # nobody replicates a laptop; what fills an empty table logs nothing
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "lc_messages": "C",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def make_cluster(data: Path, binaries: Binaries, identity: Identity) -> None:
    """Run initdb beside `data` and put the finished result there, so that a kill leaves no half."""
    unfinished = data.with_name("data.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    own_provider = binaries.major >= FIRST_WITH_OWN_LOCALES
    made = identity.run(
        binaries / "initdb",
        f"--pgdata={unfinished}",
        f"--username={SUPERUSER}",
        "--auth=trust",  # the socket's folder is ours alone
        "--encoding=UTF8",
        *(["--locale-provider=builtin"] if own_provider else []),
        "--locale=C.UTF-8",  # words sort the same on every machine
        "--data-checksums",
    )
    if made.returncode:
        message = f"PostgreSQL could not make its files:\n{made.stdout}{made.stderr}"
        raise PostgresError(message)
    unfinished.rename(data)


def configure(data: Path, sockets: Path, configuration: Mapping[str, str]) -> None:
    """Write postgresql.conf afresh, so that an old cluster gets today's settings."""
    settings = {**configuration, "unix_socket_directories": f'"{sockets}"'}
    lines = [f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()]
    (data / "postgresql.conf").write_text("".join(lines))


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def socket_folder(root: Path) -> Path:
    """Return the folder of the server's socket: in `root`, unless that path is too long for one."""
    folder = root / "run"
    if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH and not set(',"\n') & {*str(root)}:
        return folder
    tag = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return Path(runtime) / f"verbatim-{os.geteuid()}-{tag}"


def ready_process(data: Path) -> int | None:
    """Return the number of the server that calls itself ready; its note outlives a kill."""
    try:
        lines = (data / NOTE).read_text().splitlines()
        return int(lines[0]) if lines[7].strip() == "ready" else None
    except (OSError, IndexError, ValueError):
        return None


def clear_dead_notes(data: Path, sockets: Path) -> None:
    """Remove the server's notes after a crash, once no process works in the data any more.

    PostgreSQL takes a zombie, or a stranger that was given the same number, for a live server.
    """
    note = data / NOTE
    deadline = time.monotonic() + CRASH_PATIENCE
    while note.exists() and Path("/proc/self").exists() and time.monotonic() < deadline:
        if not any(_works_in(data, process) for process in Path("/proc").glob("[0-9]*")):
            (sockets / f"{SOCKET}.lock").unlink(missing_ok=True)
            note.unlink(missing_ok=True)
        else:
            time.sleep(0.05)


def _works_in(data: Path, process: Path) -> bool:
    try:
        return (process / "cwd").readlink() == data
    except OSError:  # gone, a zombie, or somebody else's
        return False
