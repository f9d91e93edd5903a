"""Everything that `make test` checks, each under its name, and all of them even if one fails."""

import subprocess
from collections.abc import Callable

from config.setup import browser, python_packages
from config.setup.steps import ROOT, VENV, say


def _templates() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html"))]


CHECKS: dict[str, Callable[[], list[str]]] = {
    "Format": lambda: ["ruff", "format", "--check", "--output-format=concise", "."],
    "Style": lambda: ["ruff", "check", "--output-format=concise", "."],
    "Templates": lambda: ["djade", "--check", *_templates()],
    "Layers": lambda: ["lint-imports", "--cache-dir", "var/layers"],
    "Types": lambda: ["mypy"],
    "Tests": lambda: ["pytest", "--quiet", "--numprocesses=2", "--dist=worksteal"],
}


def run() -> int:
    """Run them all, and return how many failed."""
    python_packages.install("requirements-dev.txt")
    browser.install()
    failed = [name for name, command in CHECKS.items() if not _passes(name, command())]
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nEverything passes.")
    return len(failed)


def _passes(name: str, command: list[str]) -> bool:
    say(f"\n── {name} " + "─" * (60 - len(name)))
    program, *words = command
    return subprocess.run([VENV / "bin" / program, *words], cwd=ROOT, check=False).returncode == 0
