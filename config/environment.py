"""The settings that come from outside: the shell's, else those of the file .env.

`.env.example` lists every name.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

FILE = Path(__file__).resolve().parent.parent / ".env"


def read_file(path: Path) -> None:
    """Take NAME=VALUE lines for what the shell does not set."""
    for line in path.read_text().splitlines() if path.exists() else ():
        name, equals, value = line.partition("=")
        if equals and not name.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("'\""))


read_file(FILE)


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no in any usual spelling; anything else is a mistake worth stopping for."""
    value = text(name).lower()
    if value in {"", "1", "true", "yes", "on"}:
        return bool(value) or default
    if value in {"0", "false", "no", "off"}:
        return False
    message = f"{name} is {value!r}; it must be on or off."
    raise SystemExit(message)


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if value.isascii() and value.isdigit():
        return int(value)
    message = f"{name} is {value!r}; it must be a whole number."
    raise SystemExit(message)


def words(name: str, default: str = "") -> list[str]:
    return text(name, default).replace(",", " ").split()


def secret(name: str, kept_in: Path) -> str:
    """Read a secret, or make one that only this machine knows and keep it in a file."""
    if given := text(name):
        return given
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        _keep_first(kept_in, secrets.token_urlsafe(64))
    return kept_in.read_text()


def _keep_first(kept_in: Path, value: str) -> None:
    """Whole or not at all, and never over what another thread or process kept first."""
    with NamedTemporaryFile("w", dir=kept_in.parent, prefix=kept_in.name) as fresh:  # mode 0600
        fresh.write(value)
        fresh.flush()
        with suppress(FileExistsError):
            kept_in.hardlink_to(fresh.name)
