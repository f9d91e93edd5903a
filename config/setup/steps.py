"""How a step of set-up tells that it has nothing to do, and how it fails."""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"


def fingerprint(paths: Iterable[Path]) -> str:
    """Return a hash of the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            total.update(f"{path.relative_to(ROOT)}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let another set-up in this folder finish first."""
    with _lock() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _lock() -> IO[str]:
    try:
        VAR.mkdir(exist_ok=True)
        return (VAR / "setup.lock").open("w")
    except OSError as error:
        reason = f"{error.strerror} ({error.filename})"
        sys.exit(f"{VAR} has to be a folder that can be written to. {reason}")


class Stamp:
    """A file beside what a step made, saying of which input it was made."""

    def __init__(self, path: Path, wanted: str) -> None:
        self.path = path
        self.wanted = wanted

    def is_fresh(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.wanted

    def set(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.wanted)


def say(line: str) -> None:
    print(line, flush=True)


def run(*command: str | Path, why_it_may_fail: str = "") -> None:
    """Run a program, quietly unless it fails; then show what it said and stop the set-up."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        named = " ".join(str(word) for word in command)
        sys.exit(f"{done.stdout}\nFailed: {named}\n{why_it_may_fail}".rstrip())
