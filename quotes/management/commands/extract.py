"""`manage.py extract < articles.jsonl > quotes.jsonl`: suggested quotes, without a database."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from quotes.extraction import Suggestion, extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]


class BadLineError(ValueError):
    """A line of the input that is no article, and why."""


class Command(BaseCommand):
    """Reads an article a line, writes its quotes as a line; tells of bad lines and goes on."""

    help = (
        'Suggest quotes: {"id", "text"} a line from standard input, {"id", "quotes"} a line to '
        "standard output. Offsets are Unicode code points. Needs no database."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def handle(self, **_options: Any) -> None:
        """Stream standard input to standard output; end with an error if any line was refused."""
        refused = write_quotes(sys.stdin.buffer, self.stdout, self.stderr)
        if refused:
            message = f"{refused} {'line' if refused == 1 else 'lines'} refused, see above"
            raise CommandError(message)


def write_quotes(lines: Iterable[bytes], out: Any, err: Any) -> int:
    """Write the quotes of each article; return how many lines were refused."""
    refused = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _read(line)
        except BadLineError as why:
            refused += 1
            err.write(f"line {number}: {why}")
            continue
        out.write(json.dumps(_quotes(row)))
    return refused


def _read(line: bytes) -> Row:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as why:
        message = f"not UTF-8 ({why.reason} at byte {why.start})"
        raise BadLineError(message) from why
    except (ValueError, RecursionError) as why:
        message = f"not JSON ({why})"
        raise BadLineError(message) from why
    if problem := _problem(row):
        raise BadLineError(problem)
    return dict(row)


def _problem(row: object) -> str:
    """Return what keeps a parsed line from being an article, or an empty string."""
    if not isinstance(row, dict):
        return f"an article is an object, not {type(row).__name__}"
    for field in ("id", "text"):
        if field not in row:
            return f'"{field}" is missing'
    if not isinstance(row["text"], str):
        return f'"text" must be a string, not {type(row["text"]).__name__}'
    return ""


def _quotes(row: Row) -> Row:
    language = row.get("language")
    found = extract(row["text"], language=language if isinstance(language, str) else "")
    return {"id": row["id"], "quotes": as_rows(found)}


def as_rows(found: Sequence[Suggestion]) -> list[Row]:
    """Return the quotes in the corpora's shape, without terms, which nobody said."""
    places = {place: at for at, place in enumerate(_spoken(found))}
    rows = [as_row(found[place]) for place in places]
    for row in rows:
        row["parent"] = places.get(row["parent"])
    return rows


def _spoken(found: Sequence[Suggestion]) -> list[int]:
    return [place for place, one in enumerate(found) if one.kind != "term"]


def as_row(suggestion: Suggestion) -> Row:
    """Return a suggestion in the corpora's shape; several speakers are joined by "; "."""
    names = [source.speaker for source in suggestion.attributions if source.speaker]
    return {
        "content": suggestion.content,
        "source": [span for source in suggestion.attributions for span in source.mention],
        "cue": suggestion.cue,
        "type": suggestion.kind,
        "speaker": "; ".join(names) or None,
        "confidence": suggestion.confidence,
        "parent": suggestion.parent,
    }
