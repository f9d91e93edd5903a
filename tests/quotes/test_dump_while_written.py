"""Who loads a dump made while others wrote, and follows from its cursor, has everything."""

from __future__ import annotations

import gzip
from random import Random
from typing import TYPE_CHECKING, Any

from bench.articles import annotator
from bench.following import Writer, apply, set_up
from quotes.interchange.dumps import write_dump
from quotes.queries.feed import KINDS, read_feed, read_feed_cursor

if TYPE_CHECKING:
    from pathlib import Path

    from quotes.queries.feed import FeedCursor

Copy = dict[tuple[str, int], str]


class Annotator(Writer):
    """Writes as all do, but never prunes: after that a cursor may be told to be too old."""

    def rare_deed(self) -> None:
        """Do another of the usual deeds."""
        self.deed()


def follow(copy: Copy, after: FeedCursor | None) -> Copy:
    more, cursor = True, after
    while more:
        feed = read_feed(cursor, limit=50, base="", people=False, works_here=False)
        cursor, more = feed.cursor, feed.more or feed.lag > 0
        for entry in feed.entries:
            apply(copy, entry)
    return copy


def load(folder: Path) -> Copy:
    copy: Copy = {}
    for kind in KINDS:
        with gzip.open(folder / f"{kind}s.ndjson.gz", "rt") as file:
            for line in file:
                body = line.removesuffix("\n")
                copy[kind, int(body.split(":", 2)[1].split(",")[0])] = body
    return copy


def test_a_dump_and_what_follows_its_cursor_are_the_database(
    own_database: str, tmp_path: Path
) -> None:
    user, stage = annotator(), set_up()
    writers = [Annotator(Random(seed), user, stage) for seed in range(4)]  # noqa: S311  no secrets
    for writer in writers:
        writer.start()
    loaded: list[Any] = []
    while not loaded or any(writer.is_alive() for writer in writers):
        manifest = write_dump(tmp_path, base="")
        cursor = read_feed_cursor(manifest["cursor"])
        loaded.append((load(tmp_path / manifest["name"]), cursor))
    for writer in writers:
        writer.join()

    fresh = follow({}, None)

    assert sum(writer.done for writer in writers) > 10
    assert fresh
    assert [follow(copy, cursor) == fresh for copy, cursor in loaded] == [True] * len(loaded)
