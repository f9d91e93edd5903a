"""Rows as COPY reads them: columns by tabs, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

COLUMNS: dict[str, tuple[str, ...]] = {
    "articles.Outlet": ("id", "name", "shows_full_text"),
    "articles.ArticleFamily": ("id", "created_at", "outlet_id"),
    "articles.Article": (
        *("id", "title", "outlet_id", "byline", "published_at", "url", "language", "family_id"),
        *("created_at", "updated_at", "done_at", "withdrawn_at"),
    ),
    "articles.TextVersion": (
        *("id", "article_id", "number", "text", "kind", "blocks", "source_format", "created_at"),
    ),
    "quotes.TextSketch": ("mark", "text_version_id"),
    "quotes.Speaker": (
        *("id", "name", "kind", "article_id", "part_of_id", "attributes"),
        *("created_at", "updated_at"),
    ),
    "quotes.SpeakerName": ("speaker_id", "name"),
    "quotes.SpeakerRole": ("speaker_id", "role", "organisation_id", "since", "until"),
    "quotes.Target": (
        *("id", "name", "kind", "speaker_id", "part_of_id", "attributes"),
        *("created_at", "updated_at"),
    ),
    "quotes.StatementFamily": ("id", "created_at"),
    "quotes.Quote": (
        *("id", "text_version_id", "content", "content_words", "cue", "cue_words", "kind", "act"),
        *("status", "origin", "confidence", "unsure", "decided_at", "decided_how", "parent_id"),
        *("stances_done", "said_on", "said_on_precision", "earlier", "channel", "family_id"),
        *("created_at", "updated_at", "article_id", "outlet_id", "language", "published_at"),
        *("speaker_id", "sort_at", "dated_on"),
    ),
    "quotes.Attribution": (
        *("quote_id", "position", "mention", "mention_words", "speaker_id", "organisation_id"),
        *("sourcing", "descriptor", "descriptor_words", "condition", "condition_words"),
        *("status", "sort_at", "dated_on"),
    ),
    "quotes.Relay": ("quote_id", "position", "name", "speaker_id", "span", "span_words"),
    "quotes.Stance": (
        *("quote_id", "target_id", "position", "conditional", "status", "sort_at", "dated_on"),
    ),
}
"""By model, in the order in which they are stored: the columns that are given."""
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


class Rows(dict[str, list[str]]):
    """Lines by model; values stand in the order of its COLUMNS."""

    def add(self, model: str, *values: Any) -> None:
        """Add a row; only what `written_text` made may hold more than one line."""
        line = "\t".join([each if type(each) is str else _written(each) for each in values])
        self.setdefault(model, []).append(line)

    def written(self) -> dict[str, bytes]:
        """Answer the lines of each model as COPY reads them."""
        return {model: "\n".join([*lines, ""]).encode() for model, lines in self.items()}


def written_text(text: str) -> str:
    """Write a text of many lines as one."""
    return text.translate(_ESCAPED)


def _written(value: Any) -> str:
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    return str(value)


def stamp(moment: datetime) -> str:
    """Write a moment as the database reads it."""
    return moment.isoformat()


def spans(parts: Iterable[tuple[int, int]] | None) -> str | None:
    """Write parts of a text, half open, in code points."""
    if parts is None:
        return None
    return "{" + ",".join(f"[{start},{end})" for start, end in parts) + "}"


def words_of(parts: Sequence[str] | None) -> str | None:
    """Write the words of the parts, none of which holds a straight quotation mark."""
    return None if parts is None else '{"' + '","'.join(parts) + '"}'
