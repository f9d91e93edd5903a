"""As whom PostgreSQL runs: it refuses to be root, or a user without a name."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from config.postgres.errors import PostgresError

NOBODY = 65534
AS_NOBODY = ("unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


@dataclass(frozen=True)
class Identity:
    """How to start a program so that PostgreSQL accepts its user."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, with no input, and return what it printed."""
        return subprocess.run(
            [*self.prefix, *command],
            capture_output=True,
            text=True,
            check=False,
            **self._apart(),
        )

    def start(self, *command: str, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a program that lives on when we end, and hears no Ctrl-C meant for us."""
        return subprocess.Popen(
            [*self.prefix, *command],
            stdout=log,
            stderr=log,
            start_new_session=True,
            **self._apart(),
        )

    def _apart(self) -> Any:
        others: Any = {"cwd": "/", "stdin": subprocess.DEVNULL}
        if self.uid is not None:
            others |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return others

    def owns(self, path: Path) -> bool:
        return path.lstat().st_uid in {os.geteuid(), self.uid}

    def give(self, path: Path) -> None:
        """Hand a file or folder to the user PostgreSQL runs as."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def reaches(self, folder: Path) -> bool:
        """Say whether PostgreSQL may walk into this folder."""
        return self.uid is None or all(
            above.stat().st_mode & 0o001 for above in (folder, *folder.parents)
        )


@cache
def find_identity() -> Identity:
    """Return ourselves; but for root, or a user without a name, one that PostgreSQL accepts."""
    if os.geteuid() != 0 and _has_name():
        return Identity()
    if _has_user_namespaces():
        return Identity(prefix=AS_NOBODY)
    if os.geteuid() != 0:
        message = f"User {os.geteuid()} has no name in /etc/passwd, which PostgreSQL asks for."
        raise PostgresError(message)
    nobody = pwd.getpwnam("nobody")
    return Identity(uid=nobody.pw_uid, gid=nobody.pw_gid)


def _has_name() -> bool:
    try:
        return bool(pwd.getpwuid(os.geteuid()).pw_name)
    except KeyError:
        return False


def _has_user_namespaces() -> bool:
    if not shutil.which("unshare"):
        return False
    who = subprocess.run([*AS_NOBODY, "id", "-u"], capture_output=True, text=True, check=False)
    return who.stdout.strip() == str(NOBODY)
