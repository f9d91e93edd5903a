"""Making a dump: each object is read once, in blocks of one snapshot, and goes into all files."""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from quotes.commands.dumps import DumpUnderWay, is_dump_under_way, keep_dumps, new_name, one_dump
from quotes.interchange.dumps.outputs import Output
from quotes.interchange.dumps.shapes import SCHEMA_VERSION, Csv, Lines
from quotes.jobs import job
from quotes.queries.dumped import read_all
from quotes.queries.dumps import MAKING, MANIFEST
from quotes.queries.feed import feed_cursor_now
from quotes.queries.snapshots import one_snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quotes.interchange.dumps.shapes import Shape
    from quotes.queries.dumped import Kind


@job
def make_dump(*, name: str, base: str, keep: int) -> None:
    """Make the dump of this name and keep so many; done again, it is there already.

    Raises DumpRefused.
    """
    if not (settings.EXPORTS / name).exists():
        write_dump(settings.EXPORTS, base=base, name=name)
    keep_dumps(keep)


def ask_for_dump(*, base: str, keep: int) -> str:
    """Ask workers for a dump, and answer what it will be called. Raises DumpUnderWay."""
    waits = ProcrastinateJob.objects.filter(task_name=make_dump.name, status__in=("todo", "doing"))
    message = "A dump is being made at this moment, or waits for a worker."
    if waits.exists() or is_dump_under_way():
        raise DumpUnderWay(message)
    name = new_name(settings.EXPORTS)
    try:
        with transaction.atomic():
            once = make_dump.configure(queueing_lock="dump", lock="dump")
            once.defer(name=name, base=base, keep=keep)
    except AlreadyEnqueued as waiting:
        raise DumpUnderWay(message) from waiting
    return name


def write_dump(folder: Path, *, base: str, name: str = "", raw: bool = False) -> dict[str, Any]:
    """Write all that every reader may see into a new folder, and answer its manifest.

    `base` begins the addresses; a `raw` CSV says exactly what is stored, whatever a spreadsheet
    would compute of it. Raises DumpRefused.
    """
    with one_dump(folder, name) as made:
        manifest: dict[str, Any] = {
            "name": made.name.removeprefix(MAKING),
            "created_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "schema_version": SCHEMA_VERSION,
            "offset_unit": "codepoint",
        }
        with one_snapshot():
            manifest["cursor"] = str(feed_cursor_now())
            manifest["files"] = _write_files(made, base=base, raw=raw)
        with closing(Output(made / MANIFEST)) as file:
            file.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return manifest


def _write_files(made: Path, *, base: str, raw: bool) -> list[dict[str, Any]]:
    from quotes.interchange.dumps.parquet import Parquet  # noqa: PLC0415  slow to import

    kinds: tuple[Kind, ...] = ("article", "speaker", "target")
    told = [
        each
        for kind in kinds
        for each in write_kind(kind, [Lines(made / f"{kind}s.ndjson.gz")], base=base)
    ]
    of_quotes: list[Shape] = [
        Lines(made / "quotes.ndjson.gz"),
        Csv(made / "quotes.csv.gz", raw=raw),
        Parquet(made / "quotes.parquet"),
    ]
    return [*told, *write_kind("quote", of_quotes, base=base)]


def write_kind(kind: Kind, shapes: Sequence[Shape], *, base: str) -> list[dict[str, Any]]:
    """Write all of a kind in each shape, and answer what a manifest says of the files."""
    rows = 0
    with ExitStack() as files:
        for each in shapes:
            files.enter_context(closing(each))
        for block in files.enter_context(closing(read_all(kind, base=base))):
            rows += len(block.lines)
            for each in shapes:
                each.add(block)
    return [each.told(rows) for each in shapes]
