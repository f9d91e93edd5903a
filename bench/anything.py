"""Sends the API whatever its description allows, and what it does not; no timing here.

    python -m bench.anything --url http://localhost:8000 --token TOKEN --seed 1 --examples 50

Schemathesis reads the description and asks by it: the examples, the edges of every parameter and
member, made-up requests, and chains of them, where one uses what another has made. No answer may be
a fault of ours, or another than is described, nor may what is not allowed be taken. At the end each
operation has to have been answered well at least once. The server is to be one of its own, with the
demo newsroom, as what is in it changes, and with `API_RATE=0`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

import httpx
from schemathesis.cli import schemathesis

PHASES = "examples,coverage,fuzzing,stateful"
AUTH = '[auth.openapi.token]\nbearer = "{token}"\n'
SETTINGS = Path(__file__).with_suffix(".toml")


def ask(url: str, token: str, *, seed: int, examples: int, more: tuple[str, ...] = ()) -> int:
    """Ask everything and tell what was found; answer 0 where that is nothing."""
    with NamedTemporaryFile("w", suffix=".toml") as settings:
        settings.write(SETTINGS.read_text() + (AUTH.format(token=token) if token else ""))
        settings.flush()
        asked = [
            f"--config-file={settings.name}",
            "run",
            f"{url}/api/v1/schema/",
            f"--seed={seed}",
            f"--max-examples={examples}",
            f"--phases={PHASES}",
            *more,
        ]
        try:
            return int(schemathesis.main(asked, standalone_mode=False) or 0)
        except SystemExit as ended:
            return int(ended.code or 0)


def unreached(url: str, only: str) -> list[str]:
    """Answer the operations, on paths of this expression, that were never answered well."""
    from bench.reached import ANSWERS  # noqa: PLC0415  Schemathesis has to read it first

    paths = httpx.get(f"{url}/api/v1/schema/", timeout=60).json()["paths"]
    well = {label for label, status in ANSWERS if status in range(200, 300)}
    every = [
        f"{method.upper()} {path}"
        for path, methods in paths.items()
        for method in methods
        if re.search(only, path)
    ]
    return [each for each in every if each not in well]


def main() -> None:
    """Ask, and exit with 1 where something was found or an operation was never answered well."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--token", default="", help="none: as a stranger")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=50, help="made up for each operation")
    parser.add_argument("--reads", action="store_true", help="the token is one to read")
    parser.add_argument("--only", default="", help="a regular expression of paths")
    given = parser.parse_args()
    os.chdir(SETTINGS.parent.parent)
    more = (f"--include-path-regex={given.only}",) if given.only else ()
    found = ask(given.url, given.token, seed=given.seed, examples=given.examples, more=more)
    missed = unreached(given.url, given.only) if given.token and not given.reads else []
    for each in missed:
        sys.stdout.write(f"never answered well: {each}\n")
    sys.exit(1 if found or missed else 0)


if __name__ == "__main__":
    main()
