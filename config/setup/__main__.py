"""`python3 -m config.setup GOAL`: finds a new enough Python and makes `.venv` with it."""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main() -> None:
    if sys.version_info < OLDEST:
        for name in NEWER:
            if shutil.which(name):
                os.execvp(name, [name, "-m", "config.setup", *sys.argv[1:]])
        sys.exit(f"Verbatim needs Python 3.11 or newer; {sys.executable} is {sys.version}")
    from config.setup import python_packages, steps  # noqa: PLC0415  unreadable for an old Python

    with steps.one_at_a_time():
        python = python_packages.install("requirements.txt")
    os.execv(python, [str(python), "-m", "config.setup.goals", *sys.argv[1:]])


main()
