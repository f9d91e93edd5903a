"""The folder of the dumps: one is made at a time, and what is half made nobody sees.

A dump is made in a folder with a temporary name, which is renamed once all of it is on the disk.
What a killed one left is taken away by the next. What is to be forgotten is renamed before it goes,
so a dump that was being made when words were redacted never comes to be seen.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

from quotes.queries.dumps import MAKING, NAME, NAME_OF, dump_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_GONE = ".gone-"
_LOCK = ".lock"
KEPT = 3
"""So many dumps are kept unless said otherwise."""


class DumpRefused(Exception):
    """A dump that cannot be made now; the message says why."""


class DumpUnderWay(DumpRefused):
    """A dump is being made already."""


@contextmanager
def one_dump(folder: Path, name: str = "") -> Iterator[Path]:
    """Give a folder to make a dump in, seen under `name`, else the time, once all is well.

    Raises DumpUnderWay, or DumpRefused where the disk does not take it or words were redacted
    meanwhile: then nothing is left of it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _sweep(folder)
            made = folder / f"{MAKING}{name or new_name(folder)}"
            made.mkdir()
            try:
                yield made
                _sync(made)
                made.rename(folder / made.name.removeprefix(MAKING))
                _sync(folder)
            finally:
                shutil.rmtree(made, ignore_errors=True)
    except FileNotFoundError as gone:
        message = "Words were redacted while this dump was made, so it is gone: make another."
        raise DumpRefused(message) from gone
    except OSError as error:
        message = f"{folder} does not take the dump: {error.strerror or error}."
        raise DumpRefused(message) from error


def keep_dumps(how_many: int, folder: Path | None = None) -> list[str]:
    """Remove all dumps but the newest; answer the names of those removed."""
    where = folder or settings.EXPORTS
    names = dump_names(where)[how_many:]
    for name in names:
        _forget(where / name)
    return names


def forget_dumps() -> None:
    """Remove all dumps, one that is being made, too: they hold what nobody may read any more."""
    folder: Path = settings.EXPORTS
    if folder.is_dir():
        for path in folder.iterdir():
            if NAME.fullmatch(path.name.removeprefix(MAKING)):
                _forget(path)


def is_dump_under_way() -> bool:
    """Tell whether a dump is being made on this machine."""
    try:
        with _alone(settings.EXPORTS):
            return False
    except DumpUnderWay:
        return True
    except FileNotFoundError:
        return False


def new_name(folder: Path) -> str:
    """Answer what a dump is called that is begun now."""
    now = datetime.now(UTC)
    while (folder / now.strftime(NAME_OF)).exists():
        now += timedelta(seconds=1)
    return now.strftime(NAME_OF)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from making a dump here; the system lets go of it however this process ends."""
    with (folder / _LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            message = "A dump is being made at this moment."
            raise DumpUnderWay(message) from taken
        yield


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name.startswith((MAKING, _GONE)):
            shutil.rmtree(path, ignore_errors=True)


def _forget(path: Path) -> None:
    gone = path.with_name(f"{_GONE}{uuid4().hex}")
    with suppress(FileNotFoundError):  # another is forgetting it
        path.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def _sync(path: Path) -> None:
    """Let a folder's names be on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
