"""An article as a line of JSON, its suggested quotes as another: the shape of the corpora."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from .explaining import explain
from .extractor import LIKELY, decide, suggested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .quote import Suggestion

Row = dict[str, Any]


class BadLineError(ValueError):
    """A line that is no article, and why."""


class Answer(NamedTuple):
    """What became of a line: its quotes as JSON in ASCII, or why it is refused."""

    line: str = ""
    refusal: str = ""
    explained: str = ""
    """How each quote was decided, for people; "" unless asked for."""


def answer(line: bytes | None, *, explained: bool = False) -> Answer:
    """Read one article, `{"id", "text", "language"?}`, and return its quotes, or the refusal.

    None stands for a line too long to be read; a blank one is answered by nothing.
    """
    if line is None:
        return Answer(refusal="longer than 200 MB")
    if not line.strip():
        return Answer()
    try:
        row = read_row(line)
    except BadLineError as why:
        return Answer(refusal=str(why))
    text, language = row["text"], row.get("language")
    decided = decide(text, language=language if isinstance(language, str) else "")
    quotes = as_rows(suggested(decided))
    told = explain(text, decided, name=str(row["id"]), least=LIKELY) if explained else ""
    return Answer(json.dumps({"id": row["id"], "quotes": quotes}), explained=told)


def read_row(line: bytes) -> Row:
    """Return the article that a line of JSON holds; raises BadLineError."""
    try:
        row = json.loads(line, parse_constant=_refuse)
    except UnicodeDecodeError as why:
        message = f"not UTF-8 ({why.reason} at byte {why.start})"
        raise BadLineError(message) from why
    except (ValueError, RecursionError) as why:
        message = f"not JSON ({why})"
        raise BadLineError(message) from why
    if problem := _problem(row):
        raise BadLineError(problem)
    return dict(row)


def _refuse(constant: str) -> NoReturn:
    message = f"{constant} is no number"
    raise ValueError(message)


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


def as_rows(found: Sequence[Suggestion]) -> list[Row]:
    """Return the quotes in the corpora's shape, without terms, which nobody said."""
    spoken = [place for place, one in enumerate(found) if one.kind != "term"]
    places = {place: at for at, place in enumerate(spoken)}
    rows = [as_row(found[place]) for place in spoken]
    for row in rows:
        row["parent"] = places.get(row["parent"])
    return rows


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
