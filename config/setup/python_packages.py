"""`.venv` and the Python packages in it, exactly those of the lock files."""

import sys
from pathlib import Path

from config.setup.steps import ROOT, VENV, Stamp, fingerprint, run, say

NO_VENV = """
Python could not make a virtual environment. On Debian and Ubuntu the part of Python that does it
is a package of its own: apt install python3-venv. Then try again."""
NO_PACKAGES = "\nAre you online? Packages are fetched once, and then kept in .venv/."


def install(lock: str) -> Path:
    """Install what a lock file names, unless that was done before, and return `.venv`'s Python."""
    python = VENV / "bin" / "python"
    place = Stamp(VENV / "place", str(VENV))  # its programs hold its path, so it cannot be moved
    if not (python.exists() and place.is_fresh()):
        if VENV.is_symlink():
            VENV.unlink()  # whose it leads to keeps what is in it
        say("Making .venv")
        run(sys.executable, "-m", "venv", "--clear", VENV, why_it_may_fail=NO_VENV)
        place.set()
    stamp = Stamp(VENV / f"{lock}.installed", fingerprint([ROOT / lock]))
    if not stamp.is_fresh():
        say(f"Installing the Python packages of {lock}")
        pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--require-hashes", "--requirement", lock, why_it_may_fail=NO_PACKAGES)
        stamp.set()
    return python
