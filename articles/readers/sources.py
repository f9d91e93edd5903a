"""Articles as they were sent, told apart but not read yet: each is one file, or one line of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from articles.readers.html import FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Source:
    """The bytes of one article; `line` from 1 where the file has an article on each."""

    name: str
    line: int
    format: str
    data: bytes


def sources_in(file: IO[bytes], *, name: str, format: str) -> Iterator[Source]:  # noqa: A002 - the word on the command line
    """Tell the articles of a file apart; one with an article on each line is never held whole.

    Of a longer file than any reader takes, only as much is kept as shows that it is too long.
    """
    if format == "jsonl":
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield Source(name, number, format, line)
    else:
        yield Source(name, 0, format, file.read(FILE_BYTES + 1))
