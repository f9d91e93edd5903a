"""Files to import: found in folders, and read article by article."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from articles.drafts import DraftRefused
from articles.readers import read_each, tell_format
from articles.readers.sources import sources_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from articles.drafts import Draft
    from articles.readers import Format
    from articles.readers.sources import Source


@dataclass(frozen=True)
class Item:
    """One article of a file, or why it is none; `line` from 1 where a file has one on each."""

    path: Path
    line: int
    draft: Draft | DraftRefused

    @property
    def place(self) -> str:
        """Where it is, for a person to find it."""
        return f"{self.path}, line {self.line}" if self.line else str(self.path)


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each file, and those in each folder by name, but for hidden ones in folders."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def read_items(path: Path, *, format: Format, tz: tzinfo) -> Iterator[Item]:  # noqa: A002 - the word on the command line
    """Yield each article of a file; a long one with an article on each line is never held whole."""
    try:
        yield from _read(path, format, tz)
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror}."
        yield Item(path, 0, DraftRefused("file", path.name, reason))


def _open(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to is empty, where waiting would be for ever."""
    opened = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(opened, True)
    return opened


def _read(path: Path, format_: Format, tz: tzinfo) -> Iterator[Item]:
    with open(path, "rb", opener=_open) as file:
        chosen = tell_format(file.peek(512), path.name) if format_ == "auto" else format_
        for source in sources_in(file, name=path.name, format=chosen):
            for _, draft in read_each(source.data, format=chosen, tz=tz):
                yield Item(path, source.line, draft)


def read_sources(path: Path, *, format: Format) -> Iterator[Source]:  # noqa: A002 - the word on the command line
    """Yield each article of a file as it is, unread. Raises OSError."""
    with open(path, "rb", opener=_open) as file:
        chosen = tell_format(file.peek(512), path.name) if format == "auto" else format
        yield from sources_in(file, name=str(path), format=chosen)
