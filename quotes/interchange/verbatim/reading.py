"""Lines as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from quotes.interchange.files import check_file
from quotes.interchange.json_text import read_json
from quotes.interchange.records import Reading
from quotes.interchange.records.schema import VERSION
from quotes.interchange.refusals import FileRefused
from quotes.interchange.verbatim.writing import HEAD, NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quotes.commands.loading import Given


def read(path: Path) -> Given:
    """Read a file and change nothing. Raises FileRefused where it is not one, or not all of it."""
    check_file(path)
    reading = Reading(NAME)
    with path.open("rb") as file:
        read_lines(reading, file, str(path))
    return reading.given()


def read_lines(reading: Reading, lines: Iterable[bytes], path: str) -> None:
    """Take in the lines of a file. Raises FileRefused where it is not one, or not all of it."""
    rest = iter(lines)
    _check_head(next(rest, b""), path)
    end, count = _read_records(reading, rest)
    if end is None:
        message = _("%(path)s is cut off: it has no last line that says so. Copy it again.")
        raise FileRefused(message % {"path": path})
    if end.get("records") != count:
        message = _("%(path)s has %(count)s records and not %(told)s, as its last line says.")
        raise FileRefused(message % {"path": path, "count": count, "told": end.get("records")})


def _read_records(reading: Reading, lines: Iterable[bytes]) -> tuple[dict[str, Any] | None, int]:
    """Take in each line; answer the last one, None where there is none, and the count before it."""
    count = 0
    for number, line in enumerate(lines, start=2):
        place = _("line %(number)s") % {"number": number}
        try:
            record = read_json(line)
        except ValueError as error:
            reading.refuse(place, str(error))
        else:
            if isinstance(record, dict) and record.get("type") == "end":
                return record, count
            reading.add(record, place)
        count += 1
    return None, count


def _check_head(line: bytes, path: str) -> None:
    try:
        record = read_json(line)
    except ValueError as error:
        raise _no_head(path) from error
    if not isinstance(record, dict) or record.get("type") != NAME:
        raise _no_head(path)
    if record.get("offset_unit", HEAD["offset_unit"]) != HEAD["offset_unit"]:
        raise FileRefused(_("%(path)s does not count code points.") % {"path": path})
    schema = record.get("schema")
    if not isinstance(schema, int) or not 1 <= schema <= VERSION:
        message = _("%(path)s is of version %(schema)s; what is read here is %(version)s.")
        raise FileRefused(message % {"path": path, "schema": schema, "version": VERSION})


def _no_head(path: str) -> FileRefused:
    return FileRefused(_('%(path)s does not begin with {"type":"verbatim"}.') % {"path": path})
